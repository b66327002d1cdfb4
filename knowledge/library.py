"""The library: documents found by name, by words and by meaning. The only user of Chroma.

Vectors live in a folder named after a fingerprint of the passages and the model, built once and only read after: a
changed document makes a new folder, and no two processes write one. Chroma keeps vectors and references, never the
texts, so that a withdrawn document leaves nothing to read behind.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast

from pydantic import BaseModel, ConfigDict

from knowledge.cleaning import clean_line
from knowledge.documents import Document, Kind, KnowledgeError
from knowledge.embedding import Embedder, MiniLM
from knowledge.names import Names
from knowledge.pieces import Piece, cut, reference, whole_text
from knowledge.publishing import publish, withdraw
from knowledge.ranking import by_nearest_pieces, fuse

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

    from knowledge.words import WordIndex

logger = logging.getLogger(__name__)

COLLECTION = "pieces"
VECTORS = "vectors.npy"
LAYOUT = 1
# How far a piece may lie from its own vector before the index counts as damaged: rounding, no more.
ROUNDING = 1e-3
# A document has about ten pieces; the ten nearest documents and their second pieces are wanted.
NEAREST_PIECES = 300
# Chroma refuses more than some 5,000 at a time.
BATCH = 1000
QUESTION_CHARACTERS = 2000


class IndexUnusable(KnowledgeError):
    """The index of meanings can be neither read nor built."""


class Passage(BaseModel):
    """A document found. `score`, 0 to 1, orders the answers to one question; it is no measure of truth.

    `matched_by` says how: "meaning", "words" or "spelling". What meaning alone found may be a mere neighbour.
    """

    model_config = ConfigDict(frozen=True)

    document: Document
    score: float
    matched_by: tuple[str, ...]


class Library:
    """The company's documents. Safe to share between threads; changed documents need a new library."""

    def __init__(
        self, index_folder: Path, documents: Sequence[Document], load_embedder: Callable[[], Embedder] = MiniLM
    ) -> None:
        self.documents = tuple(documents)
        self.degraded: str | None = None
        self._index_folder = index_folder
        self._load_embedder = load_embedder
        self._by_reference = {reference(document): document for document in self.documents}
        self._terms = Names(document for document in self.documents if document.kind == "glossary")
        self._lock = Lock()
        self._is_opened = False
        self._index: MeaningIndex | None = None

    @classmethod
    def open(cls, index_folder: Path, documents: Sequence[Document]) -> Library:
        """A library over the documents, whose index lives under the folder. Nothing is read or built yet."""
        return cls(index_folder, documents)

    def warm_up(self) -> str | None:
        """Open the index of meanings, building it at first use (seconds), and say what is degraded, if anything."""
        self._meaning()
        return self.degraded

    def close(self) -> None:
        """Let go of the index; the library must not be searched any more."""
        with self._lock:
            if self._index:
                self._index.close()

    def term(self, name_or_alias: str) -> Document | None:
        """The glossary term of exactly that name, label, title or alias; case and punctuation do not count."""
        return self._terms.exact(_question(name_or_alias))

    def mentioned_terms(self, text: str) -> tuple[Document, ...]:
        """The glossary terms a sentence names by several words or by an abbreviation, the longest names first."""
        return tuple(self._terms.mentioned(_question(text)))

    def nearest_terms(self, text: str, limit: int = 3) -> tuple[Passage, ...]:
        """The terms whose names are spelled most like the text, best first; none when nothing comes near."""
        nearest = self._terms.nearest(_question(text), limit)
        return tuple(Passage(document=term, score=score, matched_by=("spelling",)) for term, score in nearest)

    def search(self, query: str, kind: Kind | None = None, limit: int = 3) -> tuple[Passage, ...]:
        """The documents nearest to the query in meaning and in words, best first.

        When the index of meanings is unusable the words alone decide, and `degraded` says why.
        """
        question = _question(query)
        if not question or not self.documents:
            return ()
        rankings = {
            "meaning": self._by_meaning(question, kind),
            "words": self._by_words(question, kind),
        }
        return tuple(
            Passage(document=self._by_reference[found.reference], score=found.score, matched_by=found.matched_by)
            for found in fuse(rankings)[: max(limit, 0)]
        )

    def _by_words(self, question: str, kind: Kind | None) -> list[str]:
        places = [place for place, document in enumerate(self.documents) if kind in (None, document.kind)]
        return [reference(self.documents[place]) for place in self._words.rank(question, places)]

    def _by_meaning(self, question: str, kind: Kind | None) -> list[str]:
        try:
            index = self._meaning()
            return index.rank(question, kind) if index else []
        except IndexUnusable as problem:
            self.degraded = str(problem)
            return []

    @cached_property
    def _words(self) -> WordIndex:
        # Imported here: BM25 brings numpy, which a look-up by name does without.
        from knowledge.words import WordIndex

        return WordIndex([whole_text(document) for document in self.documents])

    def _meaning(self) -> MeaningIndex | None:
        with self._lock:
            if not self._is_opened:
                self._is_opened = True
                try:
                    self._index = open_index(self._index_folder, cut(self.documents), self._load_embedder())
                except KnowledgeError as problem:
                    self.degraded = str(problem)
            return self._index


