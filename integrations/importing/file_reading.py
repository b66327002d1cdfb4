"""How DuckDB reads one file: every column as text, lines that are no rows set aside."""

from __future__ import annotations

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

LONGEST_LINE = 4 * 1024 * 1024
STRAY_QUOTE = "a quotation mark stands where none may stand"
REJECTED = {
    "TOO MANY COLUMNS": "the line has more cells than the header has columns",
    "MISSING COLUMNS": "the line has fewer cells than the header has columns",
    "LINE SIZE OVER MAXIMUM": "the line is longer than 4 MB",
}


@dataclass(frozen=True)
class OpenedFile:
    """The header, and the query whose columns c0, c1, ... hold the cells."""

    origin: Origin
    header: tuple[str, ...]
    query: str


def open_file(bench: Workbench, path: Path, scratch: Path) -> OpenedFile:
    """Raises OutsideError for an empty file, an unusable header or a damaged Parquet file."""
    if path.suffix.lower() in PARQUET:
        return _open_parquet(bench, path)
    file = make_plain(path, scratch)
    delimiter = find_delimiter(file)
    header = read_header(file, delimiter)
    return OpenedFile(Origin(file, delimiter), header.columns, _csv_query(file, delimiter, header))


def collect_rejects(bench: Workbench, origin: Origin) -> tuple[Reject, ...]:
    """The lines that the query just run set aside.

    Raises OutsideError when a quotation mark that never closes makes one row of many lines.
    """
    if origin.is_parquet:
        return ()
    found = bench.rows(
        "SELECT DISTINCT ON (line_byte_position) line_byte_position, error_type, csv_line FROM rejects ORDER BY ALL"
    )
    bench.run("DROP TABLE rejects")
    bench.run("DROP TABLE reject_scans")
    rejects = tuple(
        Reject(position, REJECTED.get(kind, STRAY_QUOTE), line.strip("\r\n")) for position, kind, line in found
    )
    for reject in rejects:
        if "\n" in reject.line and reject.reason == STRAY_QUOTE:
            raise OutsideError(
                f"{origin.file.name}, line {origin.line_of(reject)}: a quotation mark is opened and not closed as it "
                "should be, so the lines after it cannot be told apart. Correct that line and import again."
            )
    return rejects


def _csv_query(file: PlainFile, delimiter: str, header: Header) -> str:
    """Lines of the wrong shape go to the tables `rejects` and `reject_scans`."""
    quote = '"' if file.has_quotes else ""
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(header.columns)))
    return (
        f"SELECT * FROM read_csv({literal(file.path)}, auto_detect = false, header = false, skip = {header.line}, "
        f"delim = {literal(delimiter)}, quote = {literal(quote)}, escape = {literal(quote)}, nullstr = '\x01', "
        f"columns = {{{columns}}}, max_line_size = {LONGEST_LINE}, buffer_size = {LONGEST_LINE}, strict_mode = true, "
        "ignore_errors = true, store_rejects = true, rejects_table = 'rejects', rejects_scan = 'reject_scans')"
    )


def _open_parquet(bench: Workbench, path: Path) -> OpenedFile:
    source = f"read_parquet([{literal(path)}])"
    try:
        columns = [row[0] for row in bench.rows(f"DESCRIBE SELECT * FROM {source}")]
    except duckdb.Error as error:
        raise OutsideError(f"{path.name} is not a readable Parquet file. Export it again.") from error
    header = tuple(clean_name(column) for column in columns)
    check_columns(header, path.name)
    cells = ", ".join(
        f"coalesce(CAST({name(column)} AS VARCHAR), '') AS c{place}" for place, column in enumerate(columns)
    )
    origin = Origin(PlainFile(path, path.name, has_quotes=False), "")
    return OpenedFile(origin, header, f"SELECT {cells} FROM {source}")
