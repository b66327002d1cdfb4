"""Slips of the pen: a word nobody knows becomes the known word it is nearest to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.planner.tokens import Token

SHORT = frozenset(("arr", "mrr", "nrr", "grr", "csat", "nps", "csm"))


class Speller:
    """Known words; `preferred` ones win a tie over everyday words."""

    def __init__(self, preferred: Iterable[str], everyday: Iterable[str]) -> None:
        self.preferred = frozenset(preferred)
        self.known = self.preferred | frozenset(everyday)
        self._pools = [[word for word in pool if len(word) > 3] for pool in (self.preferred, self.known)]
        self._short = sorted(SHORT & self.known)
        self._nearest = lru_cache(maxsize=4096)(self._search)

    def correct(self, tokens: Sequence[Token], taken: Collection[int]) -> tuple[Token, ...]:
        """The tokens with unknown words put right where exactly one known word is near."""
        return tuple(
            token if index in taken or self._is_known(token) else replace(token, word=self._nearest(token.word))
            for index, token in enumerate(tokens)
        )

    def _is_known(self, token: Token) -> bool:
        return token.word in self.known or token.is_number or len(token.word) < 3

    def _search(self, word: str) -> str:
        if len(word) == 3:
            return _only(word, self._short, 1) or word
        slips = 1 if len(word) < 7 else 2
        for allowed in range(1, slips + 1):
            for pool in self._pools:
                found = _only(word, pool, allowed)
                if found:
                    return found
        return word


def _only(word: str, pool: Sequence[str], slips: int) -> str:
    """The one word within so many slips, the same first letter preferred; nothing when two are as near."""
    near = process.extract(word, pool, scorer=OSA.distance, score_cutoff=slips, limit=6)
    nearest = [str(found) for found, distance, _ in near if distance == near[0][1]]
    same_start = [found for found in nearest if found[0] == word[0]]
    if len(same_start or nearest) == 1:
        return (same_start or nearest)[0]
    return ""
