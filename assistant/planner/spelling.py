"""Slips of the pen: a word nobody knows becomes the known word it is nearest to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from assistant.planner.tokens import NAMES_OF_ACCOUNT, Token, canonical
from assistant.planner.wordings import english, word_set, words_of

BEFORE_NAMES = word_set("spelling_before_names")
SHORT = frozenset(("arr", "mrr", "nrr", "grr", "csat", "nps", "csm"))


class Speller:
    """Known words; `preferred` ones win a tie over everyday words."""

    def __init__(self, preferred: Iterable[str], everyday: Iterable[str]) -> None:
        self.preferred = frozenset(preferred) | NAMES_OF_ACCOUNT
        self._everyday = frozenset(everyday)
        self.known = self.preferred | self._everyday | words_of("abbreviations").keys()
        self._pools = [
            [word for word in pool if len(word) > 3] for pool in (self.preferred, self.preferred | self._everyday)
        ]
        self._short = sorted(SHORT & self.known)
        self._nearest = lru_cache(maxsize=4096)(self._search)

    def correct(self, tokens: Sequence[Token], taken: Collection[int]) -> tuple[Token, ...]:
        """The tokens with unknown words put right where one known word is nearest."""
        corrected: list[Token] = []
        for index, token in enumerate(tokens):
            is_fine = index in taken or self._is_known(token)
            corrected.append(token if is_fine else self._corrected(token, corrected[-1:]))
        return tuple(corrected)

    def _corrected(self, token: Token, before: Sequence[Token]) -> Token:
        """A word where a name stands never becomes an empty word: the name would be lost."""
        word = self._nearest(token.word, token.plain)
        follows_name = any(other.word in BEFORE_NAMES or not self._is_known(other) for other in before)
        is_name = token.is_capital or follows_name
        is_same_frame = word[:1] == token.word[:1]
        if word in self._everyday and (is_name or not is_same_frame):
            return token
        return replace(token, word=canonical(word), plain=word)

    def _is_known(self, token: Token) -> bool:
        is_word = token.word in self.known or token.plain in english()
        return is_word or token.is_number or len(token.word) < 3

    def _search(self, word: str, plain: str) -> str:
        if len(word) == 3:
            return _only(word, self._short, 1) or word
        as_typed = _only(plain, self._pools[0], 1) if plain != word else ""
        if as_typed:
            return as_typed
        slips = 1 if len(word) < 7 else 2
        for allowed in range(1, slips + 1):
            for pool in self._pools:
                found = _only(word, pool, allowed)
                if found:
                    return found
        return word


def _only(word: str, pool: Sequence[str], slips: int) -> str:
    """The one word within so many slips, the same first letter preferred; nothing when two are as like it."""
    near = [str(found) for found, _, _ in process.extract(word, pool, scorer=OSA.distance, score_cutoff=slips, limit=9)]
    alike = [found for found in near if found[0] == word[0]] or near
    ranked = sorted(alike, key=lambda found: -fuzz.ratio(word, found))
    is_tied = len(ranked) > 1 and fuzz.ratio(word, ranked[0]) == fuzz.ratio(word, ranked[1])
    return ranked[0] if ranked and not is_tied else ""
