"""A text met before costs the model nothing, and what is kept of it cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.library import Library
from knowledge.publishing import publish
from knowledge.vectors import embedded, keep
from tests.knowledge.fakes import WordCounts
from tests.knowledge.test_library import DOCUMENTS, document


class Counting(WordCounts):
    """Remembers which texts it was asked for."""

    def __init__(self, version: str = "word-counts-1") -> None:
        super().__init__(version)
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return super().embed(texts)


def kept(folder: Path, *texts: str) -> None:
    vectors = WordCounts().embed(texts)
    publish(folder / "one.index", partial(keep, texts=texts, vectors=vectors, version=WordCounts().version))


def without_vectors(folder: Path) -> None:
    (folder / "file").write_text("of another layout", encoding="utf-8")


def test_only_texts_not_met_before_go_to_the_model(tmp_path: Path) -> None:
    kept(tmp_path, "lost accounts", "new goals")
    embedder = Counting()
    vectors = embedded(["new goals", "fresh text", "lost accounts"], embedder, tmp_path)
    assert embedder.asked == ["fresh text"]
    assert np.array_equal(vectors, WordCounts().embed(["new goals", "fresh text", "lost accounts"]))


def test_a_text_that_comes_twice_is_embedded_once(tmp_path: Path) -> None:
    embedder = Counting()
    vectors = embedded(["same", "same"], embedder, tmp_path)
    assert embedder.asked == ["same"]
    assert np.array_equal(vectors[0], vectors[1])


def test_another_model_uses_nothing_of_the_first(tmp_path: Path) -> None:
    kept(tmp_path, "lost accounts")
    embedder = Counting("word-counts-2")
    embedded(["lost accounts"], embedder, tmp_path)
    assert embedder.asked == ["lost accounts"]


def test_a_damaged_or_foreign_archive_is_passed_over(tmp_path: Path) -> None:
    kept(tmp_path, "lost accounts")
    content = bytearray((tmp_path / "one.index").read_bytes())
    content[-1] ^= 0xFF
    (tmp_path / "one.index").write_bytes(content)
    publish(tmp_path / "other.index", without_vectors)
    embedder = Counting()
    embedded(["lost accounts"], embedder, tmp_path)
    assert embedder.asked == ["lost accounts"]


def test_a_changed_document_costs_only_its_own_pieces(tmp_path: Path) -> None:
    first = Library(tmp_path, DOCUMENTS, WordCounts)
    first.warm_up()
    embedder = Counting()
    changed = document("arr", "Annual recurring revenue", "A wholly new sentence.", label="ARR")
    second = Library(tmp_path, (changed, *DOCUMENTS[1:]), lambda: embedder)
    assert second.warm_up() is None
    assert embedder.asked == ["A wholly new sentence."]
    first.close()
    second.close()
