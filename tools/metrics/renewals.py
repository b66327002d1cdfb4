"""Renewals of a period, which may lie ahead: what is due, what was renewed, what the open ones should bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tools.company import Company
from tools.context import Context
from tools.metrics.metric import Frame, Inputs, Metric, only, ratio
from tools.metrics.recorded import Recorded, Row, adding, count, counting, recorded
from tools.periods import Period
from tools.record.reading import read_records
from tools.renewals.buckets import READS, RULE, Rated, probability_of, rate_open
from tools.renewals.due import Due, due_in, dues_of
from tools.signals.features import with_norms

ROWS = ("renewals", "lines")
CENT = Decimal("0.01")
DOUBTFUL = ("at_risk", "critical")
NONE_DUE = "no renewal of the period is decided or past its day, or an amount after the decision is not recorded"


def due(context: Context, period: Period) -> Recorded:
    """Every renewal due in the period as known on the context's day."""
    dues = _dues(context, period)
    return recorded([one.record for one in dues], ROWS, (_row(one) for one in dues))


def open_ones(context: Context, period: Period) -> Recorded:
    """Those not decided, each with its bucket and its chance."""
    context = with_norms(context)
    dues = _dues(context, period)
    rated = rate_open(dues, context.company)
    return recorded([one.due.record for one in rated], READS, _rated_rows(rated, context.company))


def _dues(context: Context, period: Period) -> tuple[Due, ...]:
    return due_in(dues_of(read_records(context).values()), period)


def _row(one: Due) -> Row:
    is_decided, after = not one.is_open, one.arr_after
    return _named(one) | {
        "is_decided": is_decided,
        "is_judged": is_decided or one.is_overdue,
        "is_kept": one.is_kept,
        "is_unknown": is_decided and after is None,
        "after": after,
        "kept": None if after is None else min(after, one.renewal.arr),
    }


def _rated_rows(rated: Iterable[Rated], company: Company) -> Iterable[Row]:
    for one in rated:
        chance = probability_of(one.bucket, company) if one.bucket else Decimal(0)
        yield _named(one.due) | {
            "weighted": (one.arr * chance).quantize(CENT),
            "is_rated": one.bucket is not None,
            "is_doubtful": one.bucket in DOUBTFUL,
        }


def _named(one: Due) -> dict[str, Any]:
    renewal = one.renewal
    return {
        "account_id": one.record.account.account_id,
        "arr": renewal.arr,
        "outcome": renewal.outcome,
        "csm_call": renewal.csm_call,
    }


def _known(value: Any) -> Any:
    """Undefined as soon as one amount is not known."""
    return lambda inputs: None if inputs["unknown"] else value(inputs)


def _weighted(inputs: Inputs) -> Decimal | None:
    return None if inputs["open"] and not inputs["rated"] else Decimal(inputs["weighted"])


DUE = Frame("renewals due", "ahead", ("renewals",), due, cut_table="renewals", of_records=True)
# What became of them is known of the past only.
DECIDED = replace(DUE, span="period")
OPEN = Frame("open renewals", "ahead", ("renewals",), open_ones, cut_table="renewals", of_records=True)
JUDGED: Mapping[str, Any] = {
    "due": adding("arr", only="is_judged"),
    "unknown": counting("is_unknown"),
    "renewals": counting("is_judged"),
}

RENEWALS_DUE = Metric(
    "renewals_due",
    "Renewals due",
    "money",
    "sum of the ARR of renewals due in the period",
    "renewals",
    DUE,
    {"due": adding("arr")},
    only,
)

RENEWALS_DUE_COUNT = Metric(
    "renewals_due_count",
    "Renewals falling due",
    "count",
    "renewals due in the period",
    "renewals",
    DUE,
    {"renewals": count},
    only,
)

RENEWED_ARR = Metric(
    "renewed_arr",
    "Renewed ARR",
    "money",
    "sum of the ARR after the decision of renewals decided",
    "renewals",
    DECIDED,
    {"renewed": adding("after"), "unknown": counting("is_unknown")},
    _known(lambda inputs: inputs["renewed"]),
    direction="up",
    undefined="the amount after the decision is not recorded for all of them",
)

GROSS_RENEWAL_RATE = Metric(
    "gross_renewal_rate",
    "Gross renewal rate",
    "percent",
    "ARR after the decision, each at most its ARR due / ARR due, of renewals decided or past their day",
    "renewals",
    DECIDED,
    {"kept": adding("kept"), **JUDGED},
    _known(ratio("kept", "due")),
    direction="up",
    undefined=NONE_DUE,
    beside=("account_renewal_rate",),
)

NET_RENEWAL_RATE = Metric(
    "net_renewal_rate",
    "Net renewal rate",
    "percent",
    "ARR after the decision, growth at signing included / ARR due, of renewals decided or past their day",
    "renewals",
    DECIDED,
    {"after": adding("after"), **JUDGED},
    _known(ratio("after", "due")),
    direction="up",
    undefined=NONE_DUE,
    beside=("gross_renewal_rate",),
)

ACCOUNT_RENEWAL_RATE = Metric(
    "account_renewal_rate",
    "Renewal rate by count",
    "percent",
    "renewals kept on any amount / renewals decided or past their day",
    "renewals",
    DECIDED,
    {"kept": counting("is_kept"), "renewals": counting("is_judged")},
    ratio("kept", "renewals"),
    direction="up",
    undefined="no renewal of the period is decided or past its day",
)

OPEN_RENEWALS = Metric(
    "open_renewals",
    "Open renewals",
    "money",
    "sum of the ARR of renewals due in the period and not decided",
    "renewals",
    OPEN,
    {"open": adding("arr")},
    only,
)

WEIGHTED_RENEWAL_FORECAST = Metric(
    "weighted_renewal_forecast",
    "Weighted renewal forecast",
    "money",
    "sum of ARR x chance of the bucket over open renewals; the bucket: the CSM's call where it differs and carries a "
    f"reason, else that of health: {RULE}",
    "renewals",
    OPEN,
    {"weighted": adding("weighted"), "open": adding("arr"), "rated": counting("is_rated")},
    _weighted,
    direction="up",
    undefined="health is not known of any of them, so there is no bucket",
    beside=("open_renewals",),
)

DOUBTFUL_RENEWALS = Metric(
    "doubtful_renewals",
    "Doubtful renewals",
    "money",
    "sum of the ARR of open renewals whose bucket is at risk or critical",
    "renewals",
    OPEN,
    {"doubtful": adding("arr", only="is_doubtful")},
    only,
    direction="down",
    beside=("open_renewals",),
)

RENEWALS: tuple[Metric, ...] = (
    RENEWALS_DUE,
    RENEWALS_DUE_COUNT,
    RENEWED_ARR,
    GROSS_RENEWAL_RATE,
    NET_RENEWAL_RATE,
    ACCOUNT_RENEWAL_RATE,
    OPEN_RENEWALS,
    WEIGHTED_RENEWAL_FORECAST,
    DOUBTFUL_RENEWALS,
)
