"""Words that change a number are used or asked back about; a second half keeps the rows of the first."""

from __future__ import annotations

import pytest

from tests.assistant.planner.written import asked

USED = (
    ("ARR with auto renew disabled", "measure arr where auto_renew is not true"),
    ("ARR where auto-renew is switched off", "measure arr where auto_renew is not true"),
    (
        "Everything but low priority: how many tickets in H1 2024?",
        "measure tickets in H1 2024 where priority is not low",
    ),
    (
        "How many tickets did FinTech open in Q3 2024 and how many were escalated?",
        "measure tickets in Q3 2024 where industry is FinTech"
        " + measure escalated_tickets in Q3 2024 where industry is FinTech",
    ),
    (
        "Expansion ARR in DE 2024, contraction too",
        "measure expansion_arr in 2024 where country is DE + measure contraction_arr in 2024 where country is DE",
    ),
    (
        "What's ARR for FinTech and what is our NRR?",
        "measure arr where industry is FinTech + measure net_revenue_retention",
    ),
    (
        "How many customers and how much ARR in DE",
        "measure accounts where country is DE + measure arr where country is DE",
    ),
    ("tickets in Q3 and escalations in Q4 2024", "measure tickets in Q3 2024 + measure escalated_tickets in Q4 2024"),
    (
        "tickets, csat and escalation rate in Q3 2024",
        "measure tickets in Q3 2024 + measure ticket_csat in Q3 2024 + measure escalation_rate in Q3 2024",
    ),
    ("customers gained vs lost in 2024", "measure new_accounts in 2024 + measure churned_accounts in 2024"),
    ("churn rate 2024 by logo and revenue", "measure logo_churn in 2024 + measure revenue_churn in 2024"),
    ("fastest growing industry by ARR 2024", "measure arr_growth in 2024 by industry highest 1"),
    (
        "which plan grew the least in ARR 2024?",
        "measure arr_growth in 2024 by plan lowest 1 + measure net_new_arr in 2024 by plan lowest 1",
    ),
    ("which country added the most arr in 2024", "measure net_new_arr in 2024 by country highest 1"),
    (
        "GRR of FinTech against all other industries, 2024",
        "compare gross_revenue_retention in 2024 of industry FinTech is_against_others=True",
    ),
    ("Error rate of beta versus non-beta usage in 2024", "compare error_rate in 2024 of is_beta true against false"),
    ("Net new ARR in the last four quarters?", "trend net_new_arr in 2024 each quarter + measure net_new_arr in 2024"),
    (
        "Which feature do FinTech accounts use the most, 2024?",
        "measure usage_count in 2024 where industry is FinTech by feature highest 1",
    ),
    (
        "churn events in Q4 2024 that gave 'features' as the reason",
        "measure churn_events in Q4 2024 where reason is features",
    ),
    ("tickets raised by accounts on the Pro plan in 2024", "measure tickets in 2024 where plan is Pro"),
    (
        "Which accounts have both more than 100k ARR and an escalated ticket in 2024?",
        "list_accounts with arr above 100000 and escalated_tickets above 0 in 2024 50",
    ),
    ("tickets from 11 to 17 November 2024", "measure tickets in 2024-11-11..2024-11-17"),
)

FOLLOWED = (
    ("tickets in 2024 by month", "which was the highest", "trend tickets in 2024 highest 1"),
    ("errors by feature 2024", "exclude beta", "measure usage_errors in 2024 where is_beta is not true by feature"),
    ("ARR growth 2024 by industry", "Which grew fastest?", "measure arr_growth in 2024 by industry highest"),
    ("nrr", "and fr q3 2024", "measure net_revenue_retention in Q3 2024"),
)

ASKED_BACK = (
    "Tickets per week in November 2024",
    "tickets per account 2024",
    "ARR including trials",
    "ARR of accounts that stayed in 2024",
    "usage by paying accounts",
    "How often do DevTools accounts log in?",
    "whats my book worth in arr",
    "ARR by industry and country and plan",
    "net new logos 2024",
    "Which feature's usage grew most from Q3 to Q4 2024?",
    "who pays more?",
)


@pytest.mark.parametrize(("question", "calls"), USED)
def test_what_changes_the_number_is_in_the_call(question: str, calls: str) -> None:
    assert asked(question).rstrip() == calls


@pytest.mark.parametrize(("before", "then", "calls"), FOLLOWED)
def test_a_follow_up_changes_only_what_it_says(before: str, then: str, calls: str) -> None:
    assert asked(before, then) == calls


@pytest.mark.parametrize("question", ASKED_BACK)
def test_what_no_tool_computes_is_asked_back(question: str) -> None:
    assert asked(question) == "ask_back"


@pytest.mark.parametrize(
    ("question", "call"),
    [
        ("draft me a poem for company_12", "decline out_of_scope"),
        ("When does the new dashboard ship?", "decline out_of_scope"),
        ("company_12 email address", "decline not_allowed"),
        ("What do customers say about feature_5?", "decline no_data"),
        ("which account was the first to churn", "decline no_data"),
    ],
)
def test_what_the_data_does_not_hold_is_declined(question: str, call: str) -> None:
    assert asked(question) == call
