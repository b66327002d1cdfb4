"""Finds the files a mapping names, and never one outside the source folder."""

from __future__ import annotations

from pathlib import Path

from tools.errors import OutsideError

CSV = (".csv", ".tsv", ".txt")
PARQUET = (".parquet", ".pq")


def find_files(source: Path, pattern: str) -> tuple[Path, ...]:
    """The files of `source` that `pattern` (a name or a glob) names, in order of name."""
    if not source.is_dir():
        raise OutsideError(f"There is no folder {source}. Give the folder that holds the exports.")
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        raise OutsideError(f"The mapping names '{pattern}', which lies outside the source folder. Copy it inside.")
    named = source / pattern
    found = (named,) if named.is_file() else _matches(source, pattern)
    if not found:
        raise OutsideError(f"No file '{pattern}' in {source}. It holds: {_listing(source)}.")
    for path in found:
        _check(path, source)
    return found


def list_exports(source: Path) -> tuple[Path, ...]:
    """Every CSV and Parquet file directly inside `source`."""
    if not source.is_dir():
        raise OutsideError(f"There is no folder {source}. Give the folder that holds the exports.")
    return tuple(path for path in sorted(source.iterdir()) if path.suffix.lower() in CSV + PARQUET and path.is_file())


def _matches(source: Path, pattern: str) -> tuple[Path, ...]:
    return tuple(path for path in sorted(source.glob(pattern)) if path.is_file()) if pattern else ()


def _check(path: Path, source: Path) -> None:
    if not path.resolve().is_relative_to(source.resolve()):
        raise OutsideError(f"{path.name} is a link that leads outside the source folder. Copy the file inside.")
    if path.suffix.lower() not in CSV + PARQUET:
        raise OutsideError(f"{path.name} is neither CSV nor Parquet. Export it as .csv or .parquet.")


def _listing(source: Path) -> str:
    names = [path.name for path in sorted(source.iterdir())]
    return ", ".join(names[:12]) + (" ..." if len(names) > 12 else "") if names else "nothing"
