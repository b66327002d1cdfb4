"""Warnings about the data behind a number, found when the data was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tools.context import Context
from tools.metrics.metric import Metric
from tools.scope import OPERATOR
from tools.selection import Selection
from tools.warehouse import Warehouse


@dataclass(frozen=True)
class DataNote:
    """Odd but usable rows: how many, said in one sentence, with an example."""

    code: str
    table: str
    rows: int
    sentence: str
    example: str


# Which notes a reader must see: those on a cut the question uses, or on the family of its metric.
ON_CUT: Mapping[str, tuple[str, ...]] = {
    "is_churned": ("churn_flag_with_live_arr", "no_churn_flag_without_arr"),
    "subscription_churn_flag": ("churn_flag_with_live_arr",),
}
ON_FAMILY: Mapping[str, tuple[str, ...]] = {
    "churn events": ("churn_event_with_live_arr",),
    "usage": ("usage_before_subscription", "usage_after_subscription"),
}


def notes_on(context: Context, metric: Metric, selection: Selection) -> tuple[str, ...]:
    """The sentences that matter for this metric and these cuts."""
    codes = {*ON_FAMILY.get(metric.family, ())}
    for dimension in selection.dimensions:
        codes.update(ON_CUT.get(dimension.name, ()))
    return tuple(note.sentence for note in data_notes(context.warehouse) if note.code in codes)


@lru_cache(maxsize=16)
def data_notes(warehouse: Warehouse) -> tuple[DataNote, ...]:
    """Every note of the published version."""
    if "data_notes" not in warehouse.tables:
        return ()
    rows = warehouse.run(warehouse.table("data_notes", OPERATOR)).rows
    return tuple(
        DataNote(row["code"], row["table_name"], row["rows"], row["sentence"], row["example"] or "") for row in rows
    )
