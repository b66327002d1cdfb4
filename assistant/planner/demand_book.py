"""The phrases of demands.yaml and the words of bounds, looked up apart from all other phrases."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from assistant.planner.phrases import Phrase, PhraseBook, phrases
from assistant.planner.wordings import words_of

COMPARES = ("above", "at_least", "below", "at_most", "after_at_least", "after_at_most")


@lru_cache(maxsize=1)
def demand_words() -> frozenset[str]:
    return frozenset(word for word in demand_book().words if len(word) > 2)


@lru_cache(maxsize=1)
def demand_book() -> PhraseBook:
    table = words_of("demands")
    found: list[Phrase] = []
    for name, entry in table["bounds"].items():
        found += phrases("bound", name, entry["words"])
    for name, wordings in table["traits"].items():
        found += phrases("trait", name, wordings)
    return PhraseBook(found, is_stemmed=True)


@lru_cache(maxsize=1)
def comparators() -> PhraseBook:
    table: dict[str, Any] = words_of("comparators")
    return PhraseBook(phrase for kind in COMPARES for phrase in phrases(kind, kind, table[kind]))
