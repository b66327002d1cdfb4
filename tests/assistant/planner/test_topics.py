"""Questions about accounts that a tool of their own answers, each as one sentence of calls."""

from __future__ import annotations

import pytest

from tests.assistant.planner.companies import NAMED, NUMBERED
from tests.assistant.planner.written import asked

HEALTH = (
    ("Why is Zephyr Eyewear red?", "explain_health Zephyr Eyewear"),
    ("zephyr eyewear helth?", "explain_health Zephyr Eyewear"),
    ("what moved Zephyr Eyewear since June", "explain_health Zephyr Eyewear changes since=June"),
    ("how do we get Zephyr Eyewear back to green", "explain_health Zephyr Eyewear recovery"),
    ("which play applies to Zephyr Eyewear", "explain_health Zephyr Eyewear play"),
    ("what evidence is behind the score of Delta Foods", "explain_health Delta Foods evidence"),
    ("red accounts of Sara", "rank_health where csm is sara.haddad@lumen.example status=['red']"),
    ("which Enterprise accounts are at risk?", "rank_health where segment is Enterprise status=['red', 'yellow']"),
    ("top 3 healthiest accounts", "rank_health highest 3"),
    ("who are our happiest customers", "rank_health highest"),
    ("who are our unhappiest customers", "rank_health"),
    (
        "What's going on with Zephyr Eyewear? Health score please.",
        "describe_account Zephyr Eyewear + explain_health Zephyr Eyewear",
    ),
    ("Least healthy accounts, top 3", "rank_health 3"),
    ("Did our health scores predict churn?", "backtest_health"),
    ("how well did our scores predict churn", "backtest_health"),
    ("how well did our health scores predict the churn we had?", "backtest_health"),
    ("which weights does past churn suggest", "backtest_health weights"),
    ("how many accounts were red at the end of March?", "rank_health as of 2024-03-31 status=['red']"),
)

SIGNALS = (
    ("who lost their champion", "find_signals signals=['champion_left']"),
    ("where did usage drop?", "find_signals signals=['usage_drop']"),
    (
        "Enterprise accounts where usage dropped",
        "find_signals where segment is Enterprise signals=['usage_drop']",
    ),
    ("any warning signs at Delta Foods", "find_signals Delta Foods"),
    ("unpaid invoices by account", "find_signals signals=['invoice_overdue']"),
)

BOOK = (
    ("what should I do this week", "review_book csm=me"),
    ("Sara's book", "review_book csm=sara.haddad@lumen.example"),
    ("who needs attention in Jonas' portfolio", "review_book csm=jonas.weber@lumen.example"),
    ("coverage per csm", "review_book coverage"),
    ("who is ready to expand", "find_expansion"),
    ("is Delta Foods ready for an upsell", "find_expansion Delta Foods"),
    ("stuck onboardings", "review_onboarding state=stalled"),
    ("adoption of Delta Foods", "review_adoption Delta Foods"),
)

FIGURES = (
    ("escalated tickets in Q3 2024", "measure escalated_tickets in Q3 2024"),
    ("how much did usage drop in May 2024?", "compare usage_count in May 2024 against Apr 2024"),
    ("What changed in NRR between Q1 and Q2 2024?", "compare net_revenue_retention in Q2 2024 against Q1 2024"),
    ("ARR of Sara's book", "measure arr where csm is sara.haddad@lumen.example"),
)

PLAYS = (
    "my contact quit, what now?",
    "Our champion just left. What do I do?",
    "How do I handle an account that bought too many seats?",
    "customer is furious about an outage",
    "Who should own renewals, CS or sales?",
)


@pytest.mark.parametrize(("question", "call"), [*HEALTH, *SIGNALS, *BOOK])
def test_an_account_topic_goes_to_its_tool_with_its_fields(question: str, call: str) -> None:
    assert asked(question, company=NAMED) == call


@pytest.mark.parametrize(("question", "call"), FIGURES)
def test_the_words_of_a_topic_beside_a_metric_ask_for_the_metric(question: str, call: str) -> None:
    assert asked(question, company=NAMED) == call


@pytest.mark.parametrize("question", PLAYS)
def test_a_situation_is_looked_up_in_the_words_it_was_told(question: str) -> None:
    assert asked(question, company=NAMED).startswith(f"find_playbook situation={question}")


@pytest.mark.parametrize("question", ["renewals next quarter", "when does Company_3 renew?", "expansion pipeline"])
def test_what_a_company_does_not_record_is_declined(question: str) -> None:
    assert asked(question, company=NUMBERED) == "decline no_data"


def test_a_csm_that_the_asker_cannot_see_is_never_left_out_of_the_answer() -> None:
    assert asked("show me maya's book", company=NAMED).startswith(("ask_back", "decline"))
    assert asked("maya's renewals next quarter", company=NAMED).startswith(("ask_back", "decline"))


def test_more_rows_than_a_tool_gives_are_its_most() -> None:
    assert asked("top 50 of my book", company=NAMED) == "review_book 25 csm=me"
    assert asked("did red accounts churn within 3 days", company=NAMED).startswith(("backtest_health", "ask_back"))


def test_a_second_topic_that_the_tool_does_not_answer_is_not_dropped() -> None:
    assert asked("red accounts by weather", company=NAMED).startswith("decline")
    assert asked("stuck onboardings with an open pipeline over 40 plants", company=NAMED).startswith(
        ("ask_back", "decline")
    )
