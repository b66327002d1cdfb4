from __future__ import annotations

import pytest

from tests.assistant.planner.written import asked

COMPARISONS = (
    ("Compare NRR in Q1 and Q2 2024", "compare net_revenue_retention in Q2 2024 against Q1 2024"),
    (
        "FinTech versus EdTech: who had the higher GRR in 2024?",
        "compare gross_revenue_retention in 2024 of industry FinTech against EdTech",
    ),
    ("Did new ARR grow from Q2 to Q3 2024?", "compare new_arr in Q3 2024 against Q2 2024"),
    ("NRR Q3 vs same quarter last year", "compare net_revenue_retention in Q3 2024 against Q3 2023"),
    ("Error rate on beta features versus the rest, 2024", "compare error_rate in 2024 of is_beta true against false"),
    ("arr uk vs india end of 2024 diff?", "compare arr in 2024-12-31 of country UK against IN"),
    ("how does this year's GRR compare with last year?", "compare gross_revenue_retention in 2024 against 2023"),
    ("tickets 2023 against 2024", "compare tickets in 2024 against 2023"),
)

TRENDS = (
    ("monthly signups in 2024", "trend signups in 2024"),
    ("How did ARR develop over the last six quarters?", "trend arr in 2023-07-01..2024-12-31 each quarter"),
    ("Quarterly CSAT over 2024", "trend ticket_csat in 2024 each quarter"),
    ("ARR at each quarter end of 2024", "trend arr in 2024 each quarter"),
    ("Month-end MRR for the second half of 2024", "trend mrr in H2 2024"),
)

WHOLES = (
    ("ARR bridge for Q4 2024", "bridge in Q4 2024"),
    ("mrr waterfall by month 2024", "bridge in 2024 each month is_monthly_amount=True"),
    ("why did NRR drop in Q3?", "bridge in Q3 2024"),
    ("What moved ARR between the end of March and the end of June 2024?", "bridge in Q2 2024"),
    ("top 5 customers share of ARR", "measure_concentration top 5"),
    ("how concentrated is our revenue", "measure_concentration"),
    (
        "of the accounts that signed up in Q4 2023, what share was paying at the end of March 2024",
        "retain_cohorts in Q4 2023 as of 2024-03-31",
    ),
    ("cohort retention by signup quarter", "retain_cohorts"),
)


@pytest.mark.parametrize(("question", "call"), COMPARISONS)
def test_two_sides_are_compared(question: str, call: str) -> None:
    assert asked(question) == call


@pytest.mark.parametrize(("question", "call"), TRENDS)
def test_a_metric_is_followed_step_by_step(question: str, call: str) -> None:
    assert asked(question) == call


@pytest.mark.parametrize(("question", "call"), WHOLES)
def test_a_whole_is_taken_apart(question: str, call: str) -> None:
    assert asked(question) == call
