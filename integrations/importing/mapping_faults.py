"""What is wrong with a mapping, in sentences: unknown keys, unknown tables and columns, missing ones."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError
from rapidfuzz import process

from integrations.importing.mapping import Attributes, ColumnSource, Lookup, Mapping, TableMapping
from tools.schema import REQUIRED_TABLES, SCHEMA
from tools.table import TableSchema

SAYS = {
    "missing": "{place} is missing.",
    "string_pattern_mismatch": "{place} must be three capital letters, such as USD.",
    "greater_than_equal": "{place} must be a month number from 1 to 12.",
    "less_than_equal": "{place} must be a month number from 1 to 12.",
}


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """' Did you mean ...?' when a known word is close, else the list of all."""
    close = process.extractOne(word, known, score_cutoff=70)
    if close:
        return f" Did you mean '{close[0]}'?"
    return f" Known: {', '.join(known)}." if known else ""


def validation_sentence(error: ValidationError) -> str:
    """One fault of a refused mapping, a misspelt key before all others, with its place written as a path."""
    faults = error.errors(include_url=False)
    fault = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
    place = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"unknown key '{place}'.{did_you_mean(str(fault['loc'][-1]), _allowed_keys(fault['loc']))}"
    says = SAYS.get(fault["type"], "{place} cannot be read: the value does not have the expected form.")
    return says.format(place=f"'{place}'")


def _allowed_keys(place: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys allowed beside an unknown one at `place`, the path pydantic gives."""
    if "lookup" in place:
        return tuple(Lookup.model_fields)
    if "attributes" in place:
        return tuple(Attributes.model_fields)
    models = (Mapping, TableMapping, ColumnSource)
    return tuple(models[min(len(place) // 2, 2)].model_fields)


def mapping_faults(mapping: Mapping) -> Iterator[str]:
    """One sentence for each contradiction between the mapping and the schema."""
    for table in REQUIRED_TABLES:
        if table not in mapping.tables:
            yield f"the table '{table}' is required and not mapped."
    for table, mapped in mapping.tables.items():
        if table not in SCHEMA:
            yield f"unknown table '{table}'.{did_you_mean(table, tuple(SCHEMA))}"
        else:
            yield from _derived_faults(SCHEMA[table], mapped, mapping)
            yield from _table_faults(SCHEMA[table], mapped, mapping)


def _table_faults(schema: TableSchema, mapped: TableMapping, mapping: Mapping) -> Iterator[str]:
    for column in (*mapped.columns, *mapped.lookup):
        if column not in schema.by_name:
            yield f"{schema.name} has no column '{column}'.{did_you_mean(column, tuple(schema.by_name))}"
    for column, source in mapped.columns.items():
        yield from _source_faults(f"{schema.name}.{column}", source)
    for column, lookup in mapped.lookup.items():
        yield from _lookup_faults(f"{schema.name}.{column}", lookup.table, lookup.by, mapping)
        if lookup.by not in mapped.columns:
            yield f"{schema.name}.{column} is looked up by '{lookup.by}', which {schema.name} does not map."
    yield from _missing(schema, mapped)


def _derived_faults(schema: TableSchema, mapped: TableMapping, mapping: Mapping) -> Iterator[str]:
    if not mapped.distinct:
        return
    if schema.identifier not in mapped.columns:
        yield f"{schema.name} is to have one row per identifier; say which column holds {schema.identifier}."
    if not any(other.file == mapped.file and not other.distinct for other in mapping.tables.values()):
        yield f"{schema.name} takes one row per identifier of {mapped.file}; another table must take all its rows."


def _source_faults(place: str, source: ColumnSource) -> Iterator[str]:
    if (source.column is None) == (source.constant is None):
        yield f"{place} needs either 'column' or 'constant'."


def _lookup_faults(place: str, table: str, by: str, mapping: Mapping) -> Iterator[str]:
    order = tuple(SCHEMA)
    if table not in mapping.tables or table not in SCHEMA:
        yield f"{place} is looked up in '{table}', which is not mapped."
    elif order.index(table) >= order.index(place.split(".")[0]):
        yield f"{place} is looked up in '{table}', which is loaded later."
    elif by not in mapping.tables[table].columns or place.split(".")[1] not in mapping.tables[table].columns:
        yield f"{place} is looked up in '{table}' by '{by}', but '{table}' does not map both."


def _missing(schema: TableSchema, mapped: TableMapping) -> Iterator[str]:
    """Identifiers can be made up, except an account's; a derived account is called by its identifier."""
    free = {schema.identifier} - {"account_id"} | ({"name"} if mapped.distinct else set())
    for column in schema.columns:
        known = column.name in mapped.columns or column.name in mapped.lookup or column.name in free
        if column.required and not known:
            yield f"{schema.name}.{column.name} is required: say which column holds {column.meaning}."
