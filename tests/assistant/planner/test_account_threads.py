"""Threads about accounts: lists narrowed and sorted, grounds asked for, places pointed at."""

from __future__ import annotations

import pytest

from assistant.planner.calls import call
from assistant.planner.follow_ups import chosen
from assistant.planner.pointing import in_steps
from assistant.planner.reading import read
from tests.assistant.planner.companies import CALENDAR, NAMED
from tests.assistant.planner.written import asked
from tools.requests import AskBack

TURNS = (
    (("accounts without a sponsor", "over 50k"), ("arr above 50000", "has_sponsor")),
    (("accounts without a sponsor", "over 50k", "sorted by renewal date"), ("arr above 50000", "days_to_renewal")),
    (("yellow accounts", "renewing within 60 days"), ("days_to_renewal at_most 60", "'yellow'")),
    (("which accounts lost their champion", "when?"), ("find_signals", "champion_left")),
    (("how healthy is Delta Foods", "what is that based on?"), ("explain_health Delta Foods evidence",)),
    (("GRR in 2024", "what about logos?"), ("logo_retention in 2024",)),
    (("Enterprise accounts sorted by health score",), ("sorted by health_score lowest", "segment is Enterprise")),
    (("which accounts are red, sorted by next renewal date",), ("sorted by days_to_renewal lowest", "'red'")),
)


@pytest.mark.parametrize(("turns", "held"), TURNS)
def test_what_was_asked_for_before_is_kept(turns: tuple[str, ...], held: tuple[str, ...]) -> None:
    found = asked(*turns, company=NAMED)
    assert all(words in found for words in held), found


def test_a_row_of_a_list_is_asked_about_by_why() -> None:
    steps = in_steps("why the second one?", NAMED, CALENDAR, read("red accounts", NAMED, CALENDAR))
    assert steps is not None
    assert steps.second.naming(["Delta Foods"]) == "why Delta Foods?"
    assert asked("why Delta Foods?", company=NAMED) == "explain_health Delta Foods"


def test_how_much_of_it_is_of_the_figure_for_the_row_found() -> None:
    steps = in_steps("which csm lost the most ARR in 2024 and how much of it was Enterprise", NAMED, CALENDAR, ())
    assert steps is not None
    assert steps.second.naming(["Sara"]) == "how much Churned ARR of Sara was Enterprise in 2024?"


def test_details_that_a_list_does_not_show_are_said_to_be_left_out() -> None:
    assert "with region and csm" in asked("red accounts with region and csm", company=NAMED)


def test_another_question_picks_no_choice() -> None:
    before = (call(AskBack(question="Which?", choices=("Which accounts churned last quarter?", "What is our NRR?"))),)
    assert chosen("which hurt most?", before) is None
    assert chosen("our nrr", before) == "What is our NRR?"


def test_an_address_stands_for_the_person() -> None:
    assert (
        asked("ARR of sara.haddad@lumen.example", company=NAMED) == "measure arr where csm is sara.haddad@lumen.example"
    )


REPHRASED = (
    ("overdue invoices by csm", "signals=['invoice_overdue']"),
    ("how do our regions compare on NRR in 2024", "measure net_revenue_retention in 2024 by region"),
    ("NRR for the twelve months ending June 2024", "measure net_revenue_retention in 2023-07-01..2024-06-30"),
    ("seats per account for Growth and Starter", "where plan is Growth or Starter"),
    ("who should I ring first", "review_book csm=me"),
    ("activation rate within 45 days", "within_days=45"),
    ("what share of our customers did we lose in 2024, by number rather than by revenue?", "logo_churn"),
)


@pytest.mark.parametrize(("question", "held"), REPHRASED)
def test_turns_of_phrase_are_read_for_what_they_ask(question: str, held: str) -> None:
    assert held in asked(question, company=NAMED)
