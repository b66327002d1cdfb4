"""A rate over several groups is that of their sums, never the mean of their rates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import account, context, line
from tests.traps.asking import asked, by_group, value
from tools.catalogue import TOOLS
from tools.context import Context


@pytest.fixture(scope="module")
def view() -> Context:
    """Enterprise 900 -> 900 in one account; SMB 100 -> 50 in four, three of which leave or shrink."""
    small = {f"s{number}": end for number, end in enumerate((None, None, "2024-05-01", "2024-06-01"))}
    return context(
        {
            "accounts": [account("big", segment="Enterprise"), *(account(name, segment="SMB") for name in small)],
            "subscriptions": [
                line("big", 900, "2023-02-01"),
                *(line(name, 25, "2023-02-01", end) for name, end in small.items()),
            ],
        }
    )


def test_the_whole_is_pooled_and_not_the_mean_of_its_segments(view: Context) -> None:
    assert by_group(view, "net_revenue_retention", "segment") == {"Enterprise": 1, "SMB": Decimal("0.5")}
    assert value(view, "net_revenue_retention") == Decimal("0.95")


def test_the_total_beside_the_segments_is_the_pooled_one(view: Context) -> None:
    evidence = asked(view, "net_revenue_retention", "2024", group_by=["segment"])
    assert [fact.value for fact in evidence.facts[evidence.headline :]] == [Decimal("0.95")]


def test_two_segments_together_are_pooled_too(view: Context) -> None:
    chosen = [{"dimension": "segment", "values": ["Enterprise", "SMB"]}]
    assert value(view, "logo_retention", "2024", filters=chosen) == Decimal("0.6")


def test_a_year_is_not_the_mean_of_its_quarters(view: Context) -> None:
    quarters = [value(view, "net_revenue_retention", f"Q{quarter} 2024") for quarter in (1, 2, 3, 4)]
    assert quarters == [1, Decimal("0.95"), 1, 1]
    assert value(view, "net_revenue_retention") == Decimal("0.95") != sum(quarters) / 4


def test_shares_of_a_rate_are_refused(view: Context) -> None:
    asked_share = {"metric": "net_revenue_retention", "period": "2024", "group_by": ["segment"], "as_share": True}
    assert TOOLS["measure_metric"].run(view, asked_share).outcome == "clarify"


def test_a_mean_over_accounts_is_named_as_one(view: Context) -> None:
    evidence = asked(view, "net_revenue_retention", "2024", over_accounts="mean")
    assert evidence.facts[0].value == Decimal("0.6")
    assert evidence.facts[0].label == "NRR per account (mean)"
    assert "over accounts for which NRR is defined" in evidence.assumptions
