"""The library that every installation ships with, its index built once for all tests that ask it something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import knowledge
from knowledge.documents import load_documents
from knowledge.library import Library

BUILT_IN = Path(knowledge.__file__).parent


@pytest.fixture(scope="session")
def built_in_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    documents = load_documents(*(BUILT_IN / folder for folder in ("glossary", "playbooks", "operating")))
    opened = Library.open(tmp_path_factory.mktemp("index"), documents)
    yield opened
    opened.close()
