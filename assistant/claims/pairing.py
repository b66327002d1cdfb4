"""Which number a sentence gives to whom: "A has 5, B 7" and "5 for A and 7 for B" and "A and B have 5 and 7"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.claims.numbers import Number

# What may stand between a number and the name after it when the number is that name's: "5 for A", "5 (A)", "5 tickets".
GIVEN_TO = re.compile(
    r"(?:[^\d.,;:()|]{0,24}\b)?"
    r"(?:for|from|in|at|(?<!ahead )(?<!short )(?<!instead )(?<!out )of|on|during|as of|is|are|was|were|that|which|who)"
    r"(?: the| our| its| fiscal| close of| end of)*\s*"
    r"|\s?\(\s?|\s",
    re.IGNORECASE,
)
# What may stand between a name and a number that is its own: "A (5", "A: 5", "A's 5".
RIGHT_AFTER = re.compile(r"(?:'s)?\s*\(\s*|'s\s+")
# What may stand between names that share the numbers after them: "A and B", "A, B", "A against B", "from A to B".
LISTED_WITH = re.compile(
    r"[\s,&/]*(?:and|or|to|vs\.?|versus|against|compared (?:with|to)|than|with|over)?(?: the)?[\s,]*|'s\s*",
    re.IGNORECASE,
)
UP_TO = re.compile(r"\s*(?:to|and|through|until|-|–)\s*")
# Before a number: it is the other side's, whose name may be left out ("down from 5").
OTHER_SIDE = re.compile(
    r"\b(?:from|against|versus|vs\.?|than|compared (?:with|to)|over|and|to)\s(?:the |a |only |just )?$", re.IGNORECASE
)


@dataclass(frozen=True)
class Mention:
    """A name in a sentence. `value` is the facts' word for it; None when it may be anything ("the quarter before")."""

    start: int
    end: int
    value: str | None


@dataclass(frozen=True)
class Owners:
    """Whom a sentence gives a number to: one of `names`, last named at `place`. A number that comes first may also be
    everybody's."""

    names: frozenset[str]
    is_first: bool = False
    place: int = 0


def owners(number: Number, mentions: Sequence[Mention], numbers: Sequence[Number], text: str) -> Owners | None:
    """None when the sentence gives the number to nobody in particular."""
    after = [mention for mention in mentions if mention.start >= number.end]
    before = [mention for mention in mentions if mention.end <= number.start]
    if after and _is_given_to(number, after[0], text):
        return None if _is_range(number, after, text) else _named([after[0]])
    if not before:
        return _named(after[:1], is_first=True) if after else None
    named = _since_last_number(before, numbers)
    listed = _listed_together(named, text)
    following = _following(named[-1], numbers, mentions)
    if number in following and len(following) == len(listed) > 1:
        return _named([listed[following.index(number)]])
    if RIGHT_AFTER.fullmatch(text[before[-1].end : number.start]) and _is_alone_in_brackets(number, numbers, text):
        return _named(before[-1:])
    if number in following and len(following) == len(named) > 1:
        return _named([named[following.index(number)]])
    if OTHER_SIDE.search(text[: number.start]) or len(following) > len(listed) > 1:
        return None
    is_loose = "," in text[named[-1].end : number.start]
    return _named(named if is_loose else listed)


def _is_range(number: Number, after: Sequence[Mention], text: str) -> bool:
    """ "5, 6 and 7 from Q1 to Q3"."""
    opens = re.search(r"\b(?:from|between)\s+(?:the )?$", text[number.end : after[0].start], re.IGNORECASE)
    return bool(opens) and len(after) > 1 and bool(UP_TO.fullmatch(text[after[0].end : after[1].start]))


def _is_alone_in_brackets(number: Number, numbers: Sequence[Number], text: str) -> bool:
    closing = text.find(")", number.end)
    return not any(number.end <= other.start < closing for other in numbers)


def _is_given_to(number: Number, mention: Mention, text: str) -> bool:
    return bool(GIVEN_TO.fullmatch(text[number.end : mention.start]))


def _named(mentions: Sequence[Mention], *, is_first: bool = False) -> Owners | None:
    names = {mention.value for mention in mentions}
    if None in names:
        return None
    return Owners(frozenset(name for name in names if name), is_first, mentions[-1].start)


def _since_last_number(before: Sequence[Mention], numbers: Sequence[Number]) -> list[Mention]:
    """The mentions that no number separates from the last one."""
    last = before[-1]
    ends = [number.end for number in numbers if number.end <= last.start]
    return [mention for mention in before if mention.start >= max(ends, default=0)]


def _listed_together(named: Sequence[Mention], text: str) -> list[Mention]:
    """The last one, with those listed right before it."""
    run = [named[-1]]
    for mention in reversed(named[:-1]):
        if not LISTED_WITH.fullmatch(text[mention.end : run[0].start]):
            break
        run.insert(0, mention)
    return run


def _following(last: Mention, numbers: Sequence[Number], mentions: Sequence[Mention]) -> list[Number]:
    """The numbers between a mention and the next one."""
    following = next((mention.start for mention in mentions if mention.start >= last.end), None)
    later = [number for number in numbers if number.start >= last.end]
    return list(takewhile(lambda number: following is None or number.start < following, later))
