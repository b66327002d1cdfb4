"""Retention under a what-if: opening 300, closing 320 of the same accounts, in 2024."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import account, context, line
from tools.errors import NoData
from tools.evidence import Evidence
from tools.facts import Fact
from tools.simulate_retention import simulate_retention
from tools.what_if_requests import SimulateRetention

TABLES = {
    "accounts": [account("Acme"), account("Beta"), account("Gamma"), account("Delta")],
    # Opening: Acme 100, Beta 100, Gamma 100. Closing: Acme 150, Beta 120, Gamma 50; Delta is new with 40.
    "subscriptions": [
        line("Acme", 100, "2023-01-01"),
        line("Acme", 50, "2024-06-01"),
        line("Beta", 100, "2023-01-01"),
        line("Beta", 20, "2024-06-01"),
        line("Gamma", 100, "2023-01-01", "2024-09-01"),
        line("Gamma", 50, "2024-09-01"),
        line("Delta", 40, "2024-02-01"),
    ],
}


def simulate(**arguments: object) -> Evidence:
    return simulate_retention(context(TABLES), SimulateRetention.model_validate({"period": "2024", **arguments}))


def head(evidence: Evidence) -> dict[str, Fact]:
    return {fact.metric: fact for fact in evidence.facts[: evidence.headline]}


def test_an_account_that_leaves_takes_its_closing_arr_out_of_both_rates() -> None:
    found = head(simulate(scenario="accounts_leave", accounts=("acme",)))
    assert found["net_revenue_retention"].value == Decimal(320) / 300
    assert found["simulated_net_revenue_retention"].display == "56.7 %"  # 170 of 300
    assert found["simulated_net_revenue_retention_change"].display == "-50.0 points"
    assert found["gross_revenue_retention"].display == "83.3 %"  # 100 + 100 + 50
    assert found["simulated_gross_revenue_retention"].display == "50.0 %"
    assert found["simulated_arr_change"].value == -150


def test_without_the_largest_expansion_nrr_falls_and_grr_stays() -> None:
    found = head(simulate(scenario="without_largest_expansions", count=1))
    assert found["simulated_net_revenue_retention"].value == Decimal(320) / 300 + Decimal(-50) / 300
    assert found["simulated_gross_revenue_retention"].value == found["gross_revenue_retention"].value


def test_a_renewal_at_another_amount_is_held_against_what_was_expected() -> None:
    found = head(simulate(scenario="renewal_at", accounts=("beta",), uplift=0, instead_of=0.5))
    assert found["simulated_net_revenue_retention"].display == "106.7 %"
    assert found["expected_net_revenue_retention"].display == "126.7 %"  # 60 more of 300
    assert found["simulated_net_revenue_retention_change"].display == "-20.0 points"


def test_an_account_that_did_not_pay_at_the_opening_changes_no_rate_and_is_named() -> None:
    evidence = simulate(scenario="accounts_leave", accounts=("delta",))
    found = head(evidence)
    assert found["simulated_net_revenue_retention"].value == found["net_revenue_retention"].value
    assert found["simulated_arr_change"].value == -40
    assert evidence.notes[0].startswith("Delta was not paying at the opening")


def test_nothing_to_leave_out_is_said() -> None:
    with pytest.raises(NoData, match="No account expanded"):
        simulate(scenario="without_largest_expansions", period="Q1 2024")
