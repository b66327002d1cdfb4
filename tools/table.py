"""What a table and a column are; the tables themselves are in schema.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Type = Literal["text", "date", "timestamp", "money", "number", "count", "flag"]


@dataclass(frozen=True)
class Column:
    """One column. `key` is the table it must be found in; `cut` the name people group or filter by."""

    name: str
    type: Type
    meaning: str
    required: bool = False
    key: str = ""
    cut: str = ""
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableSchema:
    """One table: its identifier, the day its rows happened, and its columns."""

    name: str
    meaning: str
    identifier: str
    columns: tuple[Column, ...]
    happened_on: str = ""
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})


def text(name: str, meaning: str, *, cut: str = "", required: bool = False) -> Column:
    return Column(name, "text", meaning, cut=cut, required=required)


def link(name: str, table: str, *, required: bool = False) -> Column:
    return Column(name, "text", f"the row's {table} record", key=table, required=required)


def day(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, "date", meaning, required=required)


def of_account(
    name: str, meaning: str, identifier: str, columns: tuple[Column, ...], happened_on: str = ""
) -> TableSchema:
    """A table whose every row belongs to an account."""
    own = text(identifier, "the row's identifier", required=True)
    owner = link("account_id", "accounts", required=True)
    return TableSchema(name, meaning, identifier, (own, owner, *columns), happened_on)
