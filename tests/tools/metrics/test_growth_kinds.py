"""Expansion by cross-sell and by usage, and effort scores, counted by hand. Opening 31 Dec 2023: 1,000 of ARR."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import Row, account, context, day, line
from tools.context import Context
from tools.measure import measure_metric
from tools.requests import MeasureMetric


def won(name: str, arr: int, kind: str) -> Row:
    return {
        "opportunity_id": f"O-{name}-{kind}",
        "account_id": f"A-{name}",
        "created_on": day("2024-01-01"),
        "kind": kind,
        "source": "sales",
        "stage": "won",
        "arr": arr,
        "closed_on": day("2024-05-01"),
    }


def effort(name: str, score: int, on: str) -> Row:
    return {
        "survey_id": f"S-{name}-{on}",
        "account_id": f"A-{name}",
        "type": "ces",
        "answered_on": day(on),
        "score": score,
    }


@pytest.fixture(scope="module")
def company() -> Context:
    """Ada 600 -> 750, won 150 by another product; Bob 400 -> 480, won 80 by consumption."""
    return context(
        {
            "accounts": [account("Ada"), account("Bob")],
            "subscriptions": [
                line("Ada", 600, "2023-01-01"),
                line("Ada", 150, "2024-05-01"),
                line("Bob", 400, "2023-01-01"),
                line("Bob", 80, "2024-05-01"),
            ],
            "opportunities": [won("Ada", 150, "cross_sell"), won("Bob", 80, "usage")],
            "surveys": [effort("Ada", 6, "2024-03-01"), effort("Bob", 3, "2024-04-01"), effort("Bob", 6, "2024-09-01")],
        }
    )


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("cross_sell_arr", 150),
        ("usage_expansion_arr", 80),
        ("nrr_from_cross_sell", Decimal("0.15")),
        ("nrr_from_usage", Decimal("0.08")),
        ("expansion_arr", 230),
        ("ces", 5),  # (6 + 3 + 6) / 3
    ],
)
def test_the_figures_are_those_counted_by_hand(company: Context, metric: str, expected: Decimal) -> None:
    assert measure_metric(company, MeasureMetric(metric=metric, period="2024")).facts[0].value == expected
