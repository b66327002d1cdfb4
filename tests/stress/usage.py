"""Who used what on which day: seasons, weekends, a month's end, habits, and what the story does to them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tests.stress.cast import FIRST, Account
from tests.stress.exports import Row

FEATURES = ("job_board", "route_planner", "asset_register", "photo_report", "sla_clock", "stock_room", "time_sheet",
            "tenant_portal", "contract_archive", "open_api")  # fmt: skip
LAUNCHED = {"tenant_portal": date(2024, 10, 1), "open_api": date(2025, 6, 2)}
MONTHS = (0.95, 1.0, 1.06, 1.0, 0.97, 1.03, 0.93, 0.74, 1.05, 1.08, 1.04, 1.0)
SOUTHERN = ("FR", "IT")
# Days until it shows, days until it is complete, what is left of the use then.
TRENDS = {
    "usage_decline": (0, 80, 0.2),
    "champion_left": (21, 120, 0.6),
    "support_trouble": (30, 120, 0.75),
    "silence": (60, 150, 0.75),
    "new_executive": (45, 120, 0.7),
    "competitor": (30, 120, 0.65),
    "nps_collapse": (20, 120, 0.8),
}
USERS_OF_SEATS = {"stalled_onboarding": 0.15, "never_adopted": 0.12, "heavy_leaver": 0.92, "looks_red": 0.3}
RATES = {"looks_red": 0.45, "heavy_leaver": 1.5, "never_adopted": 0.3, "stalled_onboarding": 0.5}


def usage_rows(account: Account) -> Iterator[Row]:
    """A row per user and active day since the export begins, one feature each."""
    dice = account.dice("usage")
    users = _users(account, dice)
    day = max(FIRST, account.signed_on)
    number = 0
    while day < account.last_day:
        strength = season(day, account.country) * _ramp(account, day) * _storm(account, dice, day)
        trend = _trend(account, day)
        for user, (rate, resilience, joined, habits) in users.items():
            active = joined <= day and resilience <= math.sqrt(trend)
            if active and dice.random() < rate * strength * math.sqrt(trend):
                number += 1
                yield _row(account, f"{account.key}-U{number}", user, day, dice.choice(habits))
        day += timedelta(days=1)


def season(day: date, country: str) -> float:
    """A day's share of usual use: weekends, the weeks around the new year, August, the month's last days."""
    if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 4):
        return 0.3 if day.weekday() < 5 else 0.03
    weekend = 0.06 if day.weekday() >= 5 else 1.0
    closing = 1.2 if (day + timedelta(days=4)).month != day.month else 1.0
    southern = 0.7 if day.month == 8 and country in SOUTHERN else 1.0
    return MONTHS[day.month - 1] * weekend * closing * southern


def _users(account: Account, dice: Random) -> dict[str, tuple[float, float, date, tuple[str, ...]]]:
    """Per user: chance of use on a day, how much decline they bear, first day, features; growth joins users late."""
    role = account.story.cause or account.story.decoy
    share = 0.97 if account.story.ready else USERS_OF_SEATS.get(role, account.share)
    count = max(1, round(account.seats * share))
    found = {}
    for index in range(count):
        rate = min(0.8, dice.gammavariate(4, 0.075)) * RATES.get(role, 1.0)
        habits = tuple(dice.choices(FEATURES, weights=range(len(FEATURES) + 2, 2, -1), k=5))
        found[f"{account.key}-{index:03d}"] = (rate, dice.uniform(0.02, 1.0), _joined(account, index / count), habits)
    return found


def _joined(account: Account, place: float) -> date:
    """The last four tenths of a growing account's users arrive after its growth began."""
    onset = account.story.onset
    if not account.story.ready or onset is None or place < 0.6:
        return account.signed_on
    return onset + timedelta(days=int((place - 0.6) / 0.4 * 90))


def _ramp(account: Account, day: date) -> float:
    return min(1.0, 0.15 + (day - account.signed_on).days / 50)


def _storm(account: Account, dice: Random, day: date) -> float:
    """Noise by the week; wild for the noisy, deep holidays for those who close their doors."""
    width = 0.5 if account.story.decoy == "noisy" else 0.15
    week = Random(f"{account.seed}/{account.number}/{day.isocalendar()[:2]}")
    calm = 1 if account.story.decoy != "holiday_dip" or not 0 <= account.story.days_in(day) <= 20 else 0.25
    return calm * min(2.0, week.lognormvariate(0, width))


def _trend(account: Account, day: date) -> float:
    delay, length, floor = TRENDS.get(account.story.cause, (0, 1, 1.0))
    if account.story.is_faint:
        floor = (1 + floor) / 2
    done = min(1.0, max(0.0, (account.story.days_in(day) - delay) / length))
    return 1 - (1 - floor) * done


def _row(account: Account, key: str, user: str, day: date, feature: str) -> Row:
    there = feature if day >= LAUNCHED.get(feature, day) else FEATURES[0]
    return Row(day, {"log_no": key, "customer_id": account.key, "login": user, "module": there, "day": day})
