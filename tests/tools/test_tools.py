"""Every tool over one tiny company, its numbers added by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.company import account, context, day, line
from tools.catalogue import TOOLS
from tools.context import Context
from tools.evidence import Evidence


def ticket(number: int, name: str, opened: str, priority: str, **columns: Any) -> dict[str, Any]:
    row = {"ticket_id": f"T-{number}", "account_id": f"A-{name}", "opened_on": day(opened), "priority": priority}
    return row | {"first_response_minutes": 0.0, "satisfaction_score": None, "is_escalated": False} | columns


def use(name: str, used: str, feature: str, uses: int, errors: int = 0) -> dict[str, Any]:
    return {
        "usage_event_id": f"U-{name}-{used}-{feature}",
        "account_id": f"A-{name}",
        "used_on": day(used),
        "feature": feature,
        "uses": uses,
        "errors": errors,
    }


@pytest.fixture(scope="module")
def company() -> Context:
    return context(
        {
            "accounts": [
                account("north", industry="Retail", seats=5, signup_date=day("2023-01-10"), is_churned=True),
                account("south", industry="Retail", seats=7, signup_date=day("2023-02-10"), is_churned=False),
                account("east", industry="Media", seats=9, signup_date=day("2023-05-10"), is_churned=False),
            ],
            "subscriptions": [
                line("north", 1200, "2023-02-01", plan="Pro", seats=5),
                line("north", 1200, "2024-07-01", plan="Basic", seats=5),
                line("south", 600, "2023-03-01", "2024-05-15", plan="Pro", seats=7),
                line("east", 2400, "2023-06-01", plan="Basic", seats=9),
            ],
            "tickets": [
                ticket(1, "north", "2024-02-01", "high", first_response_minutes=10.0, satisfaction_score=5.0),
                ticket(2, "north", "2024-05-01", "high", first_response_minutes=30.0, is_escalated=True),
                ticket(3, "south", "2024-05-02", "low", first_response_minutes=80.0, satisfaction_score=2.0),
                ticket(4, "east", "2024-08-02", "low", first_response_minutes=50.0),
            ],
            "usage_events": [
                use("north", "2024-01-05", "search", 10, 1),
                use("north", "2024-02-05", "export", 30, 0),
                use("east", "2024-02-06", "search", 60, 4),
            ],
            "churn_events": [
                {"churn_event_id": "C-1", "account_id": "A-south", "churned_on": day("2024-05-15"), "reason": "price"},
                {"churn_event_id": "C-2", "account_id": "A-north", "churned_on": day("2024-06-15"), "reason": "price"},
                {
                    "churn_event_id": "C-3",
                    "account_id": "A-north",
                    "churned_on": day("2024-06-16"),
                    "reason": "support",
                },
            ],
        }
    )


def run(company: Context, name: str, **arguments: Any) -> Evidence:
    return TOOLS[name].run(company, arguments)


def values(evidence: Evidence) -> list[Any]:
    return [fact.value for fact in evidence.facts]


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("tickets", 4),
        ("escalated_tickets", 1),
        ("escalation_rate", Decimal("0.25")),
        ("first_response_minutes", 40),
        ("mean_first_response_minutes", Decimal("42.5")),
        ("ticket_csat", Decimal("3.5")),
        ("csat_response_rate", Decimal("0.5")),
        ("usage_count", 100),
        ("usage_events", 3),
        ("usage_errors", 5),
        ("error_rate", Decimal("0.05")),
        ("accounts_with_usage", 2),
        ("features_used", 2),
        ("churn_events", 3),
        ("accounts_with_churn_event", 2),
        ("seats", 19),
    ],
)
def test_a_metric_of_the_year_equals_the_sum_done_by_hand(company: Context, metric: str, expected: Any) -> None:
    assert values(run(company, "measure_metric", metric=metric, period="2024"))[0] == expected


def test_a_ranking_is_in_order_and_counts_what_it_leaves_out(company: Context) -> None:
    evidence = run(company, "measure_metric", metric="arr", group_by=["account"], order="highest", limit=1)
    assert evidence.facts[0].subject == {"account": "east"} or evidence.facts[0].value == 2400
    assert evidence.omitted == 1


def test_the_lowest_come_first_when_asked(company: Context) -> None:
    evidence = run(company, "measure_metric", metric="usage_count", period="2024", group_by=["feature"], order="lowest")
    assert [fact.subject["feature"] for fact in evidence.facts] == ["export", "search"]


def test_arr_by_plan_takes_the_billed_plan_and_says_so(company: Context) -> None:
    evidence = run(company, "measure_metric", metric="arr", group_by=["plan"])
    assert {fact.subject.get("billed_plan"): fact.value for fact in evidence.facts[:2]} == {"Basic": 3600, "Pro": 1200}


def test_two_periods_are_compared_with_the_difference_as_a_fact(company: Context) -> None:
    evidence = run(company, "compare_metric", metric="arr", period="2024", earlier_period="2023")
    later, earlier, change, share = evidence.facts
    assert (later.value, earlier.value, change.value) == (4800, 4200, 600)
    assert change.display == "+$600"
    assert share.value == Decimal(600) / Decimal(4200)


def test_a_period_alone_is_compared_with_the_one_before(company: Context) -> None:
    evidence = run(company, "compare_metric", metric="tickets", period="Q2 2024")
    assert values(evidence)[:3] == [2, 1, 1]


def test_two_groups_are_compared_by_name(company: Context) -> None:
    evidence = run(
        company, "compare_metric", metric="tickets", period="2024", dimension="priority", values=["high", "low"]
    )
    assert values(evidence)[:3] == [2, 2, 0]


def test_one_value_alone_cannot_be_compared(company: Context) -> None:
    assert run(company, "compare_metric", metric="arr", dimension="plan", values=["Pro"]).outcome == "clarify"


def test_a_trend_has_a_fact_for_each_quarter_and_the_change(company: Context) -> None:
    evidence = run(company, "trend_metric", metric="arr", period="2024", grain="quarter")
    assert values(evidence)[:5] == [4200, 3600, 4800, 4800, 600]


def test_a_bridge_closes_to_the_cent(company: Context) -> None:
    evidence = run(company, "bridge_arr", period="2024")
    parts = {fact.metric: fact.value for fact in evidence.facts}
    assert parts["opening_arr"] == 4200
    assert parts["expansion_arr"] == 1200
    assert parts["churned_arr"] == 600
    moved = parts["new_arr"] + parts["reactivation_arr"] + parts["expansion_arr"]  # type: ignore[operator]
    assert parts["opening_arr"] + moved - parts["contraction_arr"] - parts["churned_arr"] == parts["closing_arr"]  # type: ignore[operator]


def test_a_monthly_bridge_is_in_monthly_amounts(company: Context) -> None:
    evidence = run(company, "bridge_arr", period="Q2 2024", grain="month", is_monthly_amount=True)
    churned = [fact.value for fact in evidence.facts if fact.metric == "churned_mrr"]
    assert churned == [0, 50, 0]


def test_concentration_divides_the_largest_by_the_whole(company: Context) -> None:
    share, top, whole, *_ = values(run(company, "measure_concentration", top=1))
    assert (share, top, whole) == (Decimal("0.5"), 2400, 4800)


def test_a_cohort_keeps_the_accounts_that_still_pay(company: Context) -> None:
    evidence = run(company, "retain_cohorts")
    first, second = evidence.facts[0], evidence.facts[3]
    assert (first.subject["cohort"], first.value, first.inputs["signed_up"]) == ("Q1 2023", Decimal("0.5"), 2)
    assert (second.subject["cohort"], second.value) == ("Q2 2023", 1)


def test_an_account_is_described_with_its_status_and_what_is_recorded(company: Context) -> None:
    facts = {fact.metric: fact.value for fact in run(company, "describe_account", account="south").facts}
    assert facts["account_status"] == "no longer paying"
    assert facts["paying_since"] == "2023-03-01"
    assert facts["paid_until"] == "2024-05-15"
    assert facts["industry"] == "Retail"
    assert facts["arr"] == 0


def test_one_attribute_is_answered_alone(company: Context) -> None:
    (fact,) = run(company, "describe_account", account="east", attribute="seats").facts
    assert (fact.label, fact.value) == ("Seats", 9)


def test_accounts_are_listed_by_conditions_with_their_count(company: Context) -> None:
    condition = {"metric": "tickets", "comparison": "at_least", "amount": 1}
    evidence = run(company, "list_accounts", conditions=[condition], sort_by="tickets", period="Q2 2024")
    assert [fact.subject.get("account") for fact in evidence.facts[:2]] == ["north", "south"]
    assert evidence.facts[-1].value == 2


def test_accounts_are_listed_by_a_flag(company: Context) -> None:
    evidence = run(company, "list_accounts", filters=[{"dimension": "is_churned", "values": ["true"]}])
    assert [fact.subject for fact in evidence.facts[:1]] == [{"account": "north"}]


@pytest.mark.parametrize(
    ("name", "arguments", "reason"),
    [
        ("measure_metric", {"metric": "arr", "period": "2025"}, "no_data"),
        ("measure_metric", {"metric": "tickets", "period": "2022"}, "no_data"),
        ("measure_metric", {"metric": "nps"}, "no_data"),
        ("measure_metric", {"metric": "resolution_hours"}, "no_data"),
        (
            "measure_metric",
            {"metric": "arr", "filters": [{"dimension": "industry", "values": ["Mining"]}]},
            "unknown_entity",
        ),
        ("measure_metric", {"metric": "net_revenue_retention", "period": "Q1 2023"}, "undefined"),
        ("measure_metric", {"metric": "zzz"}, "unknown_entity"),
        ("describe_account", {"account": "west"}, "unknown_entity"),
        ("decline", {"reason": "out_of_scope", "because": "No weather here."}, "out_of_scope"),
    ],
)
def test_what_cannot_be_answered_is_declined_with_the_reason(
    company: Context, name: str, arguments: dict[str, Any], reason: str
) -> None:
    evidence = run(company, name, **arguments)
    assert (evidence.outcome, evidence.reason) == ("declined", reason)
    assert evidence.message or evidence.facts[0].undefined_because


def test_a_question_back_carries_its_choices(company: Context) -> None:
    evidence = run(company, "ask_back", question="Which?", choices=["NRR?", "GRR?"])
    assert evidence.outcome == "clarify"
    assert [choice.question for choice in evidence.choices] == ["NRR?", "GRR?"]


def test_arguments_that_do_not_fit_are_refused_in_plain_words(company: Context) -> None:
    evidence = run(company, "measure_metric", metric="arr", owner="everyone")
    assert evidence.outcome == "clarify"
    assert "owner" in evidence.message


def test_mixed_currencies_are_declined_instead_of_added_up() -> None:
    mixed = context(
        {
            "accounts": [account("north")],
            "subscriptions": [
                line("north", 1, "2024-01-01", currency="USD"),
                line("north", 1, "2024-01-02", currency="EUR"),
            ],
        }
    )
    evidence = run(mixed, "measure_metric", metric="arr")
    assert (evidence.outcome, evidence.reason) == ("declined", "no_data")
    assert "EUR" in evidence.message


def test_ranked_steps_say_how_they_were_filtered(company: Context) -> None:
    only_south = [{"dimension": "account", "values": ["A-south"]}]
    ranked = run(company, "trend_metric", metric="new_arr", grain="quarter", order="highest", filters=only_south)
    assert "account is south" in ranked.assumptions


def test_a_filter_by_account_is_said_by_its_name(company: Context) -> None:
    others = [{"dimension": "account", "values": ["A-south", "north"], "is_excluded": True}]
    found = run(company, "measure_metric", metric="arr", filters=others)
    assert found.assumptions[-1] == "account is not south or north"
    assert values(found) == [2400]


@pytest.mark.parametrize(
    ("metric", "amount", "words"),
    [
        ("NRR", 1.1, "NRR above 110 %"),
        ("NRR", 0.9255, "NRR above 92.55 %"),
        ("arr", 400000, "ARR above $400,000"),
        ("arr", 1234.5, "ARR above $1,234.50"),
        ("tickets", 3, "Tickets above 3"),
        ("first_response_minutes", 90, "Median first response above 90 minutes"),
        ("ticket_csat", 4.5, "above 4.5"),
    ],
)
def test_a_condition_is_said_in_its_unit(company: Context, metric: str, amount: float, words: str) -> None:
    condition = {"metric": metric, "comparison": "above", "amount": amount}
    found = run(company, "list_accounts", conditions=[condition])
    assert any(text.endswith(words) for text in found.assumptions), found.assumptions
