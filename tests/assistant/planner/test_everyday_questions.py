"""Questions as people put them, and the one call that answers each. The company is tiny and unlike the sample."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.calls import ToolCall
from assistant.planner.reading import read
from tests.company import account, context, day, line
from tools.context import Context


@pytest.fixture(scope="module")
def company() -> Context:
    names = {"Orchid Rail": ("Transport", "US"), "Orchid Foods": ("Food", "UK"), "Basalt Media": ("Media", "US")}
    return context(
        {
            "accounts": [
                account(name, industry=industry, country=country, signup_date=day("2023-02-01"), csm="ana@x.example")
                for name, (industry, country) in names.items()
            ],
            "subscriptions": [line(name, 1200, "2023-03-01", plan="Gold", seats=3) for name in names],
            "tickets": [
                {
                    "ticket_id": f"T-{name}",
                    "account_id": f"A-{name}",
                    "opened_on": day("2024-05-01"),
                    "priority": "urgent",
                }
                for name in names
            ],
        }
    )


def calls(company: Context, *turns: str) -> list[tuple[str, dict[str, Any]]]:
    """What the last of the turns is read into."""
    previous: tuple[ToolCall, ...] = ()
    for text in turns:
        previous = read(text, company.vocabulary, company.calendar, previous)
    return [(call.name, call.arguments) for call in previous]


@pytest.mark.parametrize(
    ("question", "metric", "period"),
    [
        ("What was NRR in 2024?", "net_revenue_retention", "2024"),
        ("nrr 2024", "net_revenue_retention", "2024"),
        ("whats teh gross retention in q3", "gross_revenue_retention", "Q3 2024"),
        ("hi, could you tell me our mrr at the end of june 2024 pls", "mrr", "2024-06-30"),
        ("how many tickets did we get last quarter", "tickets", "Q3 2024"),
        ("How many support tickets were opened in 2024?", "tickets", "2024"),
        ("how many active customers in march 2024", "active_accounts", "Mar 2024"),
        ("churned ARR in 2024", "churned_arr", "2024"),
    ],
)
def test_a_look_up_is_read_with_its_period(company: Context, question: str, metric: str, period: str) -> None:
    ((name, arguments),) = calls(company, question)
    assert name == "measure_metric"
    assert arguments["metric"] == metric
    assert arguments.get("period") == period


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("arr by industry", {"metric": "arr", "group_by": ["industry"]}),
        ("arr in the US", {"metric": "arr", "filters": [{"dimension": "country", "values": ["US"]}]}),
        ("arr of basalt media", {"metric": "arr", "filters": [{"dimension": "account", "values": ["Basalt Media"]}]}),
        (
            "which industry has the highest arr",
            {"metric": "arr", "group_by": ["industry"], "order": "highest", "limit": 1},
        ),
    ],
)
def test_cuts_and_rankings_name_the_companys_own_words(
    company: Context, question: str, expected: dict[str, Any]
) -> None:
    assert calls(company, question) == [("measure_metric", expected)]


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        ("compare arr of 2023 and 2024", "compare_metric"),
        ("tickets per month in 2024", "trend_metric"),
        ("arr bridge for 2024", "bridge_arr"),
        ("what share of arr do our top 2 accounts hold", "measure_concentration"),
        ("which accounts pay more than 1000 arr", "list_accounts"),
        ("tell me about Basalt Media", "describe_account"),
        ("what is nrr", "define_term"),
        ("what data do you have", "describe_data"),
        ("how is retention?", "ask_back"),
        ("what is the weather in Lisbon", "decline"),
        ("give Basalt Media a discount", "decline"),
    ],
)
def test_each_kind_of_question_finds_its_tool(company: Context, question: str, tool: str) -> None:
    assert [name for name, _ in calls(company, question)] == [tool]


@pytest.mark.parametrize(
    "question",
    ["arr in brazil", "arr for the zebra industry", "nrr of Acme Corp", "tickets of purple priority"],
)
def test_a_name_the_data_does_not_hold_is_never_dropped(company: Context, question: str) -> None:
    names = [name for name, _ in calls(company, question)]
    held = [arguments for name, arguments in calls(company, question) if arguments.get("filters")]
    assert names == ["decline"] or names == ["ask_back"] or held


@pytest.mark.parametrize(
    ("turns", "changed"),
    [
        (("what was arr in 2023?", "and in 2024?"), {"period": "2024"}),
        (("arr by industry", "and by country?"), {"group_by": ["country"]}),
        (("arr at the end of 2024", "only the US"), {"filters": [{"dimension": "country", "values": ["US"]}]}),
    ],
)
def test_a_follow_up_changes_one_thing(company: Context, turns: tuple[str, ...], changed: dict[str, Any]) -> None:
    ((_, arguments),) = calls(company, *turns)
    assert arguments["metric"] == "arr"
    assert changed.items() <= arguments.items()


def test_two_questions_in_one_message_are_two_calls(company: Context) -> None:
    found = calls(company, "What was NRR in 2024? And how many tickets did we get in 2024?")
    assert [arguments["metric"] for _, arguments in found] == ["net_revenue_retention", "tickets"]


def test_what_stays_unread_is_said(company: Context) -> None:
    ((_, arguments),) = calls(company, "hopefully somebody remembers our arr")
    assert arguments["metric"] == "arr"
