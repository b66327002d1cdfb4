"""Passages: documents cut into pieces short enough for the embedding model to read to the end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from knowledge.documents import Document, Kind

WORDS_PER_PASSAGE = 150


class Piece(NamedTuple):
    """One passage: `reference` is its document's with a number behind '#'."""

    reference: str
    kind: Kind
    text: str


def reference(document: Document) -> str:
    return f"{document.kind}/{document.name}"


def cut(documents: Iterable[Document]) -> list[Piece]:
    """The passages of all documents, cut at paragraph ends, each under its document's names."""
    return [
        Piece(f"{reference(document)}#{number}", document.kind, f"{_names(document)}: {text}")
        for document in documents
        for number, text in enumerate(_paragraph_groups(document.body))
    ]


def whole_text(document: Document) -> str:
    """Everything a document says, its names first."""
    return f"{_names(document)}: {document.body} {document.formula or ''}"


def _names(document: Document) -> str:
    return ", ".join(dict.fromkeys((document.title, document.label, *document.aliases)))


def _paragraph_groups(body: str) -> list[str]:
    groups: list[list[str]] = [[]]
    for paragraph in body.split("\n\n"):
        words = paragraph.split()
        if groups[-1] and len(groups[-1]) + len(words) > WORDS_PER_PASSAGE:
            groups.append([])
        groups[-1].extend(words)
    return [" ".join(words) for words in groups]
