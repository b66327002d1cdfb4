"""How contracts change: what the stories say, and between stories the ordinary growth and shrinking of accounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from integrations.sample.dice import day_between
from integrations.sample.ledger import PLANS, Change
from integrations.sample.roster import Account
from integrations.sample.stories import Story
from integrations.sample.window import FIRST_DAY, LAST_DAY, anniversary

CALM = timedelta(60)
FOR_GOOD = ("churned", "returned")


@dataclass(frozen=True)
class Pace:
    """Chances in a contract year."""

    seats_at_renewal: float
    seats_mid_term: float
    cross_sell: float
    usage: float
    tier: float
    shrink: float


PACE = {
    "Enterprise": Pace(0.56, 0.4, 0.42, 0.28, 0.05, 0.06),
    "Mid-Market": Pace(0.46, 0.28, 0.34, 0.22, 0.08, 0.08),
    "SMB": Pace(0.28, 0.12, 0.12, 0.06, 0.06, 0.08),
}


def plan_changes(account: Account, stories: tuple[Story, ...]) -> list[Change]:
    """Every change of the account's contract in order, one a day at most; a story's own change wins its day."""
    if account.is_trial:
        return []
    told = [
        Change(beat.on, beat.kind, beat.factor, beat.plan)
        for story in stories
        for beat in story.beats
        if beat.does == "move"
    ]
    ordinary = [change for change in _ordinary(account) if _is_calm(change.on, stories)]
    landing = Change(account.signed_on, "land")
    chosen = {change.on: change for change in [*ordinary, *told, landing]}
    return [chosen[day] for day in sorted(chosen)]


def _is_calm(day: date, stories: tuple[Story, ...]) -> bool:
    """No story is running (its account then changes only as the story says) and none has ended the contract."""
    return not any(
        story.span[0] - CALM <= day and (day <= story.span[1] or story.outcome in FOR_GOOD) for story in stories
    )


def _ordinary(account: Account) -> Iterator[Change]:
    rng, plan = account.dice("growth"), account.plan
    for year in range(LAST_DAY.year - account.signed_on.year + 1):
        begins = anniversary(account.signed_on, year)
        at_renewal = _at_renewal(account, rng, begins, plan) if year else []
        plan = at_renewal[0].plan or plan if at_renewal else plan
        yield from (change for change in [*at_renewal, *_mid_term(account, rng, begins)] if change.on <= LAST_DAY)


def _at_renewal(account: Account, rng: Random, due: date, plan: str) -> list[Change]:
    pace, roll = PACE[account.segment], rng.random()
    up, down = round(rng.uniform(1.08, 1.3), 2), round(rng.uniform(0.74, 0.92), 2)
    if roll < pace.seats_at_renewal:
        return [Change(due, "seats", up)]
    if roll < pace.seats_at_renewal + pace.tier and plan != PLANS[-1]:
        return [Change(due, "tier", plan=PLANS[PLANS.index(plan) + 1])]
    return [Change(due, "seats", down)] if roll > 1 - pace.shrink else []


def _mid_term(account: Account, rng: Random, begins: date) -> list[Change]:
    """Growth inside the contract year that begins on a day; the add-ons were not sold before 2024."""
    pace = PACE[account.segment]
    found = [
        Change(day_between(rng, begins, 60, 320), kind, round(rng.uniform(1.06, 1.22), 2))
        for kind, chance in (("seats", pace.seats_mid_term), ("cross_sell", pace.cross_sell), ("usage", pace.usage))
        if rng.random() < chance
    ]
    return [change for change in found if change.kind == "seats" or change.on >= FIRST_DAY]
