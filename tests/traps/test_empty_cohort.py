"""Without anybody in the cohort a rate is undefined and says why; it is never zero and never 100 %."""

from __future__ import annotations

import pytest

from tests.company import account, context, line
from tests.traps.asking import asked, by_group, only, value
from tools.context import Context

RATES = ("net_revenue_retention", "gross_revenue_retention", "logo_retention", "logo_churn", "revenue_churn")


@pytest.fixture(scope="module")
def view() -> Context:
    """Nobody paid before June 2023; of SMB nobody ever pays."""
    return context(
        {
            "accounts": [account("acme", segment="Enterprise"), account("tiny", segment="SMB")],
            "subscriptions": [line("acme", 100, "2023-06-01"), line("tiny", 90, "2023-06-01", is_trial=True)],
        }
    )


@pytest.mark.parametrize("metric", RATES)
def test_a_rate_without_a_base_is_undefined_with_the_reason(view: Context, metric: str) -> None:
    evidence = asked(view, metric, "Q1 2023")
    assert evidence.facts[0].value is None
    assert evidence.facts[0].undefined_because == (
        "no account paid at the close before the period, so there is no base to retain"
    )
    assert (evidence.outcome, evidence.reason) == ("declined", "undefined")
    assert evidence.facts[0].display == "not defined"


@pytest.mark.parametrize("metric", RATES)
def test_a_filter_that_leaves_nobody_is_undefined_too(view: Context, metric: str) -> None:
    assert value(view, metric, "2024", **only("segment", "SMB")) is None


def test_a_group_without_a_base_is_left_out_or_undefined(view: Context) -> None:
    assert by_group(view, "net_revenue_retention", "segment").get("SMB") is None


def test_a_mean_or_a_share_of_nobody_is_undefined(view: Context) -> None:
    assert value(view, "arr_per_account", "2023-03-31") is None
    assert value(view, "arr_growth", "Q1 2023") is None
    assert value(view, "arr_per_account", "2024-12-31", **only("segment", "SMB")) is None


def test_an_amount_of_nobody_is_zero(view: Context) -> None:
    assert value(view, "arr", "2023-03-31") == 0
    assert value(view, "churned_arr", "Q1 2023") == 0
