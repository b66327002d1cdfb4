"""The documents are written in our own words: no run of a source's words stands in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("knowledge", "integrations/sample/knowledge", "tests/knowledge")
LONGEST_RUN = 7
WORD = re.compile(r"[a-z0-9]+")


def runs(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return {tuple(words[start : start + LONGEST_RUN + 1]) for start in range(len(words) - LONGEST_RUN)}


@pytest.fixture(scope="module")
def source_runs(shared_data: Path) -> set[tuple[str, ...]]:
    texts = sorted((shared_data.parent / "seeds").glob("*.txt"))
    if not texts:
        pytest.skip(f"SKIPPED LOUDLY: no source texts beside {shared_data}")
    return {run for text in texts for run in runs(text.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_eight_words_in_a_row_are_those_of_a_source(folder: str, source_runs: set[tuple[str, ...]]) -> None:
    files = [path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".md", ".yaml")]
    copied = {
        str(path.relative_to(ROOT)): shared for path in files if (shared := runs(path.read_text("utf-8")) & source_runs)
    }
    assert files
    assert copied == {}


def test_the_check_sees_a_copied_sentence() -> None:
    assert runs("One two three, four five six seven eight nine.") & runs(
        "... two THREE four five six seven eight nine!"
    )
    assert not runs("one two three four five six seven") & runs("one two three four five six seven")
