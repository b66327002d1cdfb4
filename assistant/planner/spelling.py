"""Slips of the pen: a word nobody knows becomes the known word it is nearest to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from assistant.planner.lexicon import naming_words
from assistant.planner.tokens import NAMES_OF_ACCOUNT, Token, canonical, spoken
from assistant.planner.wordings import english, word_set, words_of

BEFORE_NAMES = word_set("spelling_before_names")
LONG = 6
VOWELS = frozenset("aeiou")
SHORT = frozenset(("arr", "mrr", "nrr", "grr", "csat", "nps", "csm"))


class Speller:
    """Known words; `preferred` ones win a tie over everyday words."""

    def __init__(self, preferred: Iterable[str], everyday: Iterable[str]) -> None:
        short_forms = words_of("abbreviations").keys()
        self.preferred = frozenset(preferred) | NAMES_OF_ACCOUNT
        self._empty = frozenset(everyday) - naming_words() - word_set("guiding")
        self.known = self.preferred | frozenset(everyday) | short_forms
        targets = _with_plurals(self.preferred | word_set("guiding"))
        self._pools = [_longer(targets), _longer({*targets, *everyday, *short_forms})]
        self._by_consonants = _by_consonants(self.preferred | word_set("guiding"))
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
        """A word where a name stands does not become an empty word unless it is long: the name would be lost."""
        word = self._nearest(token.word, token.plain)
        is_inside = bool(before) and not token.starts_sentence
        follows_name = any(other.word in BEFORE_NAMES or not self._is_known(other) for other in before)
        is_name = (token.is_capital and is_inside) or (follows_name and len(token.plain) < LONG)
        if word in self._empty and (is_name or word[:1] != token.word[:1]):
            return token
        return replace(token, word=spoken(word)[0], plain=word)

    def _is_known(self, token: Token) -> bool:
        is_word = token.word in self.known or token.plain in english() or token.plain in word_set("limiting")
        return is_word or token.is_number or len(token.word) < 3

    def _search(self, word: str, plain: str) -> str:
        spoken_without = self._by_consonants.get(plain, ())
        if len(spoken_without) == 1:
            return spoken_without[0]
        if len(word) == 3:
            return _only(word, self._short, 1) or word
        for allowed in (1, 2)[: 1 if len(word) < 7 else 2]:
            for pool in self._pools:
                for typed in dict.fromkeys((plain, word)):
                    found = _only(typed, pool, allowed)
                    if found:
                        return found
        return word


def _by_consonants(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """'cntry' -> 'country': words by what is left of them without their inner vowels."""
    found: dict[str, set[str]] = {}
    for word in words:
        bare = word[:1] + "".join(letter for letter in word[1:] if letter not in VOWELS)
        if len(bare) > 2 and bare != word:
            found.setdefault(bare, set()).add(canonical(word))
    return {bare: tuple(sorted(meant)) for bare, meant in found.items()}


def _with_plurals(words: Iterable[str]) -> set[str]:
    """The words and, of the longer ones, their plurals: 'tickest' is nearer to 'tickets' than to 'ticket'."""
    known = set(words)
    return known | {f"{word[:-1]}ies" if word.endswith("y") else f"{word}s" for word in known if len(word) > 4}


def _longer(words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) > 3]


def _only(word: str, pool: Sequence[str], slips: int) -> str:
    """The one word within so many slips, the same first letter and the same letters preferred; nothing for a tie."""
    near = [str(found) for found, _, _ in process.extract(word, pool, scorer=OSA.distance, score_cutoff=slips, limit=9)]
    alike = [found for found in near if found[0] == word[0]] or near
    scores = sorted(((_likeness(word, found), found) for found in alike), reverse=True)
    is_tied = len(scores) > 1 and scores[0][0] == scores[1][0] and canonical(scores[0][1]) != canonical(scores[1][1])
    return scores[0][1] if scores and not is_tied else ""


def _likeness(word: str, found: str) -> tuple[bool, float, bool]:
    """The same letters in another order first, then the likeness, then words that are no plural."""
    return sorted(found) == sorted(word), fuzz.ratio(word, found), not found.endswith("s")
