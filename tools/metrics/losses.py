"""What was lost of the opening ARR, by kind and reason."""

from __future__ import annotations

from typing import Any

from tools.metrics.loss_rows import DOWNGRADE, LOSSES
from tools.metrics.metric import Metric, only
from tools.metrics.revenue import total


def _of_kind(kind: str) -> Any:
    return lambda rows: rows.lost.sum(where=rows.kind == kind)


ARR_LOSSES = Metric(
    "arr_losses",
    "ARR losses",
    "money",
    "churned + contraction ARR; its kind and reason are those of the account's newest churn event of the period, a "
    "contraction is a downgrade",
    "churn events",
    LOSSES,
    {"lost": total("lost")},
    only,
    direction="down",
    beside=("churned_arr", "contraction_arr"),
)

VOLUNTARY_CHURN = Metric(
    "voluntary_churn",
    "Voluntary churn",
    "money",
    "opening ARR of the accounts that left by choice, as their churn events say",
    "churn events",
    LOSSES,
    {"lost": _of_kind("voluntary")},
    only,
    direction="down",
    needs=("churn_events.kind",),
    beside=("churned_arr",),
)

INVOLUNTARY_CHURN = Metric(
    "involuntary_churn",
    "Involuntary churn",
    "money",
    "opening ARR of the accounts that left without choosing to (closed, taken over, payment failed), as their churn "
    "events say",
    "churn events",
    LOSSES,
    {"lost": _of_kind("involuntary")},
    only,
    direction="down",
    needs=("churn_events.kind",),
    beside=("churned_arr",),
)

DOWNGRADE_CHURN = Metric(
    "downgrade_churn",
    "Downgrade churn",
    "money",
    "contraction ARR: opening - closing of accounts that stayed and pay less; never part of logo churn",
    "churn events",
    LOSSES,
    {"lost": _of_kind(DOWNGRADE)},
    only,
    direction="down",
)

LOSS_METRICS: tuple[Metric, ...] = (ARR_LOSSES, VOLUNTARY_CHURN, INVOLUNTARY_CHURN, DOWNGRADE_CHURN)
