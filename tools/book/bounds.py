"""Bounds on a value: how they are tested and how they are said."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from tools.facts import WORDS, Fact, Unit, write_value
from tools.metrics.metric import exact
from tools.requests import Condition

COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
}


def meets(fact: Fact | None, condition: Condition) -> bool:
    """Whether a metric's value lies within the bound; an account without rows has none of it."""
    value = fact.value if fact is not None else 0
    if value is None or isinstance(value, str):
        return False
    return COMPARE[condition.comparison](exact(value), exact(condition.amount))


def bound_words(label: str, unit: Unit, condition: Condition, currency: str) -> str:
    """ "Health score below 40"."""
    return f"{label} {condition.comparison.replace('_', ' ')} {_amount(unit, condition.amount, currency)}"


def _amount(unit: Unit, amount: float, currency: str) -> str:
    """A bound as exact as it was asked: 92.55 % is not rounded to 92.6 %."""
    if unit == "money":
        return write_value(exact(amount), unit, currency)
    if unit == "percent":
        return f"{amount * 100:,.10g} %"
    return f"{amount:,.10g} {WORDS.get(unit, '')}".rstrip()
