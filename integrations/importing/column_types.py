"""How the text of a column becomes a value of its type, after its format is proven."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from integrations.importing.date_format import check_format, infer_order, prove_order
from integrations.importing.date_sql import day_sql, format_sql, moment_sql
from integrations.importing.flag_words import flag_sql, is_flag_sql
from integrations.importing.mapping import ColumnSource
from integrations.importing.number_format import NumberFormat, check_decimal, is_plain, number_sql, prove_numbers
from integrations.importing.quoting import literals
from integrations.importing.sightings import SourceColumn
from tools.table import Column, Type

STORED: dict[Type, str] = {
    "text": "VARCHAR",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "money": "DECIMAL(18,2)",
    "number": "DOUBLE",
    "count": "BIGINT",
    "flag": "BOOLEAN",
}
REASONS: dict[Type, str] = {
    "text": "not readable",
    "date": "not a possible day",
    "timestamp": "not a possible moment",
    "money": "not a number",
    "number": "not a number",
    "count": "not a whole number",
    "flag": "not a yes or no",
}
# Amounts are multiplied before they are rounded to cents. Wider decimals are a hundred times slower to read.
EXACT = "DECIMAL(18,4)"
# Contracts without an end are often written as ending in the year 9999.
PLANNED = ("end_date", "due_on", "planned_end")
POSSIBLE = "BETWEEN DATE '1950-01-01' AND DATE '2200-12-31'"


@dataclass(frozen=True)
class Reading:
    """`value` is SQL with {} for the text; it gives NULL for a cell that is not of the type, and `fault` says so."""

    type: Type
    value: str
    fault: str

    def of(self, text: str) -> str:
        return self.value.replace("{}", text)


TEXT = Reading("text", "{}", "")
# So many rows can settle that an unknown column is text, without a look at the others.
FEW = 500


@dataclass(frozen=True)
class Wanted:
    """A source column, the schema column it becomes, and what the mapping says about it."""

    seen: SourceColumn
    column: Column
    source: ColumnSource

    @property
    def times(self) -> str:
        return "" if self.source.times is None else f" * {self.source.times}"


def schema_reading(wanted: Wanted) -> Reading:
    """Raises OutsideError when the format of a date or number column is ambiguous, mixed or contradicted."""
    kind = wanted.column.type
    return Reading(kind, READ[kind](wanted), REASONS[kind])


def attribute_reading(column: SourceColumn) -> Reading:
    """The type all values of an unknown column have; text when they have none in common."""
    few = column.first_rows(FEW)
    if few.see({"any": "true"}) and _common_reading(few) == TEXT:
        return TEXT
    return _common_reading(column)


def _common_reading(column: SourceColumn) -> Reading:
    seen = column.see({"flag": is_flag_sql("v"), "all": "true"})
    if "all" not in seen:
        return TEXT
    if "flag" in seen and seen["flag"].rows == seen["all"].rows:
        return Reading("flag", flag_sql("{}"), "")
    if is_plain(column):
        return Reading("number", "TRY_CAST({} AS DOUBLE)", "")
    order = infer_order(column)
    if order is None or column.see({"bad": f"{day_sql('v', order)} IS NULL"}):
        return TEXT
    return Reading("date", day_sql("{}", order), "")


def _text(wanted: Wanted) -> str:
    if not wanted.column.one_of:
        return "{}"
    return f"CASE WHEN lower({{}}) IN ({literals(wanted.column.one_of)}) THEN lower({{}}) END"


def _day(wanted: Wanted) -> str:
    if wanted.source.date_format:
        check_format(wanted.seen, wanted.source.date_format)
        day = f"CAST({format_sql('{}', wanted.source.date_format)} AS DATE)"
    else:
        day = day_sql("{}", prove_order(wanted.seen))
    limit = ">= DATE '1950-01-01'" if wanted.column.name in PLANNED else POSSIBLE
    return f"CASE WHEN ({day}) {limit} THEN {day} END"


def _moment(wanted: Wanted) -> str:
    if wanted.source.date_format:
        check_format(wanted.seen, wanted.source.date_format)
        moment = format_sql("{}", wanted.source.date_format)
    else:
        moment = moment_sql("{}", prove_order(wanted.seen))
    return f"CASE WHEN CAST({moment} AS DATE) {POSSIBLE} THEN {moment} END"


def _written(wanted: Wanted) -> NumberFormat:
    decimal = wanted.source.decimal
    return check_decimal(wanted.seen, decimal) if decimal else prove_numbers(wanted.seen)


def _money(wanted: Wanted) -> str:
    amount = number_sql("{}", _written(wanted), EXACT)
    return f"CASE WHEN NOT contains({{}}, '%') THEN TRY_CAST(({amount}){wanted.times} AS {STORED['money']}) END"


def _number(wanted: Wanted) -> str:
    number = number_sql("{}", _written(wanted), "DOUBLE")
    return f"CASE WHEN isfinite({number}) THEN CAST(({number}){wanted.times} AS DOUBLE) END"


def _count(wanted: Wanted) -> str:
    number = f"({number_sql('{}', _written(wanted), EXACT)}){wanted.times}"
    return f"CASE WHEN ({number}) = floor({number}) AND NOT contains({{}}, '%') THEN TRY_CAST({number} AS BIGINT) END"


READ: dict[Type, Callable[[Wanted], str]] = {
    "text": _text,
    "date": _day,
    "timestamp": _moment,
    "money": _money,
    "number": _number,
    "count": _count,
    "flag": lambda _: flag_sql("{}"),
}
