"""Proposes a mapping from the headers and values of a folder of exports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from integrations.importing.column_profiles import FileProfile, profile_files
from integrations.importing.file_reading import open_file
from integrations.importing.mapping_text import Heading, confidence_words, write_mapping
from integrations.importing.source_files import list_exports
from integrations.importing.table_matching import TableMatch, match_tables
from integrations.importing.workbench import Workbench, open_workbench
from tools.errors import OutsideError
from tools.facts import Frozen

CURRENCIES = {"usd": "USD", "$": "USD", "eur": "EUR", "€": "EUR", "gbp": "GBP", "£": "GBP", "chf": "CHF"}


class ProposedColumn(Frozen):
    """One line of the proposal; `confidence` is 0 to 1."""

    table: str
    column: str
    file: str
    source: str
    confidence: float
    reason: str


class ProposedMapping(Frozen):
    """`text` is the mapping as YAML with comments; it can be imported as it stands unless a comment says otherwise."""

    text: str
    columns: tuple[ProposedColumn, ...]
    unused_files: tuple[str, ...]


def propose_mapping(source: Path) -> ProposedMapping:
    """Raises OutsideError when the folder holds no exports or one of them cannot be read."""
    folder = source.resolve()
    paths = list_exports(folder)
    if not paths:
        raise OutsideError(f"{source} holds no .csv or .parquet file. Give the folder that holds the exports.")
    with TemporaryDirectory(prefix="steward-map-") as aside:
        scratch = Path(aside).resolve()
        with open_workbench(scratch / "map.duckdb", (folder, scratch), scratch) as bench:
            return _propose(bench, folder, paths, scratch)


def _propose(bench: Workbench, folder: Path, paths: Sequence[Path], scratch: Path) -> ProposedMapping:
    files = [profile_files(bench, pattern, group, scratch) for pattern, group in _groups(bench, paths, scratch)]
    tables = match_tables(files)
    used = {match.file.pattern for match in tables}
    unused = tuple(file.pattern for file in files if file.pattern not in used)
    currency, reason = _currency(files)
    heading = Heading(folder.name.replace("_", " ").title(), currency, reason, unused)
    columns = tuple(column for match in tables for column in _columns(match))
    return ProposedMapping(text=write_mapping(heading, tables), columns=columns, unused_files=unused)


def _groups(bench: Workbench, paths: Sequence[Path], scratch: Path) -> list[tuple[str, list[Path]]]:
    """Files with one header and names that differ in digits only (usage_2023.csv, usage_2024.csv) belong together."""
    groups: dict[tuple[str, frozenset[str]], list[Path]] = {}
    for path in paths:
        header = open_file(bench, path, scratch).header
        groups.setdefault((re.sub(r"\d+", "*", path.name), frozenset(header)), []).append(path)
    return [(_pattern(shape, group), group) for (shape, _), group in groups.items()]


def _pattern(shape: str, group: Sequence[Path]) -> str:
    return group[0].name if len(group) == 1 else re.sub(r"\*([^*]*\*)+", "*", shape)


def _columns(match: TableMatch) -> Iterator[ProposedColumn]:
    for column in match.matches:
        reason = confidence_words(column) or f"known as '{column.known}'"
        if column.times:
            reason += f", times {column.times}"
        yield ProposedColumn(
            table=match.table,
            column=column.column,
            file=match.file.pattern,
            source=column.header,
            confidence=min(round(column.score / 100, 2), 1.0),
            reason=reason,
        )


def _currency(files: Sequence[FileProfile]) -> tuple[str, str]:
    """The first currency that a header names."""
    named = [
        (code, f"named in {file.pattern}, column '{column.header}'")
        for file in files
        for column in file.columns
        for mark, code in CURRENCIES.items()
        if mark in re.split(r"[^a-z$€£]+", column.header.lower())
    ]
    return named[0] if named else ("USD", "no file names one; please check")
