"""A question about one account that no wording fits: the topic its words are nearest to, and what is left out said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.planner.calls import with_left_out
from assistant.planner.leftovers import left_unsaid
from assistant.planner.refusals import read_missing, read_refusal
from assistant.planner.slots import Plan, Slots
from assistant.planner.tokens import canonical, stem_of
from assistant.planner.topics import plan_of
from assistant.planner.wordings import word_set, words_of

# What nobody may leave out of a question: measures, bounds, cuts and counts.
BINDING = (
    "metric", "refusal", "injection", "define", "loaded", "above", "below", "at_least", "at_most", "value", "flag",
    "dimension", "place", "group", "count", "share", "cohort", "bridge", "concentration", "foreign", "list",
)  # fmt: skip
MOST_LEFT = 3


def read_nearest(slots: Slots) -> Plan | None:
    """None where no account is named, a bound or a measure would be lost, or more than a few words would be."""
    u = slots.u
    if slots.account is None or u.has(*BINDING) or u.amounts or read_refusal(slots) or read_missing(slots):
        return None
    name = _nearest({stem_of(token.word) for token in u.tokens})
    if name is None or any(token.word in word_set("negating") for token in u.tokens):
        return None
    plan = plan_of(slots, words_of("topics")[name], slots.account)
    heard = {place for place, token in enumerate(u.tokens) if stem_of(token.word) in _heard(name)}
    unsaid = left_unsaid(u, plan.used | heard)
    left = u.leftovers(plan.used | heard)
    if len(left) > MOST_LEFT or (left and not unsaid):
        return None
    return Plan(tuple(with_left_out(item, tuple(unsaid)) for item in plan.calls), frozenset(range(len(u.tokens))))


def _nearest(stems: set[str]) -> str | None:
    return next((name for name, groups in _groups().items() if all(group & stems for group in groups)), None)


def _heard(name: str) -> frozenset[str]:
    return frozenset().union(*_groups()[name])


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, Sequence[frozenset[str]]]:
    table = words_of("nearest")
    return {
        name: [frozenset(stem_of(canonical(word)) for word in group.split()) for group in groups]
        for name, groups in table.items()
    }
