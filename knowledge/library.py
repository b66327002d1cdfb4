"""The library: documents found by name, by words and by meaning. The only user of Chroma.

The index of meanings is an archive named after a fingerprint of the texts and the model, so that changed documents
make a new one. Chroma is not safe between processes: each works on its own unpacked copy. It keeps vectors and
references, never the texts, so that a withdrawn document leaves nothing to read behind.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast
from weakref import finalize

from pydantic import BaseModel, ConfigDict

from knowledge.cleaning import clean_line
from knowledge.documents import KINDS, Document, Kind, KnowledgeError
from knowledge.embedding import Embedder, MiniLM
from knowledge.names import Names
from knowledge.pieces import Piece, cut, reference, whole_text
from knowledge.publishing import SUFFIX, publish, unpack
from knowledge.ranking import by_nearest_pieces, fuse

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where
    from numpy.typing import NDArray

    from knowledge.words import WordIndex

logger = logging.getLogger(__name__)

COLLECTION = "pieces"
LAYOUT = 2
# How far a piece may lie from its own vector: rounding, no more.
ROUNDING = 1e-3
# A document has about ten pieces; the ten nearest documents and their second pieces are wanted.
NEAREST_PIECES = 300
# Chroma refuses more than some 5,000 at a time.
BATCH = 1000
QUESTION_CHARACTERS = 2000
Kinds = Kind | tuple[Kind, ...] | None


class IndexUnusable(KnowledgeError):
    """The index of meanings can be neither read nor built."""


class Passage(BaseModel):
    """A document found. `score`, 0 to 1, orders the answers to one question; it is no measure of truth.

    `similarity` is how near the meaning of its nearest piece lies to the question, 1 at most and the same measure for
    every question; 0 when meaning was not asked. `matched_by` says how: "meaning", "words" or "spelling". What meaning
    alone found may be a mere neighbour.
    """

    model_config = ConfigDict(frozen=True)

    document: Document
    score: float
    similarity: float = 0.0
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

    def search(self, query: str, kind: Kinds = None, limit: int = 3) -> tuple[Passage, ...]:
        """The documents, of one kind or of some, nearest to the query in meaning and in words, best first.

        When the index of meanings is unusable the words alone decide, and `degraded` says why.
        """
        question = _question(query)
        if not question or not self.documents:
            return ()
        kinds = (kind,) if isinstance(kind, str) else kind or KINDS
        near = self._by_meaning(question, kinds)
        return tuple(
            Passage(
                document=self._by_reference[found.reference],
                score=found.score,
                similarity=near.get(found.reference, 0.0),
                matched_by=found.matched_by,
            )
            for found in fuse({"meaning": list(near), "words": self._by_words(question, kinds)})[: max(limit, 0)]
        )

    def _by_words(self, question: str, kinds: tuple[Kind, ...]) -> list[str]:
        places = [place for place, document in enumerate(self.documents) if document.kind in kinds]
        return [reference(self.documents[place]) for place in self._words.rank(question, places)]

    def _by_meaning(self, question: str, kinds: tuple[Kind, ...]) -> Mapping[str, float]:
        try:
            index = self._meaning()
            return index.rank(question, kinds) if index else {}
        except IndexUnusable as problem:
            self.degraded = str(problem)
            return {}

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
    """An open index of vectors, in a private folder that goes when the index does."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._folder = folder
        self._embedder = embedder
        self._client = _connect(folder)
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)

    def rank(self, question: str, kinds: tuple[Kind, ...]) -> dict[str, float]:
        """References of the documents nearest in meaning, best first, each with its nearest similarity."""
        only = cast("Where", {"kind": {"$in": list(kinds)}})
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
    """The index of these pieces, built first when the folder holds no intact one. Raises IndexUnusable."""
    archive = root / f"{_fingerprint(pieces, embedder.version)}{SUFFIX}"
    with _failures_of(root):
        copy = unpack(archive)
        if copy is None:
            publish(archive, partial(_build, pieces=pieces, embedder=embedder, archives=root))
            copy = unpack(archive)
        if copy is None:
            raise IndexUnusable(_cannot_use(root))
        return MeaningIndex(copy, embedder)


def _build(folder: Path, pieces: Sequence[Piece], embedder: Embedder, archives: Path) -> None:
    from knowledge.vectors import embedded, keep

    texts = [piece.text for piece in pieces]
    vectors = embedded(texts, embedder, archives)
    keep(folder, texts, vectors, embedder.version)
    with closing(_connect(folder)) as client:
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
    with closing(_connect(folder)) as client:
        if not _is_whole(client.get_collection(COLLECTION, embedding_function=None), pieces, vectors):
            raise IndexUnusable(_cannot_use(folder.parent))


def _is_whole(collection: Collection, pieces: Sequence[Piece], vectors: NDArray[np.float32]) -> bool:
    """Whether each piece is there and found by its own vector: Chroma searches an incomplete index without an error."""
    if set(collection.get(include=[])["ids"]) != {piece.identifier for piece in pieces}:
        return False
    nearest = collection.query(query_embeddings=vectors, n_results=1, include=["distances"])
    return all(row and row[0] < ROUNDING for row in nearest["distances"] or [])


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
