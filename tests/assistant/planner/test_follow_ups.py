from __future__ import annotations

import pytest

from tests.assistant.planner.written import asked

FOLLOW_UPS = (
    ("What was NRR in 2024?", "and for Germany?", "measure net_revenue_retention in 2024 where country is DE"),
    ("What was NRR in 2024?", "And GRR?", "measure gross_revenue_retention in 2024"),
    ("NRR in Q3 2024", "the quarter before?", "measure net_revenue_retention in Q2 2024"),
    ("NRR in Q3 2024", "same quarter last year?", "measure net_revenue_retention in Q3 2023"),
    ("ARR in the UK", "by industry?", "measure arr where country is UK by industry"),
    ("ARR in the UK", "same for US", "measure arr where country is US"),
    ("ARR in the UK", "without trials", "measure arr where country is UK and is_trial is not true"),
    ("Top 5 accounts by ARR", "top 3 only", "measure arr by account highest 3"),
    ("Top 5 accounts by ARR", "and the bottom 5?", "measure arr by account lowest 5"),
    ("Top account by ARR", "who is second?", "measure arr by account highest place=2"),
    ("expansion ARR in Q4 2024", "now as MRR", "measure expansion_mrr in Q4 2024"),
    ("tickets in Q4 2024", "and urgent only", "measure tickets in Q4 2024 where priority is urgent"),
    ("tickets in Q4 2024", "monthly", "trend tickets in Q4 2024"),
    ("ARR bridge Q3 2024", "in MRR", "bridge in Q3 2024 is_monthly_amount=True"),
    (
        "which accounts churned in Q3 2024",
        "and in Q4?",
        "list_accounts with churned_arr above 0 in Q4 2024 sorted by churned_arr 50",
    ),
    (
        "What is the ARR of Company_13?",
        "ok and how many tickets do they have?",
        "measure tickets in all time where account is Company_13",
    ),
    ("Tell me about Company_5", "what plan are they on?", "describe_account Company_5 its plan"),
    ("churn last quarter?", "logo", "measure logo_churn in Q3 2024"),
    (
        "How many uses did feature_2 get in Q3 2024?",
        "What about feature_9?",
        "measure usage_count in Q3 2024 where feature is feature_9",
    ),
    ("How many tickets in Q3 2024?", "what was our NRR in Q1 2024?", "measure net_revenue_retention in Q1 2024"),
)

SEVERAL = (
    (
        "What is NRR in Q3 2024? And ARR at end of June 2024?",
        "measure net_revenue_retention in Q3 2024 + measure arr in 2024-06-30",
    ),
    (
        "NRR in Q3 2024, GRR in Q4 2024",
        "measure net_revenue_retention in Q3 2024 + measure gross_revenue_retention in Q4 2024",
    ),
    (
        "What is the ARR of Company_13 and how many tickets do they have?",
        "measure arr where account is Company_13 + measure tickets in all time where account is Company_13",
    ),
    ("hi! sorry to bother, could u tell me the mrr in june 2023? thx a lot", "measure mrr in Jun 2023"),
    ("Board call in ten minutes: what's our current ARR?", "measure arr in 2024-12-31"),
    (
        "How many customers do we have, and how many of them are in Germany?",
        "measure accounts + measure accounts where country is DE",
    ),
)


@pytest.mark.parametrize(("before", "then", "call"), FOLLOW_UPS)
def test_a_follow_up_changes_one_argument_of_the_call_before(before: str, then: str, call: str) -> None:
    assert asked(before, then) == call


@pytest.mark.parametrize(("message", "calls"), SEVERAL)
def test_a_message_may_hold_several_questions_and_some_talk(message: str, calls: str) -> None:
    assert asked(message) == calls
