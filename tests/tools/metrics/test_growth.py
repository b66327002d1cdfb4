"""Expansion by the kind of what was won. Opening 31 Dec 2023, closing 31 Dec 2024; opening ARR 1,000 in all.

Ada 400 -> 500, won 60 of seats and 40 of tier. Bob 400 -> 450, won 100 of seats although he gave 50 back. Cog 200 ->
230 and nobody logged why. New Dee won a deal, but is not in the base.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import Row, account, context, day, line
from tools.context import Context
from tools.measure import measure_metric
from tools.requests import MeasureMetric


def won(name: str, arr: int, kind: str, on: str = "2024-05-01", stage: str = "won") -> Row:
    return {
        "opportunity_id": f"O-{name}-{kind}-{on}",
        "account_id": f"A-{name}",
        "created_on": day("2023-12-01"),
        "kind": kind,
        "source": "cs_sourced",
        "stage": stage,
        "arr": arr,
        "closed_on": day(on),
    }


@pytest.fixture(scope="module")
def company() -> Context:
    names = ("Ada", "Bob", "Cog", "Dee")
    return context(
        {
            "accounts": [account(name) for name in names],
            "subscriptions": [
                line("Ada", 400, "2023-01-01"),
                line("Ada", 100, "2024-05-01"),
                line("Bob", 400, "2023-01-01", "2024-07-01"),
                line("Bob", 450, "2024-07-01"),
                line("Cog", 200, "2023-01-01"),
                line("Cog", 30, "2024-03-01"),
                line("Dee", 90, "2024-03-01"),
            ],
            "opportunities": [
                won("Ada", 60, "Seats"),
                won("Ada", 40, "tier"),
                won("Ada", 500, "usage", stage="lost"),
                won("Bob", 100, "seats"),
                won("Cog", 25, "cross_sell", on="2023-11-01"),
                won("Dee", 90, "seats"),
            ],
        }
    )


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("seat_expansion_arr", 110),
        ("tier_expansion_arr", 40),
        ("cross_sell_arr", 0),
        ("usage_expansion_arr", 0),
        ("unassigned_expansion_arr", 30),
        ("expansion_arr", 180),
        ("nrr_from_seats", Decimal("0.11")),
        ("nrr_from_tiers", Decimal("0.04")),
        ("nrr_from_unassigned", Decimal("0.03")),
        ("net_revenue_retention", Decimal("1.18")),
        ("contraction_rate", 0),
        ("expansion_share", Decimal(180) / Decimal(270)),
        ("grr_point_value", 10),
    ],
)
def test_the_kinds_add_up_to_the_ledger_and_to_nrr(company: Context, metric: str, expected: Decimal) -> None:
    assert measure_metric(company, MeasureMetric(metric=metric, period="2024")).facts[0].value == expected


def test_without_opening_arr_a_point_of_nrr_is_not_defined(company: Context) -> None:
    fact = measure_metric(company, MeasureMetric(metric="nrr_from_seats", period="2023")).facts[0]
    assert (fact.value, bool(fact.undefined_because)) == (None, True)
