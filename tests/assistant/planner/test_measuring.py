from __future__ import annotations

import pytest

from tests.assistant.planner.written import asked

# What is asked, and the call it is read into.
LOOK_UPS = (
    ("What was our NRR in Q3 2024?", "measure net_revenue_retention in Q3 2024"),
    ("What's the NRR?", "measure net_revenue_retention"),
    ("whats arr end of march 24", "measure arr in 2024-03-31"),
    ("How many active accounts at the end of Q1 2024?", "measure active_accounts in 2024-03-31"),
    ("ARR lost to churn in Q4 2023", "measure churned_arr in Q4 2023"),
    ("how much revenue did we lose in H1 2024?", "measure churned_arr in H1 2024"),
    ("How many accounts paid us for the very first time in Q2 2024?", "measure new_accounts in Q2 2024"),
    ("average first response time in Q1 2024", "measure mean_first_response_minutes in Q1 2024"),
    ("What share of tickets got escalated in Q2 2024?", "measure escalation_rate in Q2 2024"),
    ("Out of all 2023 tickets, what percentage had to be escalated?", "measure escalation_rate in 2023"),
    ("NRR was 118% in Q3 2024, right?", "measure net_revenue_retention in Q3 2024"),
    (
        "New, expansion and contraction ARR for Q4 2024",
        "measure new_arr in Q4 2024 + measure expansion_arr in Q4 2024 + measure contraction_arr in Q4 2024",
    ),
    (
        "gross and net revenue retention for Q4 2024",
        "measure gross_revenue_retention in Q4 2024 + measure net_revenue_retention in Q4 2024",
    ),
    ("expansion of the year 2024 in mrr", "measure expansion_mrr in 2024"),
    ("What percentage of ARR comes from Enterprise?", "measure arr where plan is Enterprise as_share=True"),
    ("How many tickets came in total?", "measure tickets in all time"),
    ("churn rate", "measure logo_churn"),
)

CUTS = (
    ("NRR by industry for 2024", "measure net_revenue_retention in 2024 by industry"),
    ("ARR in Germany", "measure arr where country is DE"),
    ("nrr of indian accounts 2024", "measure net_revenue_retention in 2024 where country is IN"),
    ("ARR not in the US", "measure arr where country is not US"),
    ("NRR excluding the US and UK", "measure net_revenue_retention where country is not US or UK"),
    ("ARR by industry other than EdTech", "measure arr where industry is not EdTech by industry"),
    ("Churn events caused by pricing in 2024", "measure churn_events in 2024 where reason is pricing"),
    (
        "how many accounts churned because of pricing in 2024",
        "measure accounts_with_churn_event in 2024 where reason is pricing",
    ),
    ("uses of beta features in 2024", "measure usage_count in 2024 where is_beta is true"),
    ("Error rate of feature_17 in 2024", "measure error_rate in 2024 where feature is feature_17"),
    ("How many subscriptions are on annual billing?", "measure live_subscriptions where billing_frequency is annual"),
    ("MRR billed monthly", "measure mrr where billing_frequency is monthly"),
    (
        "How many accounts are flagged as trial, for each industry?",
        "measure accounts where is_trial is true by industry",
    ),
    ("ARR excluding trials", "measure arr where is_trial is not true"),
    ("nrr cyber security 2024", "measure net_revenue_retention in 2024 where industry is Cybersecurity"),
    (
        "2024 NRR for the accounts that signed up in Q2 2023",
        "measure net_revenue_retention in 2024 where signup_date is Q2 2023",
    ),
    (
        "grr in 2024 by signup quarter of 2023",
        "measure gross_revenue_retention in 2024 where signup_date is 2023 by signup_quarter",
    ),
    ("resolution time of escalated tickets in 2024", "measure resolution_hours in 2024 where is_escalated is true"),
)

RANKINGS = (
    ("top 10 accts by arr", "measure arr by account highest 10"),
    ("Largest account at the end of 2023?", "measure arr in 2023-12-31 by account highest 1"),
    ("Which industry has the highest average ARR per account?", "measure arr_per_account by industry highest 1"),
    ("best two countries for NRR over 2024", "measure net_revenue_retention in 2024 by country highest 2"),
    ("worst 3 features by error rate in 2024", "measure error_rate in 2024 by feature highest 3"),
    ("which country has the most accounts?", "measure accounts by country highest 1"),
    ("least used 3 features in 2024", "measure usage_count in 2024 by feature lowest 3"),
    ("second largest account by ARR", "measure arr by account highest place=2"),
    ("which month had the most tickets in 2024", "trend tickets in 2024 highest 1"),
    ("Rank churn reasons by refunds paid in 2024", "measure churn_refunds in 2024 by reason highest"),
    ("Which 5 accounts expanded the most in Q3 2024?", "measure expansion_arr in Q3 2024 by account highest 5"),
)


@pytest.mark.parametrize(("question", "call"), LOOK_UPS)
def test_a_number_is_measured(question: str, call: str) -> None:
    assert asked(question) == call


@pytest.mark.parametrize(("question", "call"), CUTS)
def test_a_number_is_cut_by_what_the_question_names(question: str, call: str) -> None:
    assert asked(question) == call


@pytest.mark.parametrize(("question", "call"), RANKINGS)
def test_groups_are_ranked_from_the_end_that_is_asked_for(question: str, call: str) -> None:
    assert asked(question) == call
