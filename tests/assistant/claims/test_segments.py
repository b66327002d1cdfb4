"""Texts cut into pieces that stand alone."""

from __future__ import annotations

import re

from assistant.claims.segments import segments


def first_name(text: str) -> str:
    found = re.search(r"\b(?:Acme|Birch)\b", text)
    return found[0] if found else ""


def pieces(text: str) -> list[str]:
    return list(segments(text, lambda piece: bool(first_name(piece)), first_name))


def test_sentences_stand_alone() -> None:
    assert pieces("Acme has 5. Birch has 7; nobody has 9.") == ["Acme has 5.", "Birch has 7", "nobody has 9."]


def test_a_pronoun_carries_its_subject_along() -> None:
    assert pieces("Acme leads.\nIt has 5.") == ["Acme leads.", "Acme: It has 5."]


def test_a_bullet_stands_under_the_heading_that_names_somebody() -> None:
    assert pieces("Acme\n- ARR: 5\n- Birch: 7\nAll: 12") == ["Acme", "Acme: ARR: 5", "Birch: 7", "All: 12"]


def test_a_cell_carries_the_words_of_its_row_and_the_head_of_its_column() -> None:
    assert pieces("| Account | ARR | Since |\n|---|---:|---|\n| Acme | $5 | 3 May 2024 |") == [
        "Acme",
        "Acme · 3 May 2024 · ARR: $5",
        "3 May 2024",
    ]


def test_an_abbreviation_ends_no_sentence() -> None:
    assert pieces("Acme has 5 vs. Birch with 7.") == ["Acme has 5 vs. Birch with 7."]
