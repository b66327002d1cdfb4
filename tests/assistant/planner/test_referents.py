"""Words that point at somebody are never dropped: what they stand for is known, or it is asked back."""

from __future__ import annotations

import pytest

from tests.assistant.planner.companies import NAMED
from tests.assistant.planner.written import asked


@pytest.mark.parametrize(
    "question", ["and their combined arr", "why is that one in trouble", "how many tickets did they open?"]
)
def test_a_first_question_that_points_at_nobody_is_asked_back(question: str) -> None:
    assert asked(question, company=NAMED).startswith("ask_back")


def test_one_of_a_list_has_to_be_named() -> None:
    turns = ("which accounts have more than 3 open tickets?", "why is that one in trouble")
    assert asked(*turns, company=NAMED).startswith("ask_back")


@pytest.mark.parametrize(
    "turns",
    [
        ("how many accounts renewed and what is their arr?",),
        ("what is nrr by segment", "and their arr?"),
        ("which accounts are red", "which of them have more than 3 open tickets?"),
    ],
)
def test_what_was_named_before_is_known(turns: tuple[str, ...]) -> None:
    assert not asked(*turns, company=NAMED).startswith("ask_back: I don't know who")


def test_a_draft_for_them_is_for_the_account_of_the_turn_before() -> None:
    assert asked("open tickets of Zephyr Eyewear", "draft them a short note", company=NAMED).startswith("ask_back")


@pytest.mark.parametrize(
    "question", ["what did Zephyr Eyewear say in its last NPS survey", "survey comments from Zephyr Eyewear"]
)
def test_what_an_account_answered_to_surveys_is_told(question: str) -> None:
    assert "survey_answers" in asked(question, company=NAMED)
