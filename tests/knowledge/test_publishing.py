"""A published folder is whole or absent, whatever goes wrong while it is built or afterwards."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from knowledge.publishing import ASIDE, KEPT, SECONDS_A_BUILD_MAY_TAKE, SUFFIX, publish, unpack


@pytest.fixture(autouse=True)
def _copies_beside_the_archives(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("copies")))


def build(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "data").write_text("whole", encoding="utf-8")


def archive_in(folder: Path, name: str = "key") -> Path:
    return folder / f"{name}{SUFFIX}"


def test_a_published_folder_can_be_unpacked_again_and_again(tmp_path: Path) -> None:
    archive = archive_in(tmp_path / "new")
    publish(archive, build)
    copies = [unpack(archive), unpack(archive)]
    assert copies[0] != copies[1]
    for copy in copies:
        assert copy is not None
        assert (copy / "deep" / "data").read_text(encoding="utf-8") == "whole"
    assert list(archive.parent.iterdir()) == [archive]


def test_a_build_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    publish(archive_in(tmp_path), build)

    def fail(folder: Path) -> None:
        build(folder)
        raise LookupError

    with pytest.raises(LookupError):
        publish(archive_in(tmp_path), fail)
    assert list(tmp_path.iterdir()) == [archive_in(tmp_path)]
    assert unpack(archive_in(tmp_path)) is not None


def test_no_archive_unpacks_to_nothing(tmp_path: Path) -> None:
    assert unpack(archive_in(tmp_path)) is None


def test_an_archive_with_any_byte_changed_or_missing_unpacks_to_nothing(tmp_path: Path) -> None:
    archive = archive_in(tmp_path)
    publish(archive, build)
    content = archive.read_bytes()
    for place in range(len(content)):
        archive.write_bytes(content[:place])
        assert unpack(archive) is None
        archive.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert unpack(archive) is None


def test_a_damaged_archive_is_replaced_in_one_step(tmp_path: Path) -> None:
    archive_in(tmp_path).write_bytes(b"damaged")
    publish(archive_in(tmp_path), build)
    assert unpack(archive_in(tmp_path)) is not None


def test_the_newest_archives_stay_and_older_ones_go(tmp_path: Path) -> None:
    for age in range(KEPT + 2):
        old = archive_in(tmp_path, f"old{age}")
        old.write_bytes(b"")
        os.utime(old, (1000 - age, 1000 - age))
    publish(archive_in(tmp_path, "new"), build)
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["new", "old0", "old1"]


def test_an_abandoned_build_goes_and_a_running_one_stays(tmp_path: Path) -> None:
    running, dead = tmp_path / f"{ASIDE}running", tmp_path / f"{ASIDE}dead"
    running.mkdir()
    dead.mkdir()
    long_ago = running.stat().st_mtime - 2 * SECONDS_A_BUILD_MAY_TAKE
    os.utime(dead, (long_ago, long_ago))
    publish(archive_in(tmp_path), build)
    assert running.is_dir()
    assert not dead.exists()
