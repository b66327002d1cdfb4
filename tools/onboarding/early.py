"""Early adoption: which accounts used enough features soon after signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from tools.company import Company
from tools.facts import Fact
from tools.periods import Period
from tools.record.group import Group
from tools.record.record import Record
from tools.record.stated import Rule, lacking, stated

NEEDS = ("usage_events", "usage_events.feature")


def early_rule(features: int, days: int) -> Rule:
    return Rule(
        "early_adoption_rate",
        f"Used {features} or more features within {days} days",
        "percent",
        f"accounts that used at least {features} features in the weeks up to {days} days after signature (the day they"
        f" signed up where no onboarding is on record) / accounts signed at least {days} days ago, since use is on"
        " record",
        ("weeks", "onboardings", "account"),
    )


def early_adoption(group: Group, period: Period | None) -> Fact:
    """The share of accounts signed in the period (or ever) that adopted early."""
    limits = group.company.thresholds
    judged = _judged(group, period)
    used = [features_by(record, signed, limits.activation_days) for record, signed in judged]
    early = sum(features >= limits.activation_features for features in used)
    missing = next((lacking(record, NEEDS) for record in group.records), "")
    because = missing or f"no account was signed {limits.activation_days} or more days ago since use is on record"
    return group.fact(
        early_rule(limits.activation_features, limits.activation_days),
        Decimal(early) / len(judged) if judged else None,
        inputs={"early_accounts": early, "signed_long_enough_ago": len(judged)},
        undefined_because=None if judged else because,
    )


def early_features(record: Record, company: Company) -> Fact:
    """How many features an account used soon after signature."""
    days, signed = company.thresholds.activation_days, signed_on(record)
    rule = Rule(
        "early_features",
        f"Features used in the first {days} days",
        "count",
        f"different features used in the weeks up to {days} days after signature (or after it signed up)",
        ("weeks", "onboardings", "account"),
    )
    missing = lacking(record, NEEDS) or ("" if signed else "the day it signed is not recorded")
    value = None if missing or signed is None else features_by(record, signed, days)
    return stated(record, rule, value, company, undefined_because=missing or None)


def features_by(record: Record, signed: date, days: int) -> int:
    """How many different features were used in the weeks up to so many days after signature."""
    last = signed + timedelta(days)
    used = (week.features for week in record.weeks if week.ends_on >= signed and week.starts_on <= last)
    return len({feature for features in used for feature in features})


def signed_on(record: Record) -> date | None:
    return record.onboardings[-1].signed_on if record.onboardings else record.account.signup_date


def _judged(group: Group, period: Period | None) -> Sequence[tuple[Record, date]]:
    """Accounts whose first days are over and lie within the records of use."""
    first = min((record.weeks[0].starts_on for record in group.records if record.weeks), default=None)
    if first is None:
        return ()
    last = group.context.as_of - timedelta(group.company.thresholds.activation_days)
    signed = [(record, day) for record in group.records if (day := signed_on(record))]
    wanted = [(record, day) for record, day in signed if period is None or period.contains(day)]
    return [(record, day) for record, day in wanted if first <= day <= last]
