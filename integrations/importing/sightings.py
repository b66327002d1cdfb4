"""Asks all values of a column which shapes they have, and where each shape is first seen: the material of a proof."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, replace

from integrations.importing.raw_table import AT, FILE_STEP, RawTable
from integrations.importing.workbench import Workbench
from tools.errors import OutsideError

SAMPLES = 3
MANY = 5


@dataclass(frozen=True)
class Sightings:
    """How many rows show a shape, and the first of its values with the places of their rows."""

    rows: int
    first: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SourceColumn:
    """A column of a raw table as text, with what a sentence needs to name it."""

    bench: Workbench
    raw: RawTable
    column: str
    text: str

    def first_rows(self, rows: int) -> SourceColumn:
        """The same column, cut short."""
        return replace(self, raw=self.raw.first_rows(rows))

    @property
    def files(self) -> str:
        return ", ".join(self.raw.files[:2]) + (" ..." if len(self.raw.files) > 2 else "")

    def see(self, shapes: Dictionary[str, str]) -> dict[str, Sightings]:
        """The sightings of each shape (a predicate over the value `v`); shapes nobody shows are left out."""
        parts = ", ".join(
            f"coalesce(sum(n) FILTER ({shape}), 0)::BIGINT,"
            f" coalesce(arg_min({{'v': v, 'p': p}}, p, {SAMPLES}) FILTER ({shape}), [])"
            for shape in shapes.values()
        )
        values = f"SELECT {self.text} AS v, count(*) AS n, min({AT}) AS p FROM {self.raw.name} GROUP BY 1"
        row = self.bench.rows(f"SELECT {parts} FROM ({values}) WHERE v <> ''")[0]
        pairs = zip(shapes, row[::2], row[1::2], strict=True)
        return {
            shape: Sightings(rows, tuple((seen["v"], seen["p"]) for seen in first))
            for shape, rows, first in pairs
            if rows
        }

    def refuse_unreadable(self, seen: dict[str, Sightings], shape: str, what: str) -> None:
        """Raises OutsideError when many values are there and none has the shape: the wrong column, not bad cells."""
        if shape not in seen and seen["all"].rows >= MANY:
            raise OutsideError(
                f"{self.files}, column '{self.column}': none of its {seen['all'].rows:,} values can be read as {what}, "
                f"for example {self.show(seen['all'])}. Correct the column in the mapping, or leave it out."
            )

    def show(self, sightings: Sightings, most: int = SAMPLES) -> str:
        """'03/04/2024 (line 2), 05/06/2024 (line 9)', with the file where a table has several."""
        return ", ".join(f"{value[:40]} ({self._line(place)})" for value, place in sightings.first[:most])

    def _line(self, place: int) -> str:
        number, row = divmod(place, FILE_STEP)
        origin = self.raw.origins[number]
        line = f"line {dict(origin.locate([row]))[row].number}"
        return line if len(self.raw.origins) == 1 else f"{origin.file.name}, {line}"
