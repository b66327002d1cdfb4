"""Stand-ins for what the library gets from outside."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import EmbeddingUnavailable

DIMENSIONS = 64


class WordCounts:
    """Texts that share words are near each other: meaning enough for a test, without a model."""

    def __init__(self, version: str = "word-counts-1") -> None:
        self.version = version

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.full((len(texts), DIMENSIONS), 0.01, np.float32)
        for row, text in enumerate(texts):
            for word in text.casefold().split():
                vectors[row, int(hashlib.sha256(word.encode()).hexdigest(), 16) % DIMENSIONS] += 1
        lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / lengths


class Broken:
    """Fails in the middle of a build."""

    version = WordCounts().version

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise RuntimeError("power cut")


def absent() -> WordCounts:
    raise EmbeddingUnavailable("The embedding model's package is not installed.")
