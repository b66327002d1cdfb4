"""Figures of one family, told apart by one word: 'and net?' after the gross renewal rate."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.tokens import Token
from assistant.planner.understanding import Understanding
from assistant.planner.wordings import word_set, words_of
from tools.metrics.catalogue import METRICS


def sibling(base: str, words: Sequence[str]) -> str | None:
    """The figure of the same family as `base` that one of the words names; None for none or for several."""
    for family in words_of("siblings").values():
        if base in family.values():
            named = {family[word] for word in words if word in family}
            return named.pop() if len(named) == 1 else None
    return None


def _spoken(token: Token) -> tuple[str, ...]:
    """Its canonical form and what was typed: a logo is an account, but 'and logos?' is about the count of them."""
    return token.word, token.plain.removesuffix("s")


def sibling_said(u: Understanding, base: str) -> tuple[str, frozenset[int]] | None:
    """The sibling that a short message names and its words, where the message says nothing else to be measured."""
    name = sibling(base, [word for token in u.tokens for word in _spoken(token)])
    own = {match.value for match in u.of("metric")} - {name}
    if name is None or any(METRICS[value].unit == METRICS[name].unit and value != base for value in own):
        return None
    named = {at for at, token in enumerate(u.tokens) if sibling(base, _spoken(token))}
    named |= {at for match in u.matches if named & {*match.at} for at in match.at}
    beside = {at + 1 for at in named} & {
        at for at, token in enumerate(u.tokens) if token.word in word_set("sibling_nouns")
    }
    return name, frozenset(named | beside)
