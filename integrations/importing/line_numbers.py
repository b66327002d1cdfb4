"""Finds the line number and the text of rows, by their place among the rows of their file."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from integrations.importing.csv_header import records
from integrations.importing.plain_text import BLOCK, PlainFile
from tools.errors import OutsideError


@dataclass(frozen=True)
class Reject:
    """A line that is not a row of the table; `position` is its first byte."""

    position: int
    reason: str
    line: str


@dataclass(frozen=True)
class Line:
    number: int
    text: str


@dataclass(frozen=True)
class Origin:
    """One file of a table as it was read; it gave `rows` rows."""

    file: PlainFile
    delimiter: str
    rows: int = 0
    rejects: tuple[Reject, ...] = ()

    @property
    def is_parquet(self) -> bool:
        return not self.delimiter

    def after_reading(self, rows: int, rejects: tuple[Reject, ...]) -> Origin:
        return replace(self, rows=rows, rejects=rejects)

    def line_of(self, reject: Reject) -> int:
        """The reject's line number; the header is line 1."""
        left, lines = reject.position, 1
        with self.file.path.open("rb") as file:
            while left > 0 and (block := file.read(min(BLOCK, left))):
                lines, left = lines + block.count(b"\n"), left - len(block)
            return lines + (file.read(1) in (b"\n",))

    def locate(self, places: Collection[int]) -> Iterator[tuple[int, Line]]:
        """The lines of the rows at `places` (from 0, rejects not counted).

        Raises OutsideError when the two readers of CSV disagree on what a line is.
        """
        if self.is_parquet:
            yield from ((place, Line(place + 2, "")) for place in places)
            return
        rejected = {self.line_of(reject) for reject in self.rejects}
        accepted = (pair for pair in records(self.file.path, self.delimiter) if pair[0] not in rejected)
        last = -1
        for last, (number, record) in enumerate(accepted):
            if last - 1 in places:
                yield last - 1, Line(number, _as_line(record, self.delimiter))
        if last != self.rows:
            raise OutsideError(f"The quotation marks in {self.file.name} do not pair up. Export it again as plain CSV.")


def _as_line(record: list[str], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="").writerow(record)
    return text.getvalue()
