"""A CSV file's delimiter and header, read from its first lines; a header nobody can use is refused with a sentence."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from integrations.importing.plain_text import PlainFile
from integrations.importing.text_cleaning import clean_name
from tools.errors import OutsideError

DELIMITERS = (",", ";", "\t", "|")
LARGEST_CELL = 1 << 24
MOST_COLUMNS = 2000


@dataclass(frozen=True)
class Header:
    """The column names, and the number of lines up to and with the one that begins the header."""

    columns: tuple[str, ...]
    line: int


def find_delimiter(file: PlainFile) -> str:
    """The delimiter under which the header has most columns and the next lines agree with it."""
    return max(DELIMITERS, key=lambda delimiter: _agreement(file.path, delimiter))


def read_header(file: PlainFile, delimiter: str) -> Header:
    """Raises OutsideError with a sentence: empty file, a name used twice, too many columns."""
    for line, record in records(file.path, delimiter):
        columns = tuple(clean_name(cell) or f"column {position}" for position, cell in enumerate(record, 1))
        check_columns(columns, file.name)
        return Header(columns, line)
    raise OutsideError(
        f"{file.name} is empty, without even a header line. Export it again or take it out of the mapping."
    )


def check_columns(columns: tuple[str, ...], file: str) -> None:
    if len(columns) > MOST_COLUMNS:
        raise OutsideError(
            f"{file} has {len(columns):,} columns; Steward reads at most {MOST_COLUMNS:,}. Export fewer."
        )
    twice = [column for column, times in Counter(columns).items() if times > 1]
    if twice:
        raise OutsideError(f"{file} has the column '{twice[0]}' more than once. Rename or remove one of them.")


def records(path: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of its first line, as Python's csv module sees them; blank lines are left out."""
    csv.field_size_limit(LARGEST_CELL)
    with path.open(encoding="utf-8", newline="") as file:
        reader, line = csv.reader(file, delimiter=delimiter), 1
        for record in reader:
            if record:
                yield line, record
            line = reader.line_num + 1


def _agreement(path: Path, delimiter: str) -> tuple[int, int]:
    widths = [len(record) for _, record in islice(records(path, delimiter), 20)]
    return (widths[0], widths.count(widths[0])) if widths else (0, 0)
