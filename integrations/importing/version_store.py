"""The versions of a company's data: immutable folders, and a pointer that is replaced in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from integrations.importing.import_lock import only_importer
from tools.errors import OutsideError

POINTER = "current"
BUILDING = ".building"
DATABASE = "company.duckdb"
PUBLISHED = (DATABASE, "manifest.json", "quarantine.csv")
KEEP = 3


def current_version(data: Path) -> Path | None:
    """The folder the pointer names; None where nothing is published."""
    try:
        version = data / (data / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return version if version.parent == data and (version / DATABASE).is_file() else None


def versions(data: Path) -> list[Path]:
    """All complete versions, oldest first."""
    return sorted(path.parent for path in data.glob(f"*/{DATABASE}") if not path.parent.name.startswith("."))


@contextmanager
def building(data: Path) -> Iterator[Path]:
    """An empty folder to build a version in; what is left in it afterwards is removed."""
    folder = data / BUILDING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(data: Path, built: Path, version: str) -> Path:
    """Moves what was built to its version folder and turns the pointer to it; keeps the last three versions."""
    aside = built / version
    aside.mkdir()
    for file in [file for file in built.iterdir() if file.is_file() and file.name in PUBLISHED]:
        _sync(file)
        os.replace(file, aside / file.name)
    os.replace(aside, data / version)
    point_to(data, version)
    for old in [path for path in versions(data) if path.name != version][: -KEEP + 1]:
        shutil.rmtree(old, ignore_errors=True)
    return data / version


def point_to(data: Path, version: str) -> None:
    """Readers see the old version or the new one, never something between."""
    aside = data / f".{POINTER}"
    aside.write_text(version, encoding="utf-8")
    _sync(aside)
    os.replace(aside, data / POINTER)
    _sync(data)


def roll_back(company: Path) -> str:
    """Turns the pointer to the version before the current one and returns its name.

    Raises OutsideError when there is none or an import is running.
    """
    data = company.resolve() / "data"
    if not data.is_dir():
        raise OutsideError(f"{company} has no published data to go back to.")
    with only_importer(data):
        current = current_version(data)
        older = [path for path in versions(data) if current is None or path.name < current.name]
        if not older:
            raise OutsideError(f"{company} has no older version to go back to; steward check --versions lists them.")
        point_to(data, older[-1].name)
    return older[-1].name


def new_version(data: Path, now_iso: str) -> str:
    """A name that sorts by time: 20261231T235900Z, followed by -002 and so on within the same second."""
    stamp = "".join(character for character in now_iso[:19] if character.isalnum()) + "Z"
    taken = sorted(path.name for path in data.glob(f"{stamp}*"))
    if not taken:
        return stamp
    return f"{stamp}-{int(taken[-1].removeprefix(stamp).removeprefix('-') or 1) + 1:03}"


def _sync(path: Path) -> None:
    """Makes sure the bytes are on disk before a name points to them."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
