"""Figures of one family, half-years, losses as a whole, and forms that no tool has: read or said, never guessed."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.reading import read
from assistant.planner.siblings import sibling
from assistant.planner.wordings import words_of
from tests.assistant.planner.companies import CALENDAR, NAMED
from tests.assistant.planner.written import asked
from tools.metrics.catalogue import METRICS

FAMILIES = (
    (("gross renewal rate by segment in 2024", "and net?"), "measure net_renewal_rate in 2024 by segment"),
    (("seat expansion in 2024", "same for cross-sell"), "measure cross_sell_arr in 2024"),
    (("logo retention in 2024", "and gross?"), "measure gross_revenue_retention in 2024"),
    (
        ("NRR points from seats, tiers and cross-sell",),
        "measure nrr_from_seats + measure nrr_from_tiers + measure nrr_from_cross_sell",
    ),
)
HALVES = (
    ("NRR this half", "measure net_revenue_retention in H2 2024"),
    ("NRR last half", "measure net_revenue_retention in H1 2024"),
    ("NRR this half vs last", "compare net_revenue_retention in H2 2024 against H1 2024"),
    ("NRR in the latter half of 2023", "measure net_revenue_retention in H2 2023"),
)
LOSSES = (
    ("Why did we lose accounts in Q3 2024?", "review_churn in Q3 2024"),
    ("Why did Delta Foods go?", "explain_churn Delta Foods"),
    ("What did we do after the first warning at Delta Foods?", "explain_churn Delta Foods response"),
    ("what warning signs did the accounts we lost in 2024 share?", "review_churn signs in 2024"),
    ("top 3 losses of 2024 and what went wrong", "review_churn in 2024 3"),
    ("how much of 2024's churn was voluntary", "review_churn composition in 2024"),
)
ECONOMICS = (
    ("how much does it cost us to serve a customer", "measure cost_to_serve"),
    ("are we above the rule of 40?", "measure rule_of_40"),
    ("how long till we earn back our CAC?", "measure cac_payback"),
    ("what is a point of GRR worth to us", "measure grr_point_value"),
    ("how much do we spend per account", "measure operational_cost_per_account"),
    ("at risk ARR trend in 2024", "trend at_risk_arr in 2024"),
)
SUPPOSED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "If GRR went from 88% to 91%, what's that worth on $12M ARR?",
        "calculate_figure",
        {"stated": [{"name": "base_arr", "amount": 12e6}, {"name": "points", "amount": 0.03}]},
    ),
    (
        "two companies at 85 and 95 percent retention, where are they after 5 years starting with 10M and adding 2M a "
        "year?",
        "compound_arr",
        {"retentions": [0.85, 0.95], "opening_arr": 10e6, "new_arr": 2e6},
    ),
    ("finance says NRR 104, CS says 107. why?", "explain_difference", {"figures": [1.04, 1.07]}),
    ("why does CS say 108 and Finance 105", "explain_difference", {"figures": [1.08, 1.05]}),
    ("finance has 105, we have 108. whats different?", "explain_difference", {"figures": [1.05, 1.08]}),
    ("two NRR numbers, 108 and 105, which one is right", "explain_difference", {"figures": [1.08, 1.05]}),
    ("CS dashboard shows 108%, the board deck 105%. Why?", "explain_difference", {"figures": [1.08, 1.05]}),
    ("we have 108 accounts and finance has 105, why?", "ask_back", {}),
    (
        "the board saw 109 NRR, our dashboard has 106 - which one is right?",
        "explain_difference",
        {"figures": [1.09, 1.06]},
    ),
    ("what would GRR look like if all the reds churned", "simulate_retention", {"scenario": "red_accounts_leave"}),
)


@pytest.mark.parametrize(("turns", "call"), FAMILIES)
def test_one_word_tells_a_figure_from_the_others_of_its_family(turns: tuple[str, ...], call: str) -> None:
    assert asked(*turns, company=NAMED) == call


@pytest.mark.parametrize(("question", "call"), [*HALVES, *LOSSES, *ECONOMICS])
def test_a_question_is_read_as_it_is_typed(question: str, call: str) -> None:
    assert asked(question, company=NAMED) == call


@pytest.mark.parametrize(("question", "name", "arguments"), SUPPOSED)
def test_amounts_that_stand_together_belong_together(question: str, name: str, arguments: dict[str, Any]) -> None:
    call = read(question, NAMED, CALENDAR)[0]
    assert call.name == name
    assert arguments.items() <= call.arguments.items()


def test_every_sibling_is_a_metric() -> None:
    assert {name for family in words_of("siblings").values() for name in family.values()} <= METRICS.keys()


def test_two_siblings_at_once_name_neither() -> None:
    assert sibling("net_renewal_rate", ["gross", "count"]) is None


def test_a_champion_who_left_is_not_a_champion_they_have() -> None:
    call = read("accounts with champion left and renewal in 90 days", NAMED, CALENDAR)[0]
    assert call.arguments["traits"] == [{"name": "champion_left", "values": ["yes"]}]


def test_the_form_of_an_overview_is_said_to_be_left_out() -> None:
    call = read("One-paragraph status of the five largest accounts", NAMED, CALENDAR)[0]
    assert (call.name, call.arguments["limit"]) == ("list_accounts", 5)
    assert call.arguments["left_out"] == ["One-paragraph status of"]


def test_a_median_asked_for_as_an_average_says_so() -> None:
    call = read("avg time to first value by segment", NAMED, CALENDAR)[0]
    assert call.arguments == {
        "metric": "time_to_first_value", "group_by": ["segment"], "left_out": ["avg"],
    }  # fmt: skip


def test_groups_without_a_figure_go_back_with_the_cuts_there_are() -> None:
    call = read("which two regions diverged most in 2024?", NAMED, CALENDAR)[0]
    assert call.name == "ask_back"
    assert "segment" in call.arguments["question"]
    assert "NRR by region, 2024" in call.arguments["choices"]


def test_commitments_of_the_last_review_are_looked_up_in_it() -> None:
    question = "Which commitments from the last QBR with Delta Foods did we keep?"
    assert asked(question, company=NAMED) == "prepare_qbr Delta Foods commitments"


@pytest.mark.parametrize("typed", ["folow up", "foloow-up", "follow-up"])
def test_a_slip_in_follow_up_still_drafts_one(typed: str) -> None:
    assert asked(f"Draft a {typed} to the last call with Delta Foods", company=NAMED) == "draft_letter Delta Foods"


def test_a_sponsor_written_to_about_nothing_goes_back_with_the_kinds_there_are() -> None:
    call = read("write to the sponsor at Delta Foods, they went silent", NAMED, CALENDAR)[0]
    assert "Draft a re-engagement note to Delta Foods" in call.arguments["choices"]
