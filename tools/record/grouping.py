"""The accounts of each value of a dimension: 'per CSM', 'by segment'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tools.context import Context
from tools.metrics.catalogue import METRICS
from tools.record.record import Record
from tools.selection import called, column_of, cut_rows, select

NOT_RECORDED = "not recorded"


@dataclass(frozen=True)
class Grouping:
    """A dimension of the accounts and the value that each account has of it."""

    dimension: str
    values: Mapping[str, object]

    @property
    def title(self) -> str:
        return f"By {self.dimension.replace('_', ' ')}"

    def group_of(self, record: Record) -> str:
        value = self.values.get(record.account.account_id)
        return NOT_RECORDED if value is None else str(value)


def grouping_by(context: Context, name: str) -> Grouping:
    """Raises UnknownName, AmbiguousName or InvalidRequest for a name that accounts cannot be grouped by."""
    selection = select(context, METRICS["accounts"], None, (), (name,))
    (dimension,) = selection.groups
    rows = cut_rows(context, context.table("accounts").select("account_id"), selection)
    found = {row["account_id"]: row[column_of(dimension)] for row in context.warehouse.run(rows).rows}
    values = {account: value and called(context, dimension, str(value)) for account, value in found.items()}
    return Grouping(dimension.name, values)
