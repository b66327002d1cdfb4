"""One importer at a time for a company's data."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.errors import OutsideError

FILE = ".import.lock"


@contextmanager
def only_importer(data: Path) -> Iterator[None]:
    """Holds the lock of `data`. The system lets go of it when a process dies, so a stale lock is simply taken over.

    Raises OutsideError when another import is running.
    """
    data.mkdir(parents=True, exist_ok=True)
    handle = os.open(data / FILE, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise OutsideError(
                f"Another import into {data.parent} is running (process {owner}). Wait for it to end and try again."
            ) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode("ascii"), 0)
        yield
    finally:
        os.close(handle)