class MeaningIndex:
    """An open, whole index of vectors."""

    def __init__(self, folder: Path, client: Client, collection: Collection, embedder: Embedder) -> None:
        self._folder = folder
        self._client = client
        self._collection = collection
        self._embedder = embedder

    def rank(self, question: str, kind: Kind | None) -> list[str]:
        """References of the documents nearest in meaning, best first."""
        only: Where | None = {"kind": kind} if kind else None
        with _failures_of(self._folder):
            found = self._collection.query(
                query_embeddings=self._embedder.embed([question]),
                n_results=NEAREST_PIECES,
                where=only,
                include=["distances"],
            )
        references = (identifier.rpartition("#")[0] for identifier in found["ids"][0])
        similarities = (1 - distance for distance in (found["distances"] or [[]])[0])
        return by_nearest_pieces(zip(references, similarities, strict=True))

    def close(self) -> None:
        self._client.close()


def open_index(root: Path, pieces: Sequence[Piece], embedder: Embedder) -> MeaningIndex:
    """The index of these pieces, built if the folder holds none that is whole. Raises IndexUnusable."""
    folder = root / _fingerprint(pieces, embedder.version)
    with _failures_of(root):
        index = _open_whole(folder, pieces, embedder)
        if index is None:
            if folder.exists():
                withdraw(folder)
            publish(root, folder.name, partial(_write, pieces=pieces, embedder=embedder))
            index = _open_whole(folder, pieces, embedder)
    if index is None:
        raise IndexUnusable(_cannot_use(root))
    return index


def _open_whole(folder: Path, pieces: Sequence[Piece], embedder: Embedder) -> MeaningIndex | None:
    if not folder.is_dir():
        return None
    client: Client | None = None
    try:
        with _failures_of(folder):
            client = _connect(folder)
            collection = client.get_collection(COLLECTION, embedding_function=None)
            if _is_whole(collection, pieces, folder / VECTORS):
                return MeaningIndex(folder, client, collection, embedder)
    except IndexUnusable:
        logger.debug("The index in %s is damaged and will be built again.", folder)
    if client:
        client.close()
    return None


def _is_whole(collection: Collection, pieces: Sequence[Piece], vectors_file: Path) -> bool:
    """Whether each piece is there and found by its own vector: Chroma searches a damaged index without an error."""
    import numpy as np

    vectors = np.load(vectors_file)
    if set(collection.get(include=[])["ids"]) != {piece.identifier for piece in pieces} or len(vectors) != len(pieces):
        return False
    nearest = collection.query(query_embeddings=vectors, n_results=1, include=["distances"])
    return all(row and row[0] < ROUNDING for row in nearest["distances"] or [])


def _write(folder: Path, pieces: Sequence[Piece], embedder: Embedder) -> None:
    import numpy as np

    vectors = embedder.embed([piece.text for piece in pieces])
    np.save(folder / VECTORS, vectors)
    client = _connect(folder)
    try:
        collection = client.create_collection(
            COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": NEAREST_PIECES}},
        )
        for start in range(0, len(pieces), BATCH):
            batch = pieces[start : start + BATCH]
            collection.add(
                ids=[piece.identifier for piece in batch],
                embeddings=vectors[start : start + BATCH],
                metadatas=[{"kind": piece.kind} for piece in batch],
            )
    finally:
        client.close()


def _connect(folder: Path) -> Client:
    # Imported here: Chroma takes a second, which a question about a number must not pay.
    import chromadb
    from chromadb.config import Settings

    # New for every client, because Chroma writes into it; explicit, because it also reads .env and the environment.
    settings = Settings(
        _env_file=None,
        anonymized_telemetry=False,
        chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
        chroma_otel_collection_endpoint="",
    )
    return cast("Client", chromadb.PersistentClient(str(folder), settings))


@contextmanager
def _failures_of(folder: Path) -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, SystemExit, KnowledgeError):
        raise
    except BaseException:
        # Chroma's core panics with an exception outside Exception when its file is garbled.
        logger.debug("The knowledge index in %s failed.", folder, exc_info=True)
        raise IndexUnusable(_cannot_use(folder)) from None


def _cannot_use(folder: Path) -> str:
    return (
        f"The knowledge index in {folder} can be neither read nor built, so documents are searched by words only: "
        "check the folder's permissions and the free space, or delete it."
    )


def _fingerprint(pieces: Sequence[Piece], embedding: str) -> str:
    content = json.dumps([LAYOUT, version("chromadb"), embedding, pieces])
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _question(text: str) -> str:
    return clean_line(text[:QUESTION_CHARACTERS])
