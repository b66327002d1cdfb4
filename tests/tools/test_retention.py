"""Revenue and retention on a company of six accounts, added by hand.

Opening (31 Dec 2023) -> closing (31 Dec 2024), ARR:
grown 100 -> 150, shrunk 100 -> 60, gone 100 -> 0, kept 100 -> 100, fresh 0 -> 80, back 0 -> 40 (paid in 2023).
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import account, context, line
from tools.context import Context
from tools.facts import Fact
from tools.measure import measure_metric
from tools.requests import Filter, MeasureMetric


@pytest.fixture(scope="module")
def company() -> Context:
    names = {"grown": "US", "shrunk": "US", "gone": "UK", "kept": "UK", "fresh": "US", "back": "UK"}
    return context(
        {
            "accounts": [account(name, country=country) for name, country in names.items()],
            "subscriptions": [
                line("grown", 100, "2023-02-01"),
                line("grown", 50, "2024-06-01"),
                line("shrunk", 100, "2023-02-01", "2024-05-01"),
                line("shrunk", 60, "2024-05-01"),
                line("gone", 100, "2023-02-01", "2024-12-31"),
                line("kept", 100, "2023-02-01"),
                line("fresh", 80, "2024-03-01"),
                line("back", 30, "2023-02-01", "2023-06-01"),
                line("back", 40, "2024-07-01"),
                line("fresh", 999, "2024-01-01", None, is_trial=True),
            ],
        }
    )


def value(company: Context, metric: str, period: str | None = "2024") -> Fact:
    return measure_metric(company, MeasureMetric(metric=metric, period=period)).facts[0]


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("arr", 430),
        ("mrr", Decimal(430) / 12),
        ("opening_arr", 400),
        ("new_arr", 80),
        ("reactivation_arr", 40),
        ("expansion_arr", 50),
        ("contraction_arr", 40),
        ("churned_arr", 100),
        ("closing_arr", 430),
        ("net_new_arr", 30),
        ("net_revenue_retention", Decimal("0.775")),
        ("gross_revenue_retention", Decimal("0.65")),
        ("logo_retention", Decimal("0.75")),
        ("logo_churn", Decimal("0.25")),
        ("revenue_churn", Decimal("0.25")),
        ("arr_growth", Decimal("0.075")),
        ("churned_accounts", 1),
        ("new_accounts", 1),
        ("reactivated_accounts", 1),
        ("expanded_accounts", 1),
        ("contracted_accounts", 1),
        ("active_accounts", 5),
        ("accounts", 6),
        ("live_subscriptions", 6),
        ("trial_subscriptions", 1),
        ("arr_per_account", 86),
    ],
)
def test_a_metric_equals_the_sum_done_by_hand(company: Context, metric: str, expected: Decimal) -> None:
    assert value(company, metric).value == expected


def test_a_line_that_ends_on_the_last_day_is_not_live_at_its_close(company: Context) -> None:
    assert value(company, "churned_accounts", "2024").value == 1
    assert value(company, "active_accounts", "2024-12-30").value == 6


def test_retention_without_opening_revenue_is_undefined_with_the_reason(company: Context) -> None:
    evidence = measure_metric(company, MeasureMetric(metric="net_revenue_retention", period="2023"))
    assert (evidence.outcome, evidence.reason) == ("declined", "undefined")
    assert evidence.facts[0].value is None
    assert "no base" in (evidence.facts[0].undefined_because or "")


def test_the_parts_by_country_add_up_to_the_total(company: Context) -> None:
    evidence = measure_metric(company, MeasureMetric(metric="arr", group_by=("country",)))
    *parts, total = evidence.facts
    assert {fact.subject["country"]: fact.value for fact in parts} == {"US": 290, "UK": 140}
    assert total.value == 430


def test_a_filter_limits_the_cohort_and_is_said(company: Context) -> None:
    american = Filter(dimension="country", values=("us",))
    evidence = measure_metric(
        company, MeasureMetric(metric="net_revenue_retention", period="2024", filters=(american,))
    )
    assert evidence.facts[0].value == Decimal("1.05")
    assert evidence.facts[0].subject == {"country": "US"}
    assert "country is US" in evidence.assumptions


def test_an_excluded_value_keeps_the_rest(company: Context) -> None:
    others = Filter(dimension="country", values=("US",), is_excluded=True)
    assert measure_metric(company, MeasureMetric(metric="arr", filters=(others,))).facts[0].value == 140


def test_a_fact_carries_what_proves_it(company: Context) -> None:
    fact = value(company, "gross_revenue_retention")
    assert fact.definition.version == 1
    assert fact.inputs["opening"] == 400
    assert fact.source.tables == ("subscriptions",)
    assert fact.source.rows == 6
    assert "SELECT" in fact.source.query.upper()
    assert fact.period is not None
    assert fact.period.start.isoformat() == "2024-01-01"
