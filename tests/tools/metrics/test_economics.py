"""Economics of 2024 on a company small enough for the head.

Ada pays 1,200 all year. Bob paid 1,200 and left on 1 July 2024. New Cog pays 2,400 from 1 July 2024. Earned: 1,200 +
182 of 366 days of 1,200 + 184 of 366 days of 2,400. Costs: hosting 200, support 160, success 300,
sales 400, marketing 100.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.company import Row, account, context, day, line
from tools.catalogue import TOOLS
from tools.company import Company, Person
from tools.context import Context
from tools.evidence import Evidence

EARNED = Decimal(1200) + Decimal(1200) * 182 / 366 + Decimal(2400) * 184 / 366


def cost(category: str, amount: int, month: str = "2024-03-01", **columns: Any) -> Row:
    return {
        "cost_id": f"K-{category}-{month}-{amount}",
        "spent_on": day(month),
        "category": category,
        "amount": amount,
    } | columns


COSTS = [
    cost("hosting", 150),
    cost("hosting", 50, "2024-12-01", account_id="A-Ada"),
    cost("support", 160),
    cost("Customer Success", 300),
    cost("sales", 400),
    cost("marketing", 100),
    cost("sales", 9999, "2023-12-01"),
]
OPPORTUNITY = {
    "opportunity_id": "O-1",
    "account_id": "A-Ada",
    "created_on": day("2024-01-05"),
    "kind": "seats",
    "source": "cs_sourced",
    "stage": "won",
    "arr": 600,
    "closed_on": day("2024-02-01"),
}


def company(costs: list[Row], settings: Company | None = None, user: str | None = None) -> Context:
    return context(
        {
            "accounts": [account(name, csm="Maya", referral_source="partner") for name in ("Ada", "Bob", "Cog")],
            "subscriptions": [
                line("Ada", 1200, "2023-01-01"),
                line("Bob", 1200, "2023-01-01", "2024-07-01"),
                line("Cog", 2400, "2024-07-01"),
                line("Cog", 5000, "2024-07-01", is_one_off=True),
            ],
            "costs": costs,
            "opportunities": [OPPORTUNITY],
        },
        settings,
        user=user,
    )


def asked(metric: str, costs: list[Row] = COSTS, period: str = "2024", **fields: Any) -> Evidence:
    return TOOLS["measure_metric"].run(company(costs), {"metric": metric, "period": period} | fields)


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("earned_revenue", EARNED),
        ("gross_profit", EARNED - 360),
        ("gross_margin", (EARNED - 360) / EARNED),
        ("costs", Decimal(1160)),
        ("customer_success_cost", Decimal(300)),
        ("cost_to_serve", Decimal(660) / 3),
        ("operational_cost_per_account", Decimal(660) / 3),
        ("coverage_cost_per_account", Decimal(150)),
        ("customer_acquisition_cost", Decimal(500)),
        ("cac_payback", Decimal(500) / (Decimal(200) * (EARNED - 360) / EARNED)),
        ("churn_based_lifetime_value", Decimal(1800) * (EARNED - 360) / EARNED / Decimal("0.5")),
        ("ltv_to_cac", Decimal(1800) * (EARNED - 360) / EARNED / Decimal("0.5") / 500),
        ("expansion_contribution_ratio", Decimal(2)),
    ],
)
def test_a_figure_equals_the_sum_done_by_hand(metric: str, expected: Decimal) -> None:
    value = asked(metric).facts[0].value
    assert isinstance(value, Decimal | int)
    assert abs(Decimal(value) - expected) < Decimal("0.0001")


def test_half_a_year_is_taken_for_a_year_where_the_figure_is_one_of_a_year() -> None:
    costs = [cost("customer_success", 300, "2024-08-01")]
    assert asked("coverage_cost_per_account", costs, "H2 2024").facts[0].value == Decimal(300)


def test_costs_that_are_not_recorded_are_unknown_and_not_nothing() -> None:
    for metric in ("customer_acquisition_cost", "gross_margin", "cost_to_serve", "cac_payback", "ltv_to_cac"):
        evidence = asked(metric, [cost("other", 5)])
        assert evidence.facts[0].value is None, metric
        assert evidence.reason == "undefined"


def test_the_rule_of_40_needs_every_kind_of_cost() -> None:
    assert asked("rule_of_40").facts[0].value is None
    whole = [*COSTS, cost("R&D", 200), cost("administration", 100)]
    value = asked("rule_of_40", whole).facts[0].value
    assert isinstance(value, Decimal)
    # ARR grew from 2,400 to 3,600; 1,460 were spent of what was earned
    assert abs(value - (Decimal("0.5") + (EARNED - 1460) / EARNED)) < Decimal("0.0001")


def test_referral_savings_need_the_channel_of_each_cost() -> None:
    refused = asked("referral_savings")
    assert refused.reason == "no_data"
    assert "channel" in refused.message


def test_referral_savings_set_the_paid_price_against_that_of_a_referral() -> None:
    costs = [cost("sales", 900, channel="paid search"), cost("marketing", 100, channel="referral programme")]
    names = {"Old": "partner", "Paid1": "ads", "Paid2": "ads", "Ref": "Referral"}
    tables = {
        "accounts": [account(name, referral_source=source) for name, source in names.items()],
        "subscriptions": [line(name, 100, "2023-01-01" if name == "Old" else "2024-02-01") for name in names],
        "costs": costs,
    }
    evidence = TOOLS["measure_metric"].run(context(tables), {"metric": "referral_savings", "period": "2024"})
    assert evidence.facts[0].value == Decimal(350)  # one referred account: 900 / 2 paid ones, less the 100 it cost


def test_what_rests_on_shared_costs_is_not_split_by_segment() -> None:
    assert "as a whole" in asked("gross_margin", group_by=("csm",)).message


def test_costs_may_be_grouped_by_their_category() -> None:
    facts = asked("costs", group_by=("cost_category",)).facts
    assert {fact.subject.get("cost_category"): fact.value for fact in facts}["sales"] == 400


def test_a_figure_of_the_company_is_not_shown_to_who_sees_a_part_of_it() -> None:
    maya = Person(name="Maya", email="maya@x.example", role="csm")
    seen = company(COSTS, Company(people=(maya,)), user="maya@x.example")
    assert TOOLS["measure_metric"].run(seen, {"metric": "gross_margin"}).reason == "not_allowed"
