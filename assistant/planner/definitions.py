"""Questions about what a word means, told apart from questions about its value."""

from __future__ import annotations

from assistant.planner.calls import call
from assistant.planner.slots import Plan, Slots
from assistant.planner.understanding import Understanding
from assistant.planner.wordings import word_set
from tools.metrics.catalogue import METRICS
from tools.requests import DefineTerm

ASKS = ("define", "difference", "counts_in")
OURS = word_set("ours")
EMPTY = word_set("empty")
MOST_WORDS = 5


def read_definition(slots: Slots) -> Plan | None:
    """A definition asked for by its words ('define', 'how is ... calculated') or by a bare 'what is NRR?'."""
    u = slots.u
    if slots.whens or (slots.filters and not u.has(*ASKS)) or (slots.account and u.has("topic", "status", "signal")):
        return None
    if not (u.has(*ASKS) or _is_bare(slots)):
        return None
    terms = _terms(u)
    if not terms:
        return None
    return Plan((call(DefineTerm(terms=terms)),), frozenset(range(len(u.tokens))))


def _is_bare(slots: Slots) -> bool:
    """'what is NRR', 'what is a champion': nothing owned, dated, cut, ranked or counted."""
    u = slots.u
    words = [token.word for token in u.tokens]
    if words[:2] != ["what", "is"] and words[:2] != ["what", "are"]:
        return False
    if (
        OURS & {token.plain for token in u.tokens}
        or slots.account
        or slots.ranked.order
        or slots.grouped.names
        or u.amounts
        or u.has_word("worth")
    ):
        return False
    rest = [word for word in words[2:] if word not in EMPTY]
    known = u.has("metric", "vague", "missing", "cohort", "concentration", "bridge", "absent")
    return bool(rest) and len(rest) <= MOST_WORDS and (known or words[2:3] in (["a"], ["an"]) or len(rest) <= 3)


def _terms(u: Understanding) -> tuple[str, ...]:
    """Metrics by their label; other words as typed."""
    labels = [METRICS[match.value].label for match in u.of("metric")]
    labels += [_typed(u, match.at) for match in u.of("vague")]
    if labels:
        return tuple(dict.fromkeys(labels))[:3]
    asked = {position for match in u.of(*ASKS) for position in match.at}
    kept = [position for position in range(len(u.tokens)) if position not in asked and u.word(position) not in EMPTY]
    return (_typed(u, tuple(kept))[:80],) if kept else ()


def _typed(u: Understanding, at: tuple[int, ...]) -> str:
    return " ".join(u.tokens[position].typed or u.tokens[position].word for position in at)
