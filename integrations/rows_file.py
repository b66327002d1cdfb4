"""Rows as a CSV file that a spreadsheet opens without running anything that stands in them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from tools.errors import OutsideError

# What a spreadsheet takes for the beginning of a formula, in both widths that people type.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_rows(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """One line of names, then a line a row; UTF-8. Raises OutsideError when the file cannot be written."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([cell(name) for name in columns])
            writer.writerows([cell(row.get(name)) for name in columns] for row in rows)
    except OSError as error:
        raise OutsideError(f"{path} cannot be written; name a file in a folder that you may write.") from error


def cell(value: Any) -> str:
    """Numbers and days as they are, nothing for what is not known, a text so that it stays a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
