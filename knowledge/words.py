"""Search by words: BM25 over word stems, so that 'renewing' finds 'renewal'."""

from __future__ import annotations

import re
from collections.abc import Sequence

import bm25s
import Stemmer

WORD = re.compile(r"[^\W_]+")
# Words a question is made of rather than about.
STOP_WORDS = frozenset(
    """a about an and any are as at be been by can could did do does for from had has have how i if in into is it its
    me my of on or our should so than that the their them then there these they this to us was we were what when where
    which who why will with would you your""".split()
)


class WordIndex:
    """Texts in a fixed order, ranked by the words they share with a question."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._stemmer = Stemmer.Stemmer("english")
        self._index = bm25s.BM25(method="lucene")
        self._index.index([self._stems(text) for text in texts], show_progress=False)

    def rank(self, question: str) -> list[int]:
        """Places of the texts that share a word with the question, best first."""
        stems = self._stems(question)
        if not stems:
            return []
        scores = self._index.get_scores(stems).tolist()
        return sorted((place for place, score in enumerate(scores) if score > 0), key=lambda place: -scores[place])

    def _stems(self, text: str) -> list[str]:
        words = [word for word in WORD.findall(text.casefold()) if word not in STOP_WORDS]
        return list(self._stemmer.stemWords(words))
