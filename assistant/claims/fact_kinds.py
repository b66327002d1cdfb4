"""What kind of fact a claim may be about: a change, a difference of two sides, a sign."""

from __future__ import annotations

from tools.facts import Fact


def is_sign(fact: Fact) -> bool:
    """Something that happened on a day, with figures of its own."""
    return fact.unit == "date" and bool(fact.inputs) and not is_comparison(fact)


def is_difference(fact: Fact) -> bool:
    return fact.is_change or fact.subject.get("comparison") == "difference"


def is_comparison(fact: Fact) -> bool:
    return fact.is_change or "comparison" in fact.subject
