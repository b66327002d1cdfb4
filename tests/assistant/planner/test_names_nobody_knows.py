"""A word in the place of an account's name is never dropped: the tool says that there is no such account."""

from __future__ import annotations

import pytest

from tests.assistant.planner.companies import NAMED
from tests.assistant.planner.written import asked

UNKNOWN = (
    ("why is apple red", "explain_health apple"),
    ("is apple ready to expand", "find_expansion apple"),
    ("how is kangaroo doing", "describe_account kangaroo"),
    ("brief me on apple", "brief_account apple"),
    ("what's up with walrus", "find_signals walrus"),
    ("why is banana corp churning", "explain_churn banana corp"),
    ("apple's health", "explain_health apple"),
    ("why is lemon pelican red", "explain_health lemon pelican"),
)
NOT_NAMES = (
    ("why is our NRR falling", "apple"),
    ("is anybody at risk", "anybody"),
    ("what are the sector's warning signs", "sector"),
)


@pytest.mark.parametrize(("question", "call"), UNKNOWN)
def test_a_word_nobody_knows_stands_for_an_account_where_only_a_name_can(question: str, call: str) -> None:
    assert asked(question, company=NAMED).startswith(call)


@pytest.mark.parametrize(("question", "word"), NOT_NAMES)
def test_other_words_are_no_names(question: str, word: str) -> None:
    assert f" {word}" not in asked(question, company=NAMED).split(" because=")[0]


def test_what_a_status_is_read_into_is_asked_back_about() -> None:
    assert asked("is orange juice healthy", company=NAMED).startswith("ask_back")


def test_a_common_word_is_refused_as_a_name_only_where_a_name_would_stand() -> None:
    assert asked("who is past the gate", company=NAMED).startswith("ask_back")
    assert asked("tickets for apple", company=NAMED).startswith("decline")


def test_of_two_questions_the_one_understood_is_answered_and_the_other_said() -> None:
    found = asked("how many open tickets does Delta Foods have and how old is the oldest", company=NAMED)
    assert found == "measure open_tickets where account is Delta Foods without saying how old is the oldest"
