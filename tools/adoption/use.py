"""How an account uses the product now, as measures every account has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tools.company import Company
from tools.record.record import Record
from tools.record.rows import Week
from tools.record.stated import Measure, Rule
from tools.signals.adoption import available_on
from tools.signals.allowance import NEEDS as LIMIT
from tools.signals.allowance import limit_on

RECENT_WEEKS = 4
HALF_YEAR_WEEKS = 26
LEAST_EARLIER_WEEKS = 8
RECENT = "the last four whole weeks"
NEEDS = ("usage_events",)
USERS = (*NEEDS, "usage_events.user_id")
FEATURES = (*NEEDS, "usage_events.feature")


def recent(record: Record) -> tuple[Week, ...]:
    return record.weeks[-RECENT_WEEKS:]


def earlier(record: Record) -> tuple[Week, ...]:
    """The half year before the recent weeks."""
    return record.weeks[-RECENT_WEEKS - HALF_YEAR_WEEKS : -RECENT_WEEKS]


def active_users(record: Record, _: Company) -> int:
    return len(frozenset[str]().union(*(week.users for week in recent(record))))


def active_share(record: Record, company: Company) -> Decimal | None:
    return Decimal(active_users(record, company)) / record.seats if record.seats else None


def features_used(record: Record, _: Company) -> int:
    return len({feature for week in recent(record) for feature in week.features})


def breadth(record: Record, company: Company) -> Decimal | None:
    available = available_on(company.thresholds, record.day)
    return Decimal(features_used(record, company)) / available if available else None


def depth(record: Record, company: Company) -> Decimal | None:
    users = active_users(record, company)
    return _uses(recent(record)) / users if users else None


def weekly_uses(record: Record, _: Company) -> Decimal:
    return _uses(recent(record)) / len(recent(record)) if record.weeks else Decimal(0)


def limit_share(record: Record, _: Company) -> Decimal | None:
    limit = limit_on(record, record.day)
    return _uses(recent(record)) / limit if limit else None


def trend(record: Record, _: Company) -> Decimal | None:
    before = earlier(record)
    usual = _uses(before) / len(before) if before else Decimal(0)
    if len(before) < LEAST_EARLIER_WEEKS or not usual:
        return None
    return _uses(recent(record)) / RECENT_WEEKS / usual - 1


def error_share(record: Record, _: Company) -> Decimal | None:
    uses = _uses(recent(record))
    return sum((week.errors for week in recent(record)), Decimal(0)) / uses if uses else None


def _uses(weeks: Sequence[Week]) -> Decimal:
    return sum((week.uses for week in weeks), Decimal(0))


NO_SEATS = "no licensed users are recorded for it"
NO_USE = f"it was not used in {RECENT}"
USE: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure(
            Rule(
                "active_licensed_share",
                "Active of licensed users",
                "percent",
                f"different users in {RECENT} / seats of the live lines (or of the account)",
                ("weeks", "lines", "account"),
            ),
            active_share,
            NO_SEATS,
            USERS,
        ),
        Measure(
            Rule("active_users_recent", "Recently active users", "count", f"different users in {RECENT}", ("weeks",)),
            active_users,
            NO_USE,
            USERS,
        ),
        Measure(
            Rule(
                "breadth_share",
                "Breadth",
                "percent",
                f"different features used in {RECENT} / features available (as the company's settings say, else as "
                "many as any account has used so far)",
                ("weeks",),
            ),
            breadth,
            "how many features there are is not known",
            FEATURES,
        ),
        Measure(
            Rule(
                "features_used_recent",
                "Features in use",
                "count",
                f"different features used in {RECENT}",
                ("weeks",),
            ),
            features_used,
            NO_USE,
            FEATURES,
        ),
        Measure(
            Rule(
                "uses_per_user",
                "Uses per active user",
                "count",
                f"uses in {RECENT} / different users in them",
                ("weeks",),
            ),
            depth,
            NO_USE,
            USERS,
        ),
        Measure(
            Rule("weekly_uses", "Uses a week", "count", f"mean uses a week in {RECENT}", ("weeks",)),
            weekly_uses,
            NO_USE,
            NEEDS,
        ),
        Measure(
            Rule(
                "usage_limit_share",
                "Plan's usage limit in use",
                "percent",
                f"uses in {RECENT} / uses a month that its live lines allow",
                ("weeks", "lines"),
            ),
            limit_share,
            "its live lines set no limit of use",
            LIMIT,
        ),
        Measure(
            Rule(
                "usage_trend",
                "Change of use against the half year before",
                "percent",
                f"uses a week in {RECENT} / uses a week in up to 26 weeks before, minus 1",
                ("weeks",),
            ),
            trend,
            "there are fewer than eight earlier weeks with use to compare with",
            NEEDS,
        ),
        Measure(
            Rule("error_share", "Errors per use", "percent", f"errors / uses in {RECENT}", ("weeks",)),
            error_share,
            NO_USE,
            (*NEEDS, "usage_events.errors"),
        ),
    )
}
