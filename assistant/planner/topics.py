"""Questions about accounts that a tool of their own answers: health, renewals, onboarding, expansion, the book, plays.

topics.yaml says for each topic which tool answers it, which of its fields are fixed, and by which words it is meant;
the other fields are filled from the question by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assistant.planner.calls import REQUESTS, call
from assistant.planner.phrases import Match
from assistant.planner.slots import Plan, Slots
from assistant.planner.understanding import When
from assistant.planner.wordings import words_of
from tools.dimensions import ACCOUNT
from tools.period_words import write_period
from tools.requests import AskBack, Filter

ME = "me"
LONGEST_SITUATION = 200
SINCE = ("since", "from", "after", "versus", "against", "compare", "than", "vs")


def read_topic(slots: Slots) -> Plan | None:
    """None unless the question names a topic; a topic of one account without an account goes back as a question."""
    entry = _entry(slots)
    if entry is None:
        return None
    request = REQUESTS[entry["tool"]]
    if entry.get("needs") == ACCOUNT and slots.account is None:
        return Plan((call(AskBack(question=f"Which account do you mean? {entry['asks']}")),), _all(slots))
    wanted = {name: FIELDS[name](slots) for name in request.model_fields if name in FIELDS}
    given = {name: value for name, value in wanted.items() if value not in (None, ())} | entry.get("fields", {})
    return Plan((call(request(**given)),), _used(slots, entry))


def _entry(slots: Slots) -> Mapping[str, Any] | None:
    """Of the topics named the first of topics.yaml, or its other form where an account is missing or given."""
    table: Mapping[str, Mapping[str, Any]] = words_of("topics")
    named = {str(match.value) for match in slots.u.of("topic")}
    first = next((name for name in table if name in named), None)
    if first is None:
        return None
    entry = table[first]
    other = entry.get("without_account") if slots.account is None else entry.get("with_account")
    return table[other] if other else entry


def _used(slots: Slots, entry: Mapping[str, Any]) -> frozenset[int]:
    """Every word, for a tool that takes the situation as it is told; else what the fields explain."""
    if "situation" in REQUESTS[entry["tool"]].model_fields:
        return _all(slots)
    return slots.used_with("topic", "status", "signal", "about", "why", "change", "compare", "list", "mine", "missing")


def _all(slots: Slots) -> frozenset[int]:
    return frozenset(range(len(slots.u.tokens)))


def _filters(slots: Slots) -> tuple[Filter, ...]:
    return tuple(item for item in slots.filters if item.dimension != ACCOUNT)


def _is_since(slots: Slots, when: When) -> bool:
    """Whether a period is the one to compare with: 'since June', 'compared with March'."""
    first = when.mention.text.lower().split(" ")[0]
    return first in SINCE or slots.u.word(when.at[0] - 1) in SINCE


def _period(slots: Slots) -> str | None:
    return next((_written(slots, when) for when in slots.whens if not _is_since(slots, when)), None)


def _since(slots: Slots) -> str | None:
    return next((_written(slots, when) for when in slots.whens if _is_since(slots, when)), None)


def _written(slots: Slots, when: When) -> str:
    return write_period(when.mention.period, slots.u.calendar)


def _csm(slots: Slots) -> str | None:
    named = slots.selected.values_of("csm")
    return named[0] if named else ME if slots.u.has("mine") or slots.u.has_word("i", "me") else None


def _distinct(matches: Iterable[Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for match in matches for name in str(match.value).split()))


FIELDS: Mapping[str, Callable[[Slots], Any]] = {
    "account": lambda slots: slots.account,
    "filters": _filters,
    "period": _period,
    "as_of": _period,
    "since": _since,
    "csm": _csm,
    "group_by": lambda slots: next((name for name in slots.groups if name != ACCOUNT), None),
    "order": lambda slots: slots.ranked.order,
    "limit": lambda slots: slots.ranked.limit,
    "status": lambda slots: _distinct(slots.u.of("status")),
    "signals": lambda slots: _distinct(slots.u.of("signal")),
    "situation": lambda slots: slots.u.text[:LONGEST_SITUATION],
}
