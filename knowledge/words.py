"""Search by words: BM25 over word stems, so that 'renewing' finds 'renewal'."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

import bm25s
import Stemmer

from knowledge.stop_words import STOP_WORDS

# It sets its own logger to debug, which every program that logs at all would print.
logging.getLogger(bm25s.__name__).setLevel(logging.WARNING)

WORD = re.compile(r"[^\W_]+")
# A text below this part of the best one's score shares a common word with the question, not its subject.
WORTH_A_VOTE = 0.5


class WordIndex:
    """Texts in a fixed order, ranked by the words they share with a question."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._stemmer = Stemmer.Stemmer("english")
        self._index = bm25s.BM25(method="lucene")
        self._index.index([self._stems(text) for text in texts], show_progress=False)

    def rank(self, question: str, places: Sequence[int]) -> list[int]:
        """Those of the places whose texts are worth a vote, best first; none without a word of the question."""
        stems = self._stems(question)
        if not stems:
            return []
        scores: list[float] = self._index.get_scores(stems).tolist()
        least = max((scores[place] for place in places), default=0.0) * WORTH_A_VOTE
        worthy = (place for place in places if scores[place] > 0 and scores[place] >= least)
        return sorted(worthy, key=lambda place: -scores[place])

    def _stems(self, text: str) -> list[str]:
        words = [word for word in WORD.findall(text.casefold()) if word not in STOP_WORDS]
        return list(self._stemmer.stemWords(words))
