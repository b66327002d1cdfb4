"""The rows held back: a table in the database, and a file people can open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from integrations.importing.draft import HELD
from integrations.importing.file_reading import LONGEST_LINE
from integrations.importing.quoting import literal, name
from integrations.importing.raw_table import FILE_STEP, RawTable
from integrations.importing.text_cleaning import clean_sql
from integrations.importing.workbench import Workbench

COLUMNS = ("file", "row", "column_name", "value", "reason", "line")
# A cell that starts like this runs as a formula in a spreadsheet, unless it is a number.
FORMULA = r"^[=+\-@\t\r]"
NUMBER = r"^[+-]?\d+([.,]\d+)*$"


def create_quarantine(bench: Workbench) -> None:
    bench.run(f"CREATE TEMP TABLE {HELD} (place BIGINT, column_name VARCHAR, value VARCHAR, reason VARCHAR)")
    bench.run(
        "CREATE TABLE quarantine"
        " (file VARCHAR, row BIGINT, column_name VARCHAR, value VARCHAR, reason VARCHAR, line VARCHAR)"
    )


def quarantine_rows(bench: Workbench, raw: RawTable, scratch: Path) -> int:
    """Moves the held rows of a table into the quarantine, with line numbers and lines; returns how many."""
    held = bench.value(f"SELECT count(*) FROM {HELD}")
    if held:
        found = _as_table(scratch / "lines.csv", ("place", "file", "row", "line"), _lines(bench, raw))
        bench.run(
            f"INSERT INTO quarantine SELECT file, CAST(row AS BIGINT), column_name, value, reason, {clean_sql('line')}"
            f" FROM {HELD} AS held JOIN {found} ON held.place = CAST(found.place AS BIGINT) ORDER BY held.place"
        )
        bench.run(f"DELETE FROM {HELD}")
    return int(held)


def quarantine_rejects(bench: Workbench, raw: RawTable, scratch: Path) -> int:
    """Adds the lines that are not rows at all."""
    rejects = [(origin, reject) for origin in raw.origins for reject in origin.rejects]
    rows = [(origin.file.name, origin.line_of(reject), reject.reason, reject.line) for origin, reject in rejects]
    if rows:
        found = _as_table(scratch / "rejects.csv", ("file", "row", "reason", "line"), rows)
        bench.run(
            f"INSERT INTO quarantine SELECT file, CAST(row AS BIGINT), '', '', reason, {clean_sql('line')} FROM {found}"
        )
    return len(rows)


def _as_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """SQL that reads `rows` back as the table `found`, through a scratch file: there can be millions."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    types = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in columns)
    return (
        f"read_csv({literal(path)}, auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', "
        f"nullstr = '\x01', columns = {{{types}}}, max_line_size = {LONGEST_LINE}) AS found"
    )


def write_quarantine_file(bench: Workbench, path: Path) -> None:
    """Every text that a spreadsheet would run gets an apostrophe in front."""
    cells = ", ".join(
        name(column) if column == "row" else f"{_safe(name(column))} AS {name(column)}" for column in COLUMNS
    )
    bench.run(f"COPY (SELECT {cells} FROM quarantine) TO {literal(path)} (FORMAT csv, HEADER)")


def _lines(bench: Workbench, raw: RawTable) -> Iterator[tuple[int, str, int, str]]:
    for number, origin in enumerate(raw.origins):
        low, high = number * FILE_STEP, (number + 1) * FILE_STEP
        places = {
            row[0] - low for row in bench.rows(f"SELECT place FROM {HELD} WHERE place >= {low} AND place < {high}")
        }
        if places:
            for place, line in origin.locate(places):
                yield low + place, origin.file.name, line.number, line.text


def _safe(cell: str) -> str:
    runs = f"regexp_matches({cell}, '{FORMULA}') AND NOT regexp_matches({cell}, '{NUMBER}')"
    return f"CASE WHEN {runs} THEN '''' || {cell} ELSE {cell} END"
