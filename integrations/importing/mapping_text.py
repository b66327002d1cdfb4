"""Writes a proposed mapping as YAML that a person can read, doubt and edit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from integrations.importing.column_matching import Match
from integrations.importing.column_names import snake_case
from integrations.importing.date_format import prove_order
from integrations.importing.number_format import prove_numbers
from integrations.importing.table_matching import TableMatch
from tools.errors import OutsideError
from tools.schema import REQUIRED_TABLES, SCHEMA
from tools.table import Type

# Below this a proposal is called likely, and below the next one a guess.
CERTAIN, LIKELY = 95.0, 82.0
PROOFS = {"date": prove_order, "timestamp": prove_order, "money": prove_numbers, "number": prove_numbers}


@dataclass(frozen=True)
class Heading:
    """The settings of the company, as far as the files show them."""

    company: str
    currency: str
    currency_reason: str
    unused: tuple[str, ...]


def write_mapping(heading: Heading, tables: Sequence[TableMatch]) -> str:
    lines = [
        "# A proposal made from the headers and values of the files. Lines with a comment deserve a look.",
        f"company: {_scalar(heading.company)}  # from the name of the folder",
        f"currency: {heading.currency}  # {heading.currency_reason}",
        "fiscal_year_start: 1  # the month the fiscal year starts in",
        *_remarks(heading, tables),
        "tables:",
    ]
    for table in tables:
        lines += _table(table)
    return "\n".join(lines) + "\n"


def confidence_words(match: Match) -> str:
    """'' for what is certain, else how sure the proposal is and why."""
    if match.score >= CERTAIN:
        return ""
    sure = "likely" if match.score >= LIKELY else "a guess, please check"
    return f"{sure}: like '{match.known}'"


def _remarks(heading: Heading, tables: Sequence[TableMatch]) -> Iterator[str]:
    missing = [table for table in REQUIRED_TABLES if table not in {match.table for match in tables}]
    yield from (f"# Missing: no file looks like {table}, which Steward cannot do without." for table in missing)
    yield from (f"# Not used: {pattern} looks like none of the tables." for pattern in heading.unused)


def _table(match: TableMatch) -> Iterator[str]:
    yield f"  {match.table}:"
    yield from (f"    # {doubt}" for doubt in match.doubts)
    yield f"    file: {_scalar(match.file.pattern)}"
    if match.is_derived:
        yield "    distinct: true"
    yield "    columns:"
    for column in match.matches:
        comment = "; ".join(part for part in (confidence_words(column), _format_doubt(match, column)) if part)
        yield f"      {column.column}: {_source(column)}" + (f"  # {comment}" if comment else "")
    yield from (f"      {_without_column(match, name)}" for name in missing_columns(match))
    if match.lookup:
        yield "    lookup:"
        yield from (f"      {name}: {{table: {found.table}, by: {found.by}}}" for name, found in match.lookup)
    if match.left_over and not match.is_derived:
        yield f"    # Kept as attributes: {', '.join(snake_case(column.header) for column in match.left_over)}"


def missing_columns(match: TableMatch) -> tuple[str, ...]:
    schema = SCHEMA[match.table]
    known = set(match.mapped) | {name for name, _ in match.lookup}
    free = {schema.identifier} - {"account_id"} | ({"name"} if match.is_derived else set())
    return tuple(column.name for column in schema.columns if column.required and column.name not in known | free)


def _without_column(match: TableMatch, name: str) -> str:
    """A required column that no source column gives: one kind for every row where the file is named by it."""
    said = set(
        re.findall(r"[a-z]+", " ".join([match.file.pattern, *(column.header for column in match.file.columns)]).lower())
    )
    kinds = [kind for kind in SCHEMA[match.table].by_name[name].one_of if kind in said]
    if len(kinds) != 1:
        return f"# {name} is required, and no column looks like it."
    return (
        f"{name}: {{constant: {kinds[0]}}}  # a guess, please check: no column says it, the names speak of {kinds[0]}"
    )


def _source(match: Match) -> str:
    if match.times is None:
        return _scalar(match.header)
    return f"{{column: {_scalar(match.header)}, times: {match.times}}}"


def _format_doubt(match: TableMatch, column: Match) -> str:
    """What an import would say about the format of the column's values."""
    kind: Type = SCHEMA[match.table].by_name[column.column].type
    if kind not in PROOFS:
        return ""
    try:
        PROOFS[kind](match.profile(column.column).source)
    except OutsideError as error:
        return error.message
    return ""


def _scalar(text: str) -> str:
    """A YAML scalar on one line, quoted where YAML would read something else."""
    return yaml.safe_dump(text, default_flow_style=True, allow_unicode=True, width=10_000).split("\n")[0]
