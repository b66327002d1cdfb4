"""Seeded chance. Every topic has its own dice, so that a change in one place leaves all other rows as they were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from integrations.sample.window import working_day

SEED = 20260652


def dice(*topic: object) -> Random:
    """The dice of one topic, such as ("Acme Logistics", "tickets"): the same numbers in every run."""
    return Random("/".join(str(part) for part in (SEED, *topic)))


def pick(rng: Random, weights: Mapping[str, float]) -> str:
    """One key, as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]


def day_between(rng: Random, day: date, low: int, high: int) -> date:
    """A working day `low` to `high` days after `day`."""
    return working_day(day + timedelta(rng.randint(low, high)))


def clamp(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))
