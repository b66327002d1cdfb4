"""Questions about bands, about what the field has learnt, and about definitions no longer used."""

from __future__ import annotations

from typing import Any

import pytest

from tests.assistant.planner.test_what_ifs import read


@pytest.mark.parametrize(
    ("question", "arguments"),
    [
        ("is 92% GRR good?", {"measure": "gross_revenue_retention", "figure": 0.92}),
        ("is 92 GRR good?", {"measure": "gross_revenue_retention", "figure": 0.92}),
        ("is a ltv cac of 4:1 good", {"measure": "ltv_to_cac", "figure": 4.0}),
        ("what does an NRR of 100% mean?", {"measure": "net_revenue_retention", "figure": 1.0}),
        ("what is best in class GRR?", {"measure": "gross_revenue_retention"}),
        ("what does the rule of 40 say?", {"measure": "rule_of_40"}),
        ("is our NRR good?", {"measure": "net_revenue_retention", "is_own": True}),
        (
            "is our NRR healthy in enterprise?",
            {
                "measure": "net_revenue_retention",
                "is_own": True,
                "filters": [{"dimension": "segment", "values": ["Enterprise"]}],
            },
        ),
        ("how much ARR can one CSM carry?", {"measure": "arr_per_csm"}),
    ],
)
def test_a_figure_is_judged_by_the_bands(question: str, arguments: dict[str, Any]) -> None:
    assert read(question) == ("judge_figure", arguments)


@pytest.mark.parametrize(
    "question",
    [
        "how long until a first CS team pays for itself?",
        "what does a dollar of expansion revenue cost?",
        "at how many CSMs do we need onboarding specialists?",
        "our committed bucket renewed at 85% instead of 95%, what now?",
    ],
)
def test_what_the_field_has_learnt_is_looked_up(question: str) -> None:
    found = read(question)
    assert found is not None
    assert (found[0], found[1]["kind"]) == ("find_playbook", "operating")


def test_of_one_account_or_period_nothing_general_is_told() -> None:
    assert read("what is the payback of CS at Delta Foods?") is None
    assert read("what is the payback of CS in 2024?") is None


@pytest.mark.parametrize(
    ("question", "arguments"),
    [
        ("use last year's churn formula", {"metric": "logo_churn", "is_former": True}),
        ("NRR the old way", {"metric": "net_revenue_retention", "is_former": True}),
        ("GRR as we defined it in 2023", {"metric": "gross_revenue_retention", "is_former": True, "used_in": 2023}),
        ("what's the NRR formula we used before", {"metric": "net_revenue_retention", "is_former": True}),
        ("has the definition of NRR changed?", {"metric": "net_revenue_retention", "is_former": True}),
        (
            "NRR in Q2 2024 with the old formula",
            {"metric": "net_revenue_retention", "is_former": True, "period": "Q2 2024"},
        ),
        ("logo churn by the 2023 definition", {"metric": "logo_churn", "is_former": True, "used_in": 2023}),
    ],
)
def test_a_former_definition_is_asked_for(question: str, arguments: dict[str, Any]) -> None:
    assert read(question) == ("explain_difference", arguments)


@pytest.mark.parametrize(
    "question", ["define NRR", "why did NRR change last quarter", "NRR of old accounts", "NRR in 2023"]
)
def test_other_questions_about_the_past_are_no_former_definitions(question: str) -> None:
    found = read(question)
    assert found is None or found[0] != "explain_difference"
