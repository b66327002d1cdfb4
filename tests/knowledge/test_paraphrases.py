"""People ask in their own words and still find the term, with the real model over the whole glossary."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from knowledge.documents import load_documents
from knowledge.library import Library
from tests.knowledge.test_glossary import FOLDER

CASES = yaml.safe_load(Path(__file__).with_name("paraphrases.yaml").read_text(encoding="utf-8"))
WANTED_SHARE = 0.9


def test_nine_of_ten_paraphrased_questions_find_their_term_among_the_first_three(built_in_library: Library) -> None:
    missed = []
    for case in CASES:
        found = [passage.document.name for passage in built_in_library.search(case["ask"], kind="glossary")]
        if case["term"] not in found:
            missed.append((case["ask"], case["term"], found))
    assert built_in_library.degraded is None
    assert len(CASES) >= 40
    assert 1 - len(missed) / len(CASES) >= WANTED_SHARE, missed


def test_the_library_also_finds_terms_by_words_alone_though_less_often(
    built_in_library: Library, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way of the index folder", encoding="utf-8")
    words_only = Library.open(tmp_path / "file", built_in_library.documents)
    found = 0
    for case in CASES:
        passages = words_only.search(case["ask"], kind="glossary")
        found += case["term"] in [passage.document.name for passage in passages]
    assert words_only.degraded
    assert found / len(CASES) >= 0.7


def test_no_question_stands_in_the_glossary_word_for_word() -> None:
    known = {question.casefold() for term in load_documents(FOLDER) for question in term.questions}
    assert [case["ask"] for case in CASES if re.sub(r"\W+$", "", case["ask"]).casefold() in known] == []
