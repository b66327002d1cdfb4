"""Folders kept as single files: published whole or not at all, never changed after, and proved intact when opened.

Each process works on its own unpacked copy, so nothing it does, and nothing another process publishes or removes, can
reach a copy in use.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

KEPT = 3
SUFFIX = ".index"
ASIDE = ".aside-"
SECONDS_A_BUILD_MAY_TAKE = 3600.0


def publish(archive: Path, build: Callable[[Path], None]) -> None:
    """Build a folder, pack it and put it in place in one step; of the others beside it only the newest stay.

    Raises OSError when the disk refuses, and whatever `build` raises; what stood in place then still stands.
    """
    archive.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=archive.parent))
    try:
        (aside / "content").mkdir()
        build(aside / "content")
        (aside / "packed").write_bytes(_packed(aside / "content"))
        (aside / "packed").replace(archive)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _prune(archive)


def unpack(archive: Path) -> Path | None:
    """A new private folder with the archive's content; None when there is no archive or it is not as it was packed."""
    try:
        content = archive.read_bytes()
    except FileNotFoundError:
        return None
    checksum, packed = content[: sha256().digest_size], content[sha256().digest_size :]
    if sha256(packed).digest() != checksum:
        return None
    copy = Path(tempfile.mkdtemp(prefix="steward-"))
    with zipfile.ZipFile(BytesIO(packed)) as files:
        files.extractall(copy)
    return copy


def _packed(folder: Path) -> bytes:
    # Stored, not compressed: vectors hardly shrink, and every start unpacks them.
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as files:
        for path in sorted(folder.rglob("*")):
            files.write(path, path.relative_to(folder))
    return sha256(packed.getvalue()).digest() + packed.getvalue()


def _prune(newest: Path) -> None:
    # Ages are taken against the newest archive; an old folder aside is a build that its process did not survive.
    now = newest.stat().st_mtime
    ages = {path: now - path.stat().st_mtime for path in newest.parent.iterdir() if path != newest}
    archives = sorted((path for path in ages if path.suffix == SUFFIX), key=lambda path: ages[path])
    for archive in archives[KEPT - 1 :]:
        archive.unlink(missing_ok=True)
    for folder in (path for path in ages if path.name.startswith(ASIDE) and ages[path] > SECONDS_A_BUILD_MAY_TAKE):
        shutil.rmtree(folder, ignore_errors=True)
