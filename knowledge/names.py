"""Documents by name: the exact one for any of its names, those a sentence names, the nearest for a name mistyped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process, utils

from knowledge.documents import Document

WORD = re.compile(r"[^\W_]+")
LONGEST_NAME_IN_WORDS = 8
# Of 100. One letter too many or too few in an abbreviation still passes, one exchanged does not: ARR is not MRR.
NEAR_ENOUGH = 82

# From the least to the most binding: where two documents share a name, the later line's claim wins.
CLAIMS: tuple[Callable[[Document], Iterable[str]], ...] = (
    lambda document: document.aliases,
    lambda document: (document.title, document.label),
    lambda document: (document.name,),
)


class Names:
    """The spoken names of the given documents; where two claim one alike, the later document holds it."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = tuple(documents)
        self._by_key = {_key(name): owner for claim in CLAIMS for owner in self._documents for name in claim(owner)}

    def exact(self, text: str) -> Document | None:
        """The document of that name, label, title or alias; case, spaces and punctuation do not count."""
        key = _key(text)
        return self._by_key.get(key) if key else None

    def mentioned(self, text: str) -> list[Document]:
        """The documents that the text names, longest names first.

        A single word names one only as its abbreviation: everybody writes "support" or "accounts" in passing.
        """
        words = WORD.findall(text)
        found: list[Document] = []
        for length in range(min(len(words), LONGEST_NAME_IN_WORDS), 0, -1):
            for start in range(len(words) - length + 1):
                document = self.exact("".join(words[start : start + length]))
                if document and document not in found and (length > 1 or _is_abbreviation(words[start], document)):
                    found.append(document)
        return found

    def nearest(self, text: str, limit: int) -> tuple[tuple[Document, float], ...]:
        """The documents with the most similar names, best first, each with its similarity from 0 to 1."""
        names = {
            (place, spoken): spoken
            for place, document in enumerate(self._documents)
            for spoken in document.spoken_names
        }
        # Whole names against the whole text: a scorer of parts finds "the" in "at the end".
        found = process.extract(
            text,
            names,
            scorer=fuzz.token_sort_ratio,
            processor=utils.default_process,
            limit=None,
            score_cutoff=NEAR_ENOUGH,
        )
        best: dict[int, float] = {}
        for _, score, (place, _) in found:
            best.setdefault(place, score / 100)
        return tuple((self._documents[place], score) for place, score in list(best.items())[:limit])


def _is_abbreviation(word: str, document: Document) -> bool:
    return document.label.isupper() and _key(word) == _key(document.label)


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())
