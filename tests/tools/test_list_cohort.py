"""Who is in and who is out of a retention figure, with sums that tie to it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.grounding import check
from assistant.prose.write import write
from tests.tools.test_rows_behind import company
from tools.catalogue import TOOLS
from tools.context import Context
from tools.evidence import Evidence


@pytest.fixture(scope="module")
def view() -> Context:
    return company()


def listed(view: Context, **arguments: Any) -> Evidence:
    return TOOLS["list_cohort"].run(view, {"period": "2024"} | arguments)


def accounts(evidence: Evidence, part: int) -> list[str]:
    facts = evidence.sections[part].facts
    return list(dict.fromkeys(fact.subject["account"] for fact in facts))


def test_both_sides_are_listed_the_largest_first(view: Context) -> None:
    evidence = listed(view)
    assert accounts(evidence, 1) == ["grown", "gone"]
    assert accounts(evidence, 2) == ["fresh", "back"]


def test_the_sums_tie_to_the_figure(view: Context) -> None:
    evidence = listed(view)
    head = {fact.metric: fact.value for fact in evidence.facts[: evidence.headline]}
    figure = evidence.sections[0].facts[0]
    assert head["cohort_accounts"] == figure.inputs["accounts"] == 2
    assert head["cohort_opening_arr"] == figure.inputs["opening"] == 180
    assert head["cohort_closing_arr"] == figure.inputs["retained"] == 150
    assert (head["accounts_left_out"], head["left_out_arr"]) == (2, 50)


def test_the_answer_says_both_sides_and_states_no_number_of_its_own(view: Context) -> None:
    evidence = listed(view)
    said = write((evidence,))
    assert "in are the **2** accounts that paid at the opening, **$180** then and **$150** at the close" in said
    assert "| fresh | $0 | $30 | new |" in said
    assert check(said, (evidence,)).ungrounded == ()


def test_a_limit_leaves_accounts_out_and_counts_them(view: Context) -> None:
    evidence = listed(view, limit=1)
    assert [section.more for section in evidence.sections[1:]] == [1, 1]
    assert "And 1 more account." in write((evidence,))


def test_a_filter_limits_the_cohort_and_names_the_convention(view: Context) -> None:
    evidence = listed(view, filters=[{"dimension": "segment", "values": ["SMB"]}])
    assert accounts(evidence, 2) == ["fresh"]
    assert evidence.sections[1].missing == "there is no such account"
    assert "segment as the accounts have it now" in evidence.assumptions


def test_a_figure_without_a_cohort_says_what_to_ask_instead(view: Context) -> None:
    evidence = listed(view, metric="arr")
    assert evidence.outcome == "clarify"
    assert "by account" in evidence.message


def test_a_period_in_which_nobody_paid_is_declined(view: Context) -> None:
    assert listed(view, period="2023-01-10").reason == "no_data"
