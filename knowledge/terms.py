"""Terms by name: the exact one for any of its names, the nearest ones for a name mistyped."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process, utils

from knowledge.documents import Document

# Of 100. Below it the resemblance is chance; an abbreviation of three letters resembles too much to be guessed.
NEAR_ENOUGH = 75
SHORTEST_GUESSED = 4

# From the least to the most binding: where two terms share a name, the later line's claim wins.
CLAIMS: tuple[Callable[[Document], Iterable[str]], ...] = (
    lambda term: term.aliases,
    lambda term: (term.title, term.label),
    lambda term: (term.name,),
)


class TermNames:
    """The spoken names of the given terms; where two claim one alike, the later term holds it."""

    def __init__(self, terms: Iterable[Document]) -> None:
        self._terms = tuple(terms)
        self._by_key = {_key(name): term for claim in CLAIMS for term in self._terms for name in claim(term)}

    def exact(self, text: str) -> Document | None:
        """The term of that name, label, title or alias; case, spaces and punctuation do not count."""
        key = _key(text)
        return self._by_key.get(key) if key else None

    def nearest(self, text: str, limit: int) -> tuple[tuple[Document, float], ...]:
        """The terms with the most similar names, best first, each with its similarity from 0 to 1."""
        names = {
            (place, spoken): spoken
            for place, term in enumerate(self._terms)
            for spoken in term.spoken_names
            if len(spoken) >= SHORTEST_GUESSED
        }
        found = process.extract(
            text, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=None, score_cutoff=NEAR_ENOUGH
        )
        best: dict[int, float] = {}
        for _, score, (place, _) in found:
            best.setdefault(place, score / 100)
        return tuple((self._terms[place], score) for place, score in list(best.items())[:limit])


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())
