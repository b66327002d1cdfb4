"""Folders that appear whole or not at all: built aside, put in place in one step, never written again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ASIDE = ".aside-"
KEPT = 3
SECONDS_A_BUILD_MAY_TAKE = 3600.0


def publish(root: Path, key: str, build: Callable[[Path], None]) -> Path:
    """Build the folder `root/key` and drop the oldest others; one that another process placed meanwhile is used as is.

    Raises OSError when the disk refuses, and whatever `build` raises; nothing half-built is left in place.
    """
    root.mkdir(parents=True, exist_ok=True)
    place = root / key
    aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=root))
    try:
        build(aside)
        aside.rename(place)
    except OSError:
        if not place.is_dir():
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _prune(root, place)
    return place


def withdraw(folder: Path) -> None:
    """Take a published folder away in one step; another process may have done so already."""
    aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=folder.parent))
    with suppress(FileNotFoundError):
        folder.rename(aside / folder.name)
    shutil.rmtree(aside, ignore_errors=True)


def _prune(root: Path, current: Path) -> None:
    # Ages are taken against the newest folder: a process may still read one of the last few, or be building one.
    ages = {path: path.stat().st_mtime for path in root.iterdir() if path.is_dir()}
    now = ages.pop(current)
    published = sorted((path for path in ages if not path.name.startswith(ASIDE)), key=lambda path: -ages[path])
    abandoned = (path for path in ages if path.name.startswith(ASIDE) and now - ages[path] > SECONDS_A_BUILD_MAY_TAKE)
    for path in (*published[KEPT - 1 :], *abandoned):
        shutil.rmtree(path, ignore_errors=True)
