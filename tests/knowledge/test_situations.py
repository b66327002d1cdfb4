"""People describe a situation in their own words and find the play or the operating knowledge, with the real model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from knowledge.documents import Kind
from knowledge.library import Library
from knowledge.pieces import reference

KINDS: tuple[Kind, ...] = ("playbook", "operating")
WANTED_SHARE = 0.9


def cases(name: str) -> list[dict[str, str]]:
    loaded: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize(("name", "count"), [("situations", 60), ("situations_held_out", 30)])
def test_nine_of_ten_situations_find_their_document_among_the_first_three(
    built_in_library: Library, name: str, count: int
) -> None:
    asked = cases(name)
    missed = []
    for case in asked:
        found = [reference(passage.document) for passage in built_in_library.search(case["ask"], kind=KINDS)]
        if case["document"] not in found:
            missed.append((case["ask"], case["document"], found))
    assert built_in_library.degraded is None
    assert len(asked) == count
    assert 1 - len(missed) / len(asked) >= WANTED_SHARE, missed


def test_no_situation_stands_in_a_document_word_for_word(built_in_library: Library) -> None:
    known = {question.casefold() for document in built_in_library.documents for question in document.questions}
    asked = [case["ask"] for name in ("situations", "situations_held_out") for case in cases(name)]
    assert [ask for ask in asked if re.sub(r"\W+$", "", ask).casefold() in known] == []
