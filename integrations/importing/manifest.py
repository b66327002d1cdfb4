"""The manifest beside a published database: what it holds, from when, and how fresh it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import ValidationError

from tools.facts import Frozen

FILE = "manifest.json"


class TableEntry(Frozen):
    """`newest` is the newest day of the table's rows, None where they have no day."""

    rows: int
    newest: date | None
    source: str


class Manifest(Frozen):
    version: str
    company: str
    published_at: str
    first_day: date
    last_day: date
    tables: dict[str, TableEntry]
    quarantined: int
    notes: int


def read_manifest(version: Path) -> Manifest | None:
    """The manifest of a version folder; None where it is missing or damaged."""
    try:
        return Manifest.model_validate_json((version / FILE).read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return None


def write_manifest(version: Path, manifest: Manifest) -> None:
    (version / FILE).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
