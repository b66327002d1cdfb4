"""How fast and how many onboardings reach first value, as known on the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from tools.facts import Fact, Value
from tools.metrics.metric import exact
from tools.periods import Period
from tools.record.group import Group
from tools.record.record import Record
from tools.record.rows import Onboarding
from tools.record.stated import Rule, lacking
from tools.record.totals import ratio

TIME_TO_FIRST_VALUE = Rule(
    "time_to_first_value",
    "Time to first value",
    "days",
    "median days from signature to first value, over the onboardings that reached it; read it with their share",
    ("onboardings",),
)
FIRST_VALUE_SHARE = Rule(
    "first_value_share",
    "Share with first value",
    "percent",
    "onboardings that reached first value / all onboardings on record",
    ("onboardings",),
)
SATISFACTION = Rule(
    "onboarding_satisfaction",
    "Onboarding satisfaction",
    "score",
    "mean of the onboarding survey scores, 1 to 5, answered since signature",
    ("surveys", "onboardings"),
)


def activation_rate(days: int) -> Rule:
    return Rule(
        "activation_rate",
        f"Activation rate within {days} days",
        "percent",
        f"onboardings that reached first value within {days} days of signature / onboardings signed at least {days}"
        " days ago; later ones are left out because they still have time",
        ("onboardings",),
    )


@dataclass(frozen=True)
class Signed:
    """An onboarding with the account's record."""

    record: Record
    row: Onboarding

    @property
    def days_to_value(self) -> int | None:
        return (self.row.first_value_on - self.row.signed_on).days if self.row.first_value_on else None

    @property
    def scores(self) -> tuple[float, ...]:
        """The onboarding surveys answered since signature."""
        answers = (answer for answer in self.record.surveys if answer.type == "onboarding")
        return tuple(answer.score for answer in answers if answer.answered_on >= self.row.signed_on)

    def is_old_enough(self, days: int) -> bool:
        """Whether so many days have passed since signature."""
        return self.record.days_since(self.row.signed_on) >= days

    def is_active_within(self, days: int) -> bool:
        return self.days_to_value is not None and self.days_to_value <= days


def signed_in(group: Group, period: Period | None) -> tuple[Signed, ...]:
    """Every onboarding signed in the period, or all on record."""
    return tuple(
        Signed(record, row)
        for record in group.records
        for row in record.onboardings
        if period is None or period.contains(row.signed_on)
    )


def speed_facts(group: Group, signed: Sequence[Signed]) -> tuple[Fact, ...]:
    """Time to first value, the share with it, activation and satisfaction; undefined where nothing was recorded."""
    return (
        _time_to_value(group, signed),
        _share_with_value(group, signed),
        _activation(group, signed),
        _satisfaction(group, signed),
    )


def too_recent(group: Group, signed: Sequence[Signed]) -> int:
    """How many onboardings were signed too recently to say whether they activate in time."""
    return len(signed) - len(_judged(group, signed))


def _time_to_value(group: Group, signed: Sequence[Signed]) -> Fact:
    days = [item.days_to_value for item in signed if item.days_to_value is not None]
    value = exact(median(days)) if days else None
    inputs = {"onboardings": len(signed), "with_first_value": len(days)}
    return _stated(group, TIME_TO_FIRST_VALUE, value, inputs, "no onboarding has reached first value")


def _share_with_value(group: Group, signed: Sequence[Signed]) -> Fact:
    reached = sum(item.row.first_value_on is not None for item in signed)
    inputs = {"with_first_value": reached, "onboardings": len(signed)}
    return _stated(group, FIRST_VALUE_SHARE, ratio(reached, len(signed)), inputs, "there is no onboarding")


def _activation(group: Group, signed: Sequence[Signed]) -> Fact:
    days = group.company.thresholds.activation_days
    judged = _judged(group, signed)
    activated = sum(item.is_active_within(days) for item in judged)
    inputs = {"activated": activated, "signed_long_enough_ago": len(judged), "too_recent": len(signed) - len(judged)}
    because = f"no onboarding was signed {days} or more days ago"
    return _stated(group, activation_rate(days), ratio(activated, len(judged)), inputs, because)


def _judged(group: Group, signed: Sequence[Signed]) -> list[Signed]:
    return [item for item in signed if item.is_old_enough(group.company.thresholds.activation_days)]


def _satisfaction(group: Group, signed: Sequence[Signed]) -> Fact:
    scores = [score for item in signed for score in item.scores]
    value = exact(round(fmean(scores), 4)) if scores else None
    missing = next((lacking(record, ("surveys",)) for record in group.records), "")
    return _stated(group, SATISFACTION, value, {"answers": len(scores)}, missing or "no onboarding survey was answered")


def _stated(group: Group, rule: Rule, value: Value, inputs: Mapping[str, Value], because: str) -> Fact:
    missing = next((lacking(record, ("onboardings",)) for record in group.records), "")
    unknown = (missing or because) if value is None else None
    return group.fact(rule, value, inputs=dict(inputs), undefined_because=unknown)
