"""The only way a name or a value enters SQL text."""

from __future__ import annotations

from collections.abc import Iterable


def name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def names(identifiers: Iterable[str]) -> str:
    return ", ".join(name(identifier) for identifier in identifiers)


def literal(value: object) -> str:
    """A text, number or flag as a SQL literal; numbers and flags as DuckDB casts them from text."""
    return "'" + str(value).replace("'", "''") + "'"


def literals(values: Iterable[object]) -> str:
    return ", ".join(literal(value) for value in values)
