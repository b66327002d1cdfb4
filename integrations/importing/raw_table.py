"""Reads a table's files into one raw table: every cell as text, every row with the place it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from integrations.importing.csv_header import Header, check_columns, find_delimiter, read_header
from integrations.importing.line_numbers import Origin, Reject
from integrations.importing.plain_text import PlainFile, make_plain
from integrations.importing.quoting import literal, name
from integrations.importing.source_files import PARQUET
from integrations.importing.text_cleaning import clean_name
from integrations.importing.workbench import Workbench
from tools.errors import OutsideError

# `at` is file number x FILE_STEP + row number in that file, both from 0: one sortable key for a row's place.
FILE_STEP = 1_000_000_000_000
AT = name("#at")
LONGEST_LINE = 16 * 1024 * 1024
REJECTED = {
    "TOO MANY COLUMNS": "the line has more cells than the header has columns",
    "MISSING COLUMNS": "the line has fewer cells than the header has columns",
    "UNQUOTED VALUE": "a quotation mark stands where none may stand",
    "LINE SIZE OVER MAXIMUM": "the line is longer than 16 MB",
}


@dataclass(frozen=True)
class RawTable:
    """The raw table `name`; its cells are in the columns `cell(header column)`, '' when empty."""

    name: str
    header: tuple[str, ...]
    origins: tuple[Origin, ...]

    @property
    def rejects(self) -> tuple[tuple[str, Reject], ...]:
        return tuple((origin.file.name, reject) for origin in self.origins for reject in origin.rejects)

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(origin.file.name for origin in self.origins)

    def cell(self, column: str) -> str:
        return name(f"#{self.header.index(column)}")


def read_raw(bench: Workbench, table: str, paths: Sequence[Path], scratch: Path) -> RawTable:
    """Raises OutsideError for an empty file, an unusable header, or files whose headers differ."""
    raw, origins, header = f"raw {table}", [], tuple[str, ...]()
    for number, path in enumerate(paths):
        origin, columns, select = _source(bench, path, scratch)
        if number == 0:
            header = columns
            cells = ", ".join(f"{name(f'#{place}')} VARCHAR" for place in range(len(header)))
            bench.run(f"CREATE TEMP TABLE {name(raw)} ({AT} BIGINT, {cells})")
        _check_same(header, columns, path.name, paths[0].name)
        cells = ", ".join(f"coalesce(CAST({name(f'c{columns.index(column)}')} AS VARCHAR), '')" for column in header)
        bench.run(
            f"INSERT INTO {name(raw)} SELECT row_number() OVER () - 1 + {number * FILE_STEP}, {cells} FROM ({select})"
        )
        origins.append(origin if origin.is_parquet else _with_rejects(bench, origin))
    return RawTable(raw, header, tuple(origins))


def _source(bench: Workbench, path: Path, scratch: Path) -> tuple[Origin, tuple[str, ...], str]:
    if path.suffix.lower() in PARQUET:
        return _parquet(bench, path)
    file = make_plain(path, scratch)
    delimiter = find_delimiter(file)
    header = read_header(file, delimiter)
    return Origin(file, delimiter, len(header.columns)), header.columns, _select_csv(file, delimiter, header)


def _select_csv(file: PlainFile, delimiter: str, header: Header) -> str:
    """The query that reads the file; lines of the wrong shape go to the tables `rejects` and `reject_scans`."""
    quote = '"' if file.has_quotes else ""
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(header.columns)))
    return (
        f"SELECT * FROM read_csv({literal(file.path)}, auto_detect = false, header = false, skip = {header.line}, "
        f"delim = {literal(delimiter)}, quote = {literal(quote)}, escape = {literal(quote)}, nullstr = '\x01', "
        f"columns = {{{columns}}}, max_line_size = {LONGEST_LINE}, strict_mode = true, ignore_errors = true, "
        "store_rejects = true, rejects_table = 'rejects', rejects_scan = 'reject_scans')"
    )


def _parquet(bench: Workbench, path: Path) -> tuple[Origin, tuple[str, ...], str]:
    try:
        described = bench.rows(f"DESCRIBE SELECT * FROM read_parquet([{literal(path)}])")
    except duckdb.Error as error:
        raise OutsideError(f"{path.name} is not a readable Parquet file. Export it again.") from error
    columns = tuple(clean_name(row[0]) for row in described)
    check_columns(columns, path.name)
    select = ", ".join(f"{name(row[0])} AS {name(f'c{place}')}" for place, row in enumerate(described))
    origin = Origin(PlainFile(path, path.name, "parquet", False), "", len(columns))
    return origin, columns, f"SELECT {select} FROM read_parquet([{literal(path)}])"


def _check_same(first: tuple[str, ...], other: tuple[str, ...], file: str, first_file: str) -> None:
    odd = sorted(set(first) ^ set(other))
    if odd:
        has, lacks = (file, first_file) if odd[0] in other else (first_file, file)
        raise OutsideError(
            f"{has} has the column '{odd[0]}' and {lacks} has not, though both fill one table. Align them."
        )


def _with_rejects(bench: Workbench, origin: Origin) -> Origin:
    found = bench.rows(
        "SELECT DISTINCT ON (line_byte_position) line_byte_position, error_type, csv_line FROM rejects ORDER BY ALL"
    )
    bench.run("DROP TABLE IF EXISTS rejects")
    bench.run("DROP TABLE IF EXISTS reject_scans")
    rejects = tuple(
        Reject(position, REJECTED.get(kind, REJECTED["UNQUOTED VALUE"]), line.strip("\r\n"))
        for position, kind, line in found
    )
    for reject in rejects:
        if "\n" in reject.line and reject.reason == REJECTED["UNQUOTED VALUE"]:
            line = origin.line_of(reject)
            raise OutsideError(
                f"{origin.file.name}, line {line}: a quotation mark is opened and never closed as it should be, "
                "so the lines after it cannot be told apart. Correct that line and import again."
            )
    return origin.with_rejects(rejects)
