"""The words of one company that its people may use: accounts, dimensions and their values, within a scope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ibis.expr.types import Table

from tools.dimensions import ACCOUNT, Dimension
from tools.names import pick, pick_key
from tools.roll_ups import EVENTS, monthly_with
from tools.schema import SCHEMA
from tools.scope import Scope
from tools.warehouse import Warehouse

MOST_VALUES = 500


@dataclass(frozen=True)
class Vocabulary:
    """`accounts` maps identifiers to names; `values` holds the distinct values of text dimensions with few of them;
    `columns` are all that the company holds, by table."""

    accounts: Mapping[str, str]
    dimensions: Mapping[str, Dimension]
    values: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def holds(self, place: str) -> bool:
        """Whether there is this table, or as 'table.column' this column of it."""
        table, _, column = place.partition(".")
        of_dimensions = {item.table for item in self.dimensions.values()}
        return (column in self.columns.get(table, ())) if column else table in {*self.columns, *of_dimensions}

    def account(self, typed: str) -> str:
        """The account's identifier. Raises UnknownName or AmbiguousName."""
        return pick_key(typed, self.accounts, "account")

    def dimension(self, typed: str) -> Dimension:
        """The dimension of that name. Raises UnknownName."""
        return self.dimensions[pick(typed, list(self.dimensions), "way to group")]

    def value(self, dimension: Dimension, typed: str) -> str:
        """The value of a text dimension as the data spells it. Raises UnknownName or AmbiguousName."""
        if dimension.name == ACCOUNT:
            return self.account(typed)
        known = self.values.get(dimension.name)
        return typed if known is None else pick(typed, known, dimension.label)


@lru_cache(maxsize=64)
def vocabulary_of(warehouse: Warehouse, scope: Scope) -> Vocabulary:
    """Read once per published version and scope."""
    accounts = warehouse.run(warehouse.table("accounts", scope).select("account_id", "name")).rows
    values = {item.name: item.values for item in warehouse.dimensions.values() if item.values}
    for table in sorted({item.table for item in warehouse.dimensions.values()}):
        values.update(_values_of(warehouse, scope, table))
    return Vocabulary(
        accounts=_named_apart(accounts),
        dimensions=warehouse.dimensions,
        values=values,
        columns={name: frozenset(table.columns) for name, table in warehouse.tables.items() if name in SCHEMA},
    )


def _named_apart(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Identifier -> name; namesakes carry their identifier so that no two accounts read alike."""
    count = Counter(row["name"] for row in rows)
    return {
        row["account_id"]: row["name"] if count[row["name"]] == 1 else f"{row['name']} ({row['account_id']})"
        for row in rows
    }


def _values_of(warehouse: Warehouse, scope: Scope, table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    wanted = [item for item in warehouse.dimensions.values() if item.table == table and _is_worded(item)]
    rows = warehouse.table(_shortest(warehouse, table, {item.column for item in wanted}), scope)
    few = _with_few_values(warehouse, rows, wanted)
    if not few:
        return
    found = warehouse.run(rows.aggregate(**{item.name: rows[item.column].collect(distinct=True) for item in few})).rows[
        0
    ]
    for item in few:
        yield item.name, tuple(sorted(found[item.name] or ()))


def _shortest(warehouse: Warehouse, table: str, columns: Collection[str]) -> str:
    """The table, or what holds the same values in fewer rows."""
    roll_up = monthly_with(warehouse, columns) if table == EVENTS else None
    return roll_up.table if roll_up else table


def _with_few_values(warehouse: Warehouse, rows: Table, wanted: list[Dimension]) -> list[Dimension]:
    if not wanted:
        return []
    counts = warehouse.run(rows.aggregate(**{item.name: rows[item.column].nunique() for item in wanted})).rows[0]
    return [item for item in wanted if counts[item.name] <= MOST_VALUES]


def _is_worded(dimension: Dimension) -> bool:
    return dimension.type == "text" and dimension.name != ACCOUNT and not dimension.values
