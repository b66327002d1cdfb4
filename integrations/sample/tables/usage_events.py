"""Use of the product, one row per person and week: the feature they used most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import ceil
from random import Random

from integrations.sample.dossier import Dossier
from integrations.sample.ledger import CORE
from integrations.sample.rows import Row, numbered
from integrations.sample.tables import subscriptions
from integrations.sample.window import weeks

# The core workflow first; an account takes up features roughly in this order.
FEATURES = {
    "shift_board": 34, "demand_forecast": 14, "publish_plan": 14, "approvals": 8, "mobile_app": 8, "absence_log": 6,
    "alerts": 5, "report_export": 4, "scenarios": 3, "api_sync": 3, "skill_matrix": 2, "capacity_advisor": 2,
}  # fmt: skip
BETA, BETA_UNTIL = "capacity_advisor", date(2026, 3, 1)
WEEKLY_SHARE = 0.48  # of the people who come in a month
QUIET_WEEKS = {51: 0.75, 52: 0.4, 1: 0.8}
WORK_WEEK = 5


@dataclass(frozen=True)
class Week:
    """What is true of an account's whole week; `errors` is the chance that a use met one."""

    monday: date
    usage: float
    intensity: float
    features: tuple[str, ...]
    weights: tuple[int, ...]
    errors: float


def rows(dossier: Dossier) -> list[Row]:
    """People of the account are numbered; who comes in a week is drawn among those who come in a month."""
    rng = dossier.account.dice("usage")
    lines = [row for row in subscriptions.rows(dossier) if row["product"] == CORE and not row["is_trial"]]
    found = [
        row
        for line in lines
        for start, end in dossier.active_spans()
        for row in _of_line(dossier, line, (start, end), rng)
    ]
    return numbered(dossier.account, "usage_event_id", "USE", sorted(found, key=lambda row: row["used_on"]))


def _of_line(dossier: Dossier, line: Row, span: tuple[date, date], rng: Random) -> Iterator[Row]:
    first = max(line["start_date"], span[0])
    last = min(line["end_date"] - timedelta(1) if line["end_date"] else span[1], span[1])
    for monday in weeks(first, last) if first <= last else ():
        days = [day for day in (monday + timedelta(offset) for offset in range(WORK_WEEK)) if first <= day <= last]
        week = _look_at(dossier, monday)
        for person in _who_came(week, line["seats"], len(days), rng):
            who = {"subscription_id": line["subscription_id"], "user_id": f"{dossier.account.number}-U{person:02d}"}
            yield {**who, **_use(week, rng.choice(days), rng)}


def _look_at(dossier: Dossier, monday: date) -> Week:
    features = tuple(FEATURES)[: dossier.breadth(monday)]
    weights = tuple(accumulate(FEATURES[feature] for feature in features))
    errors = 0.4 - 0.38 * dossier.mood(monday)
    return Week(monday, dossier.usage(monday), dossier.intensity(monday), features, weights, errors)


def _who_came(week: Week, seats: int, days: int, rng: Random) -> list[int]:
    monthly = ceil(seats * week.usage - 0.5)
    quiet = QUIET_WEEKS.get(week.monday.isocalendar().week, 1.0) * days / WORK_WEEK
    weekly = round(monthly * WEEKLY_SHARE * quiet * rng.uniform(0.85, 1.15))
    return rng.sample(range(1, monthly + 1), min(weekly, monthly))


def _use(week: Week, day: date, rng: Random) -> Row:
    feature = rng.choices(week.features, cum_weights=week.weights)[0]
    uses = 1 + int(rng.expovariate(0.09 / max(week.usage, 0.15)) * week.intensity)
    return {
        "feature": feature,
        "used_on": day,
        "uses": uses,
        "duration_seconds": round(uses * rng.uniform(60, 260), 1),
        "errors": int(rng.random() < week.errors),
        "is_beta": feature == BETA and day < BETA_UNTIL,
    }
