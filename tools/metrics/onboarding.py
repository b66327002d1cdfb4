"""How fast and how many of the accounts that signed reach first value, and how they rate their start."""

from __future__ import annotations

from statistics import median

from tools.context import Context
from tools.metrics.metric import Frame, Metric, exact, measured, only, ratio
from tools.metrics.recorded import Recorded, Row, Rows, adding, count, counting, recorded
from tools.onboarding.speed import Signed, signed_in
from tools.periods import Period
from tools.record.group import group_of
from tools.record.reading import read_records


def signed(context: Context, period: Period) -> Recorded:
    """Every onboarding signed in the period, as known on the context's day."""
    group = group_of(context, read_records(context).values())
    days = context.company.thresholds.activation_days
    found = signed_in(group, period)
    return recorded([item.record for item in found], ("onboardings", "surveys"), (_row(item, days) for item in found))


def _row(item: Signed, days: int) -> Row:
    is_judged = item.is_old_enough(days)
    return {
        "account_id": item.record.account.account_id,
        "days": item.days_to_value,
        "is_reached": item.days_to_value is not None,
        "is_judged": is_judged,
        "is_activated": is_judged and item.is_active_within(days),
        "scores": exact(round(sum(item.scores), 6)),
        "answers": len(item.scores),
    }


def _median(rows: Rows) -> float | None:
    days = [row["days"] for row in rows if row["is_reached"]]
    return median(days) if days else None


SIGNED = Frame("onboardings signed in the period", "period", ("onboardings",), signed, "onboardings", of_records=True)

TIME_TO_FIRST_VALUE = Metric(
    "time_to_first_value",
    "Time to first value",
    "days",
    "median days from signature to first value, over the onboardings signed in the period that reached it",
    "onboarding",
    SIGNED,
    {"median": _median, "with_first_value": counting("is_reached"), "onboardings": count},
    measured,
    direction="down",
    undefined="no onboarding signed in the period has reached first value",
    beside=("first_value_share",),
)

FIRST_VALUE_SHARE = Metric(
    "first_value_share",
    "Share with first value",
    "percent",
    "onboardings signed in the period that reached first value / all signed in it",
    "onboarding",
    SIGNED,
    {"with_first_value": counting("is_reached"), "onboardings": count},
    ratio("with_first_value", "onboardings"),
    direction="up",
    undefined="no onboarding was signed",
)

ACTIVATION_RATE = Metric(
    "activation_rate",
    "Activation rate",
    "percent",
    "onboardings that reached first value within the company's activation days (60 unless set) / onboardings signed in "
    "the period and at least that many days ago",
    "onboarding",
    SIGNED,
    {"activated": counting("is_activated"), "signed_long_enough_ago": counting("is_judged"), "onboardings": count},
    ratio("activated", "signed_long_enough_ago"),
    direction="up",
    undefined="no onboarding of the period was signed long enough ago",
)

ONBOARDING_SATISFACTION = Metric(
    "onboarding_satisfaction",
    "Onboarding satisfaction",
    "score",
    "mean of the onboarding survey scores, 1 to 5, given since signature by the accounts that signed in the period",
    "onboarding",
    SIGNED,
    {"scores": adding("scores"), "answers": adding("answers")},
    ratio("scores", "answers"),
    direction="up",
    needs=("surveys",),
    undefined="no onboarding survey was answered",
)

ONBOARDINGS = Metric(
    "onboardings",
    "Onboardings",
    "count",
    "onboardings signed in the period",
    "onboarding",
    SIGNED,
    {"onboardings": count},
    only,
)

ONBOARDING: tuple[Metric, ...] = (
    TIME_TO_FIRST_VALUE,
    FIRST_VALUE_SHARE,
    ACTIVATION_RATE,
    ONBOARDING_SATISFACTION,
    ONBOARDINGS,
)
