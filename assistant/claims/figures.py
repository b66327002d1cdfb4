"""The figures of a sign: whose they are, and which came first."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.claims.fact_kinds import is_sign
from assistant.claims.lexicon import Lexicon
from assistant.claims.numbers import Number
from assistant.claims.stated import Stated

# The figures of a sign before and after it.
EARLIER, LATER = ("before", "usual"), ("now", "after")


def is_of_sign(stated: Stated, number: Number, text: str, lexicon: Lexicon) -> bool:
    """A figure of the sign that the words before it name last: "Use dropped since 5 Apr: 210 before, 113 now"."""
    fact = stated.fact
    if fact is None or stated.role != "input" or not is_sign(fact) or _is_turned_round(stated, number, text):
        return False
    before = text[: number.start].lower()
    accounts = [mention.value for mention in lexicon.subject_mentions(text, "account") if mention.end <= number.start]
    is_theirs = not accounts or accounts[-1] == fact.subject.get("account", "").lower()
    labels = {other.label.lower() for other in lexicon.ground.facts if is_sign(other)}
    return is_theirs and fact.label.lower() == _last_named(before, labels)


def _last_named(text: str, names: Iterable[str]) -> str:
    """The name that ends last in the text; empty where none is in it."""
    found = [(place + len(name), name) for name in names if (place := text.rfind(name)) >= 0]
    return max(found)[1] if found else ""


def is_misgiven(stated: Stated, number: Number, text: str, lexicon: Lexicon) -> bool:
    """A figure of a sign told the wrong way round, or without naming the account where the facts know several."""
    fact = stated.fact
    if stated.role != "input" or fact is None or not is_sign(fact):
        return False
    if len({other.subject.get("account") for other in lexicon.ground.facts if is_sign(other)}) > 1:
        named = {mention.value for mention in lexicon.subject_mentions(text, "account")}
        if fact.subject.get("account", "").lower() not in named:
            return True
    return _is_turned_round(stated, number, text)


def _is_turned_round(stated: Stated, number: Number, text: str) -> bool:
    """ "91 before, 296 now", where 296 was before."""
    after = text[number.end :].split(",")[0].lower()
    return (stated.name in EARLIER and " now" in after) or (stated.name in LATER and " before" in after)
