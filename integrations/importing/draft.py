"""A table in the making: typed rows, from which the bad ones are moved to the held rows one reason at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from integrations.importing.column_types import STORED
from integrations.importing.fields import Field
from integrations.importing.quoting import literal, name
from integrations.importing.raw_table import AT, RawTable
from integrations.importing.row_rules import rules_of
from integrations.importing.workbench import Workbench
from tools.table import TableSchema

FAULT = name("#fault")
HELD = name("held rows")


@dataclass(frozen=True)
class Draft:
    bench: Workbench
    schema: TableSchema
    raw: RawTable
    fields: tuple[Field, ...]

    @property
    def typed(self) -> str:
        """The finished table in the making; one whose rows must be numbered first is made apart."""
        return name(self.schema.name) if self.has_identifier else name(f"typed {self.schema.name}")

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def has_identifier(self) -> bool:
        return self.schema.identifier in self.columns

    def rows_in(self) -> int:
        return int(self.bench.value(f"SELECT count(*) FROM {self.raw.name}"))


@dataclass(frozen=True)
class _Fault:
    condition: str
    column: str
    reason: str


def type_rows(draft: Draft) -> None:
    """Fills the typed table and holds back every row that is bad by itself."""
    faults = tuple(_faults(draft))
    texts = ", ".join(f"{field.text} AS {_text(field)}" for field in draft.fields)
    values = ", ".join(_values(draft))
    cases = " ".join(f"WHEN {fault.condition} THEN {number}" for number, fault in enumerate(faults))
    draft.bench.run(
        f"CREATE TABLE {draft.typed} AS SELECT {AT}, {values}, CASE {cases} END AS {FAULT}"
        f" FROM (SELECT {AT}, {texts} FROM {draft.raw.name}) {_joins(draft)}"
    )
    for (number,) in draft.bench.rows(
        f"SELECT DISTINCT {FAULT} FROM {draft.typed} WHERE {FAULT} IS NOT NULL ORDER BY 1"
    ):
        hold_back(draft, f"{FAULT} = {number}", faults[number].column, faults[number].reason)


def hold_back(draft: Draft, where: str, column: str, reason: str) -> None:
    """Moves the typed rows for which `where` holds to the held rows; `column` is the one to look at."""
    if not draft.bench.value(f"SELECT count(*) FROM {draft.typed} WHERE {where}"):
        return
    field = next((field for field in draft.fields if field.name == column), None)
    source, value = (field.source or column, field.text) if field else ("", "''")
    draft.bench.run(
        f"INSERT INTO {HELD} SELECT {AT}, {literal(source)}, {value}, {literal(reason)}"
        f" FROM {draft.raw.name} WHERE {AT} IN (SELECT {AT} FROM {draft.typed} WHERE {where})"
    )
    draft.bench.run(f"DELETE FROM {draft.typed} WHERE {where}")


def _values(draft: Draft) -> Iterator[str]:
    """The columns in their order; accounts without a name are called by their identifier."""
    for field in draft.fields:
        yield f"CAST({_value(field)} AS {STORED[field.reading.type]}) AS {name(field.name)}"
        if field.name == "account_id" and draft.schema.name == "accounts" and "name" not in draft.columns:
            yield f"{name('account_id')} AS {name('name')}"


def _text(field: Field) -> str:
    return name(f"#text {field.name}")


def _value(field: Field) -> str:
    """An empty cell has no value; a looked-up cell takes the value found."""
    value = f"{name('#' + field.name)}.found" if field.lookup else field.reading.of(_text(field))
    return f"CASE WHEN {_text(field)} <> '' THEN {value} END"


def _joins(draft: Draft) -> str:
    joins = ""
    for field in draft.fields:
        if field.lookup:
            by, table, found = name(field.lookup.by), name(field.lookup.table), name(field.name)
            known = f"SELECT {by} AS known, min({found}) AS found FROM {table} GROUP BY 1"
            joins += f" LEFT JOIN ({known}) AS {name('#' + field.name)} ON known = {_text(field)}"
    return joins


def _faults(draft: Draft) -> Iterator[_Fault]:
    yield _Fault(" AND ".join(f"{_text(field)} = ''" for field in draft.fields), "", "the row is empty")
    for field in draft.fields:
        if field.required:
            yield _Fault(f"{_text(field)} = ''", field.name, "a required value is missing")
    for field in draft.fields:
        if field.reading.fault:
            yield _Fault(f"{_text(field)} <> '' AND {name(field.name)} IS NULL", field.name, _reason(field))
    for rule in rules_of(draft.schema.name):
        if set(rule.needs) <= set(draft.columns):
            yield _Fault(rule.condition, rule.column, rule.reason)


def _reason(field: Field) -> str:
    return f"none of {', '.join(field.one_of)}" if field.one_of else field.reading.fault
