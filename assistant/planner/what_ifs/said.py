"""What a question says that a what-if may need: its amounts, its formulas, its scenarios, its periods."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from assistant.planner.amounts import Amount, find_amounts
from assistant.planner.phrases import Match, PhraseBook, longest, phrases
from assistant.planner.timing import period_words
from assistant.planner.understanding import Understanding
from assistant.planner.what_ifs.writing import A_MONTH
from assistant.planner.wordings import words_of
from tools.metrics.catalogue import METRICS
from tools.requests import Request

# Between two amounts of one unit: '85 and 95 percent'.
JOINING = ("and", "or", "versus", "to")
BELOW = ("minus", "negative", "down", "less")
SIGN = re.compile(r"(?:^|\s)[-−]$")
NAMED = ("formulas", "scenarios", "conventions", "judged", "told_by_terms")
PLAIN = ("growing", "instead", "claims", "differing", "sides", "judging", "general")


@dataclass(frozen=True)
class Found:
    """A request, and the positions of the words it accounts for."""

    request: Request
    used: frozenset[int]


@dataclass(frozen=True, eq=False)
class Said:
    """One question, with the wordings of what-ifs found in it."""

    u: Understanding
    amounts: tuple[Amount, ...]
    matches: tuple[Match, ...]

    def of(self, kind: str) -> list[Match]:
        return [match for match in self.matches if match.kind == kind]

    @cached_property
    def talk(self) -> frozenset[str]:
        return frozenset(str(words_of("what_ifs")["talk"]).split())

    @cached_property
    def turning(self) -> frozenset[str]:
        """Words that turn a figure into another one; none of them may be left out."""
        return frozenset(str(words_of("what_ifs")["turning"]).split())

    @cached_property
    def dated(self) -> frozenset[int]:
        return frozenset(position for when in self.u.whens for position in when.at)

    @property
    def period(self) -> str | None:
        """The one period named; None for none."""
        if not self.u.whens:
            return None
        return period_words(self.u.whens[0].mention, METRICS["net_revenue_retention"], self.u.calendar)

    @property
    def monthly(self) -> tuple[int, ...]:
        """Where amounts are said to be those of a month."""
        return tuple(at for at, token in enumerate(self.u.tokens) if token.word == A_MONTH)

    @property
    def worded(self) -> tuple[int, ...]:
        """Where wordings of what-ifs stand, but for words that turn a figure round."""
        found = (at for match in self.matches for at in match.at)
        return tuple(at for at in found if self.u.word(at) not in self.turning)

    def is_pronoun(self, amount: Amount) -> bool:
        """'one of them left': no amount of anything."""
        return amount.is_count and all(self.u.plain(at) == "one" for at in amount.at)

    def claimed(self, explained: Collection[int]) -> Amount | None:
        """The one amount that is no input, where the question repeats what somebody says."""
        stray = [one for one in self.amounts if not (set(one.at) <= set(explained) or self.is_pronoun(one))]
        return stray[0] if len(stray) == 1 and self.of("claims") else None

    def used(self, *parts: tuple[int, ...]) -> frozenset[int]:
        return frozenset(position for part in parts for position in part) | self.dated


def said_in(u: Understanding) -> Said:
    taken = {position for match in u.accounts for position in match.at}
    taken |= {position for when in u.whens for position in when.at}
    found = [match for book in _books() for match in book.find(u.tokens, frozenset(taken))]
    of_kinds = [[match for match in found if match.kind == kind] for kind in (*NAMED, *PLAIN)]
    kept = [match for matches in of_kinds for match in longest(matches, (*NAMED, *PLAIN))]
    amounts = _in_one_unit(u, [_signed(u, amount) for amount in find_amounts(u.tokens, taken)])
    return Said(u, amounts, tuple(kept))


def _in_one_unit(u: Understanding, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """'at 85 and 95 percent': the unit of the second is that of the first."""
    pairs = pairwise(amounts)
    shared = [one for one, other in pairs if one.is_count and other.is_percent and _are_joined(u, one, other)]
    return tuple(replace(amount, is_percent=True) if amount in shared else amount for amount in amounts)


def _are_joined(u: Understanding, one: Amount, other: Amount) -> bool:
    between = range(one.at[-1] + 1, other.at[0])
    return len(between) == 1 and u.word(between[0]) in JOINING


def _signed(u: Understanding, amount: Amount) -> Amount:
    """'-60 %' and 'minus 60 %' are less than nothing."""
    first = amount.at[0]
    is_negative = u.plain(first - 1) in BELOW or SIGN.search(u.tokens[first].before) is not None
    return replace(amount, number=-amount.number) if is_negative else amount


@lru_cache(maxsize=1)
def _books() -> tuple[PhraseBook, ...]:
    words = words_of("what_ifs")
    named = [
        phrase for kind in NAMED for name, wordings in words[kind].items() for phrase in phrases(kind, name, wordings)
    ]
    plain = [phrase for kind in PLAIN for phrase in phrases(kind, kind, words[kind])]
    return PhraseBook(named), PhraseBook(plain)
