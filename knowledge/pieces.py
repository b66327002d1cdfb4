"""Pieces of documents that a question is compared with: short, because a long text means nothing in particular."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from knowledge.documents import Document, Kind

# A full stop behind a figure may number a step: not an end.
SENTENCE_END = re.compile(r"(?<=[^\d\s][.!?])\s+|\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)")
LIST_MARK = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")


class Piece(NamedTuple):
    """A line of a document; `identifier` is the document's reference with a number behind '#'."""

    identifier: str
    kind: Kind
    text: str


def reference(document: Document) -> str:
    return f"{document.kind}/{document.name}"


def cut(documents: Iterable[Document]) -> list[Piece]:
    """For each document its names, every question it answers and every sentence."""
    return [
        Piece(f"{reference(document)}#{number}", document.kind, text)
        for document in documents
        for number, text in enumerate((_names(document), *document.questions, *_sentences(document.body)))
    ]


def whole_text(document: Document) -> str:
    """Everything a document says, its names twice: a word of the name weighs more than one of the text."""
    parts = (*document.questions, document.formula or "", document.body, *document.steps)
    return " ".join((_names(document), _names(document), *parts))


def _names(document: Document) -> str:
    return ", ".join(dict.fromkeys((document.title, document.label, *document.aliases)))


def _sentences(body: str) -> list[str]:
    lines = (LIST_MARK.sub("", part) for part in SENTENCE_END.split(body))
    return [" ".join(line.split()) for line in lines if line.strip()]
