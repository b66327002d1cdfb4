"""One raw table out of a table's files: every cell as clean text, every row with the place it came from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from integrations.importing.file_reading import OpenedFile, collect_rejects, open_file
from integrations.importing.line_numbers import Origin
from integrations.importing.quoting import name
from integrations.importing.text_cleaning import clean_sql, has_hostile_sql
from integrations.importing.workbench import Workbench
from tools.errors import OutsideError

# A row's place: file number x FILE_STEP + row number in that file, both from 0. One key that sorts as people count.
FILE_STEP = 1_000_000_000_000
AT = name("#at")
HAD_HOSTILE = name("#hostile")


@dataclass(frozen=True)
class RawTable:
    """The raw table `name`; its cells are in the columns `cell(header column)`, '' when empty.

    `made` is what it consists of: tables and views of the workbench.
    """

    name: str
    header: tuple[str, ...]
    origins: tuple[Origin, ...]
    made: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(origin.file.name for origin in self.origins)

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(self.cell(column) for column in self.header)

    def cell(self, column: str) -> str:
        return name(f"#{self.header.index(column)}")

    def drop(self, bench: Workbench) -> None:
        for made in self.made:
            bench.run(f"DROP {made}")

    def first_rows(self, rows: int) -> RawTable:
        """The same table, cut short."""
        return replace(self, name=f"(SELECT * FROM {self.name} LIMIT {rows})")


def read_raw(
    bench: Workbench, table: str, paths: Sequence[Path], scratch: Path, only: Collection[str] = ()
) -> RawTable:
    """All columns, or `only` some, given in small letters.

    Raises OutsideError for a file that cannot be used, or files whose headers differ.
    """
    raw, origins, header, first = name(f"raw {table}"), [], tuple[str, ...](), tuple[str, ...]()
    parts = [name(f"raw {table} {number}") for number in range(len(paths))]
    for number, (path, part) in enumerate(zip(paths, parts, strict=True)):
        opened = open_file(bench, path, scratch)
        if number == 0:
            first = opened.header
            header = tuple(column for column in first if not only or column.casefold() in only)
        _check_same(first, opened.header, paths[0].name, path.name)
        bench.run(f"CREATE TEMP TABLE {part} AS {_select(opened, header)}")
        rows = bench.value(f"SELECT count(*) FROM {part}")
        origins.append(opened.origin.after_reading(rows, collect_rejects(bench, opened.origin)))
    # Rows are kept in the order of the file, so that a row's own number is its place; numbering them takes one thread.
    placed = (f"SELECT rowid + {number * FILE_STEP} AS {AT}, * FROM {part}" for number, part in enumerate(parts))
    bench.run(f"CREATE TEMP VIEW {raw} AS {' UNION ALL '.join(placed)}")
    return RawTable(raw, header, tuple(origins), (f"VIEW {raw}", *(f"TABLE {part}" for part in parts)))


def _select(opened: OpenedFile, header: Sequence[str]) -> str:
    """The file's rows, cleaned, their cells in the order of `header`."""
    is_printable = opened.origin.file.is_printable
    cells = [f"c{opened.header.index(column)}" for column in header]
    hostile = "false" if is_printable else " OR ".join(has_hostile_sql(cell) for cell in cells)
    clean = ", ".join(
        f"{f'trim({cell})' if is_printable else clean_sql(cell)} AS {name(f'#{place}')}"
        for place, cell in enumerate(cells)
    )
    return f"SELECT {hostile} AS {HAD_HOSTILE}, {clean} FROM ({opened.query})"


def _check_same(first: Sequence[str], other: Sequence[str], first_file: str, file: str) -> None:
    odd = sorted(set(first) ^ set(other))
    if odd:
        has, lacks = (file, first_file) if odd[0] in other else (first_file, file)
        raise OutsideError(
            f"{has} has the column '{odd[0]}' and {lacks} has not, though both fill one table. Export them alike."
        )
