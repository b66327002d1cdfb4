"""Rows made from records, filtered, grouped and aggregated as the engine does with those of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tools.context import Context
from tools.dimensions import Dimension
from tools.metrics.metric import Metric
from tools.metrics.recorded import Recorded, Row
from tools.selection import Cut, Selection, column_of, cut_rows
from tools.warehouse import Result

Aggregates = Mapping[str, Any]


def aggregated(context: Context, metric: Metric, aggregates: Aggregates, selection: Selection) -> Result:
    """One row per group, or one in all, with the group's values and the aggregates by name."""
    read = metric.frame.rows(context, selection.period)
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    if not selection.groups:
        groups[()] = []
    for row, own in chosen(context, read, selection):
        groups[tuple(_value(row, own, item) for item in selection.groups)].append(row)
    columns = [column_of(item) for item in selection.groups]
    found = (
        dict(zip(columns, key, strict=True)) | {name: build(rows) for name, build in aggregates.items()}
        for key, rows in groups.items()
    )
    return Result(tuple(found), read.query)


def chosen(context: Context, read: Recorded, selection: Selection) -> Iterator[tuple[Row, Mapping[str, Any]]]:
    """The rows that meet the cuts, each with the values its account is grouped by."""
    accounts = _accounts(context, selection)
    for row in read.rows:
        own = accounts.get(row["account_id"])
        if own is not None and all(_meets(row, cut) for cut in selection.cuts):
            yield row, own


def _accounts(context: Context, selection: Selection) -> dict[str, dict[str, Any]]:
    """The accounts that meet the cuts on accounts, each with the values it is grouped by."""
    cuts = tuple(cut for cut in selection.cuts if _is_of_account(cut.dimension))
    groups = tuple(item for item in selection.groups if _is_of_account(item))
    rows = cut_rows(
        context, context.table("accounts").select("account_id"), replace(selection, cuts=cuts, groups=groups)
    )
    return {row["account_id"]: row for row in context.warehouse.run(rows).rows}


def _value(row: Row, own: Mapping[str, Any], item: Dimension) -> Any:
    return own[column_of(item)] if _is_of_account(item) else row[item.column]


def _meets(row: Row, cut: Cut) -> bool:
    if _is_of_account(cut.dimension):
        return True
    return (row[cut.dimension.column] in cut.values) is not cut.is_excluded


def _is_of_account(item: Dimension) -> bool:
    return item.table == "accounts"
