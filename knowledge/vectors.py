"""Vectors kept in each archive of the index, so that a changed document costs the model only its own pieces.

A vector lies under a fingerprint of its text and of the model, never beside the text itself.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Embedder
from knowledge.publishing import SUFFIX, unpack

FILE = "vectors.npz"
Vectors = NDArray[np.float32]


def embedded(texts: Sequence[str], embedder: Embedder, archives: Path) -> Vectors:
    """One row for each text: as an archive of the folder holds it, else from the model."""
    keys = _keys(texts, embedder.version)
    known = _kept_in(archives)
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if new:
        known |= dict(zip(new, embedder.embed(list(new.values())), strict=True))
    return np.stack([known[key] for key in keys])


def keep(folder: Path, texts: Sequence[str], vectors: Vectors, version: str) -> None:
    """Put the vectors into a folder that is about to be packed; `version` is the model's."""
    np.savez(folder / FILE, keys=np.array(_keys(texts, version)), vectors=vectors)


def _kept_in(archives: Path) -> dict[bytes, Vectors]:
    known: dict[bytes, Vectors] = {}
    for archive in archives.glob(f"*{SUFFIX}"):
        folder = unpack(archive)
        if folder is not None:
            known |= _read(folder / FILE)
            shutil.rmtree(folder, ignore_errors=True)
    return known


def _read(file: Path) -> dict[bytes, Vectors]:
    if not file.is_file():
        return {}
    with np.load(file, allow_pickle=False) as kept:
        return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))


def _keys(texts: Sequence[str], version: str) -> list[bytes]:
    return [sha256(f"{version}\n{text}".encode()).hexdigest().encode() for text in texts]
