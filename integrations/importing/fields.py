"""Plans each column a table will have: where its text comes from, how it is read, what makes a cell bad."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from integrations.importing.column_names import snake_case
from integrations.importing.column_types import Reading, Wanted, attribute_reading, schema_reading
from integrations.importing.mapping import ColumnSource, Lookup, TableMapping
from integrations.importing.mapping_faults import did_you_mean
from integrations.importing.quoting import literal, literals
from integrations.importing.raw_table import RawTable
from integrations.importing.sightings import SourceColumn
from integrations.importing.workbench import Workbench
from tools.errors import OutsideError
from tools.table import TableSchema

# In a column of text "None" and "NULL" may be names; in a column of numbers or days they mean that there is no value.
NO_VALUE = ("null", "none", "n/a", "#n/a", "na", "\\n", "-")
# What systems write where nobody entered a day: in a column that may be empty no day, and no reason to lose the row.
NO_DAY = ("1900-01-01", "0001-01-01", "1899-12-30", "1899-12-31", "01/01/1900", "1/1/1900", "01.01.1900", "01/01/0001")


@dataclass(frozen=True)
class Field:
    """A column of the finished table. `text` is SQL over the raw table, '' when empty; `reading` makes it a value.
    `no_day` is SQL for the cells that hold a day which stands for none; empty where such days are not taken for that.
    """

    name: str
    source: str
    text: str
    reading: Reading
    required: bool = False
    one_of: tuple[str, ...] = ()
    lookup: Lookup | None = None
    no_day: str = ""


def plan_fields(bench: Workbench, raw: RawTable, schema: TableSchema, mapped: TableMapping) -> tuple[Field, ...]:
    """Schema columns first, in their order, then attributes. Raises OutsideError: missing column, unproven format."""
    sources = {**_same_names(raw, schema, mapped), **mapped.columns}
    plan = [*_schema_fields(bench, raw, schema, sources), *_lookup_fields(raw, schema, mapped)]
    order = list(schema.by_name)
    plan.sort(key=lambda field: order.index(field.name))
    if not mapped.distinct:
        plan.extend(_attributes(bench, raw, schema, _left_over(raw, sources, mapped)))
    return tuple(plan)


def _same_names(raw: RawTable, schema: TableSchema, mapped: TableMapping) -> dict[str, ColumnSource]:
    """Columns that already have Steward's name and are not used otherwise need no mapping."""
    used = {source.column for source in mapped.columns.values()} | set(mapped.dropped)
    free = {column for column in raw.header if column not in used and column in schema.by_name}
    taken = set(mapped.columns) | set(mapped.lookup)
    return {} if mapped.distinct else {column: ColumnSource(column=column) for column in free - taken}


def _schema_fields(
    bench: Workbench, raw: RawTable, schema: TableSchema, sources: dict[str, ColumnSource]
) -> Iterator[Field]:
    for column_name, source in sources.items():
        column = schema.by_name[column_name]
        text = _text(raw, source, f"{schema.name}.{column_name}")
        no_day = _no_day(text) if column.type in ("date", "timestamp") and not column.required else ""
        if column.type != "text":
            empty = f"lower({text}) IN ({literals(NO_VALUE)})" + (f" OR {no_day}" if no_day else "")
            text = f"CASE WHEN {empty} THEN '' ELSE {text} END"
        seen = SourceColumn(bench, raw, source.column or column_name, text)
        reading = schema_reading(Wanted(seen, column, source))
        yield Field(column_name, source.column or "", text, reading, column.required, column.one_of, no_day=no_day)


def _no_day(text: str) -> str:
    return f"split_part(split_part({text}, 'T', 1), ' ', 1) IN ({literals(NO_DAY)})"


def _text(raw: RawTable, source: ColumnSource, place: str) -> str:
    if source.column is None:
        return literal(source.constant)
    header = _find(raw, source.column, place)
    text = raw.cell(header)
    if not source.values:
        return text
    cases = " ".join(f"WHEN {literal(old)} THEN {literal(new)}" for old, new in source.values.items())
    return f"CASE {text} {cases} ELSE {text} END"


def _find(raw: RawTable, wanted: str, place: str) -> str:
    """The header's column called `wanted`; letter case is forgiven when it leaves no choice."""
    alike = [column for column in raw.header if column.casefold() == wanted.strip().casefold()]
    if wanted in raw.header or len(alike) == 1:
        return wanted if wanted in raw.header else alike[0]
    raise OutsideError(
        f"{raw.files[0]} has no column '{wanted}', which the mapping names for {place}."
        f"{did_you_mean(wanted, raw.header)}"
    )


def _lookup_fields(raw: RawTable, schema: TableSchema, mapped: TableMapping) -> Iterator[Field]:
    for column_name, lookup in mapped.lookup.items():
        source = mapped.columns[lookup.by]
        text = _text(raw, source, f"{schema.name}.{lookup.by}")
        reading = Reading("text", "", f"no row of {lookup.table} has this {lookup.by}")
        yield Field(
            column_name, source.column or "", text, reading, schema.by_name[column_name].required, lookup=lookup
        )


def _left_over(raw: RawTable, sources: dict[str, ColumnSource], mapped: TableMapping) -> tuple[str, ...]:
    used = {_find(raw, column, "attributes.drop") for column in mapped.dropped}
    used |= {_find(raw, source.column, "columns") for source in sources.values() if source.column}
    return tuple(column for column in raw.header if column not in used)


def _attributes(bench: Workbench, raw: RawTable, schema: TableSchema, left_over: Sequence[str]) -> Iterator[Field]:
    taken = set(schema.by_name)
    for column in left_over:
        label = snake_case(column)
        while label in taken:
            label = f"{label}_source"
        taken.add(label)
        text = raw.cell(column)
        yield Field(label, column, text, attribute_reading(SourceColumn(bench, raw, column, text)))
