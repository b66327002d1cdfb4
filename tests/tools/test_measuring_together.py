"""Metrics asked together are taken from rows that hold those of all, in whatever order they are named."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.company import account, context, line
from tools.measuring import measure_together
from tools.metrics.catalogue import METRICS
from tools.period_words import read_period
from tools.selection import Selection

# Acme goes from 100 to 70, Beta from 40 to nothing.
VIEW = context(
    {
        "accounts": [account("Acme"), account("Beta")],
        "subscriptions": [
            line("Acme", 70, "2023-01-01"),
            line("Acme", 30, "2023-01-01", "2024-05-01"),
            line("Beta", 40, "2023-01-01", "2024-06-01"),
        ],
    }
)
YEAR = Selection(read_period("2024", VIEW.calendar))
MOVED = {"opening_arr": 140, "contraction_arr": 30, "churned_arr": 40, "closing_arr": 70}


@pytest.mark.parametrize("names", list(permutations(MOVED)))
def test_the_order_of_the_names_changes_no_value(names: tuple[str, ...]) -> None:
    (facts,) = measure_together(VIEW, [METRICS[name] for name in names], YEAR)
    assert {fact.metric: fact.value for fact in facts} == MOVED


def test_metrics_of_other_rows_are_not_taken_from_these() -> None:
    with pytest.raises(ValueError, match="one frame"):
        measure_together(VIEW, [METRICS["churned_arr"], METRICS["accounts"]], YEAR)
