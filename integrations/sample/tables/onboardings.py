"""One onboarding for each contract that began."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from integrations.sample.dice import day_between
from integrations.sample.dossier import Dossier
from integrations.sample.rows import Row, numbered
from integrations.sample.stories import Onboarding
from integrations.sample.window import LAST_DAY

PLANNED = {"Enterprise": 90, "Mid-Market": 60, "SMB": 30}
STEPS = ("kick-off held", "shift data imported", "admin trained", "first plan published", "handed over to support")


def rows(dossier: Dossier) -> list[Row]:
    told = next((story.onboarding for story in dossier.stories if story.onboarding), None)
    rng = dossier.account.dice("onboarding")
    begins = dossier.history.begins()
    found = [_told(begin, told) if told else _ordinary(begin, dossier, rng) for begin in begins]
    return numbered(dossier.account, "onboarding_id", "ONB", found)


def _told(begin: date, told: Onboarding) -> Row:
    return {
        "signed_on": begin,
        "planned_end": begin + timedelta(told.planned_end),
        "first_value_on": _later(begin, told.first_value),
        "completed_on": _later(begin, told.completed),
        "last_step": told.last_step,
        "last_step_on": begin + timedelta(told.last_step_day),
    }


def _later(begin: date, days: int | None) -> date | None:
    return None if days is None else begin + timedelta(days)


def _ordinary(begin: date, dossier: Dossier, rng: Random) -> Row:
    """First value near two thirds of the plan, done near its end; on the last day some are still under way."""
    planned = PLANNED[dossier.account.segment]
    share = (0.08, 0.3, 0.5, 0.66 * rng.uniform(0.6, 1.6), rng.uniform(0.85, 1.4))
    days = [day_between(rng, begin, round(planned * part), round(planned * part) + 4) for part in sorted(share)]
    done = [(day, step) for day, step in zip(days, STEPS, strict=True) if day <= LAST_DAY]
    reached = dict((step, day) for day, step in done)
    return {
        "signed_on": begin,
        "planned_end": begin + timedelta(planned),
        "first_value_on": reached.get("first plan published"),
        "completed_on": reached.get("handed over to support"),
        "last_step": done[-1][1] if done else "contract signed",
        "last_step_on": done[-1][0] if done else begin,
    }
