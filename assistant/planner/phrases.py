"""Wordings found in a question: phrases of several words, with gaps, the longest first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from assistant.planner.tokens import Token, canonical, stem_of

GAPS = {"..": 2, "...": 6}
# No wording reaches over a negation: 'accounts without usage' are not accounts with usage.
UNPASSABLE = frozenset(("no", "not", "without", "excluding", "except", "never", "zero"))


@dataclass(frozen=True)
class Phrase:
    """Words in order; `gaps[i]` is how many other words may stand before part i."""

    kind: str
    value: Any
    parts: tuple[tuple[str, ...], ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True)
class Match:
    """A phrase found at some positions of a question."""

    kind: str
    value: Any
    at: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.at[0]

    @property
    def last(self) -> int:
        return self.at[-1]

    @property
    def spread(self) -> int:
        return self.last - self.first + 1 - len(self.at)


def phrases(kind: str, value: Any, wordings: Iterable[str]) -> Iterator[Phrase]:
    """Every variant of the wordings; 'a|b' is a choice of words, '..' and '...' are gaps."""
    for wording in wordings:
        choices = [_choices(word) for word in re.split(r"[\s-]+", str(wording).lower()) if word]
        for words in product(*choices):
            yield _phrase(kind, value, words)


class PhraseBook:
    """Phrases by their first word; words are compared as they are, or by their stems."""

    def __init__(self, all_phrases: Iterable[Phrase], *, is_stemmed: bool = False) -> None:
        self._by_first: dict[str, list[Phrase]] = defaultdict(list)
        self._is_stemmed = is_stemmed
        self.words: set[str] = set()
        for phrase in all_phrases:
            if phrase.parts and phrase.parts[0]:
                self.words.update(word for part in phrase.parts for word in part)
                held = _stemmed(phrase) if is_stemmed else phrase
                self._by_first[held.parts[0][0]].append(held)

    def find(self, tokens: Sequence[Token], taken: frozenset[int] = frozenset()) -> list[Match]:
        """Every phrase at every place, overlapping ones included; positions already taken are passed over."""
        read = tuple(token.stemmed for token in tokens) if self._is_stemmed else tokens
        return [
            Match(phrase.kind, phrase.value, at)
            for start, token in enumerate(read)
            if start not in taken
            for phrase in self._by_first.get(token.word, ())
            if (at := _place(phrase, read, start, taken))
        ]


def _stemmed(phrase: Phrase) -> Phrase:
    parts = tuple(tuple(stem_of(word) for word in part) for part in phrase.parts)
    return replace(phrase, parts=parts)


def longest(matches: Iterable[Match], rank: Sequence[str], favoured: Collection[Match] = ()) -> list[Match]:
    """Matches that do not overlap: more words first, then favoured ones, then by rank of kind, then the tighter one."""
    places = {kind: index for index, kind in enumerate(rank)}
    chosen: list[Match] = []
    taken: set[int] = set()

    def order(match: Match) -> tuple[int, bool, int, int, int]:
        return -len(match.at), match not in favoured, places[match.kind], match.spread, match.first

    for match in sorted(matches, key=order):
        if taken.isdisjoint(match.at):
            chosen.append(match)
            taken.update(match.at)
    return sorted(chosen, key=lambda item: item.first)


def _choices(word: str) -> list[str]:
    return [word] if word in GAPS else [canonical(choice) for choice in word.split("|")]


def _phrase(kind: str, value: Any, words: Sequence[str]) -> Phrase:
    parts: list[list[str]] = [[]]
    gaps = [0]
    for word in words:
        if word in GAPS:
            parts.append([])
            gaps.append(GAPS[word])
        else:
            parts[-1].append(word)
    return Phrase(kind, value, tuple(tuple(part) for part in parts), tuple(gaps))


def _place(phrase: Phrase, tokens: Sequence[Token], start: int, taken: frozenset[int]) -> tuple[int, ...]:
    at: list[int] = []
    position = start
    for part, gap in zip(phrase.parts, phrase.gaps, strict=True):
        found = _find_part(part, tokens, position, gap, taken)
        if found is None:
            return ()
        at.extend(range(found, found + len(part)))
        position = found + len(part)
    return tuple(at)


def _find_part(
    part: tuple[str, ...], tokens: Sequence[Token], position: int, gap: int, taken: frozenset[int]
) -> int | None:
    passed = 0
    while passed <= gap and position < len(tokens):
        if gap and (tokens[position].follows_mark or (passed and tokens[position - 1].word in UNPASSABLE)):
            return None
        if _is_at(part, tokens, position, taken):
            return position
        passed += position not in taken
        position += 1
    return None


def _is_at(part: tuple[str, ...], tokens: Sequence[Token], position: int, taken: frozenset[int]) -> bool:
    if position + len(part) > len(tokens):
        return False
    for offset, word in enumerate(part):
        here = position + offset
        if tokens[here].word != word or here in taken or (offset and tokens[here].follows_mark):
            return False
    return True
