"""Amounts in several currencies are never added up or divided: only what rests on counts is answered."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.company import account, context, day, line
from tests.traps.asking import asked, value
from tools.catalogue import TOOLS
from tools.context import Context
from tools.metrics.amounts import COUNTED, rests_on_money
from tools.metrics.catalogue import METRICS

RATES = ("net_revenue_retention", "gross_revenue_retention", "revenue_churn", "arr_growth", "contraction_rate")


def company(one: int, *currencies: str | None) -> Context:
    """A line of 100 of each currency from 2023; the second ends, a third account starts; euros are worth `one` each."""
    dated = [("2023-02-01", None), ("2023-02-01", "2024-05-01"), ("2024-03-01", None)]
    lines = [
        line(f"a{place}", 100 * (one if currency == "EUR" else 1), *days, currency=currency, seats=5)
        for place, (currency, days) in enumerate(zip(currencies, dated, strict=True))
    ]
    names = [str(row["account_id"]) for row in lines]
    accounts = [account(name[2:], csm="Ann") for name in names]
    return context({"accounts": accounts, "subscriptions": lines, **_others(names)})


def _others(names: list[str]) -> dict[str, list[dict[str, Any]]]:
    when = day("2024-05-05")
    own = [{"account_id": name} for name in names]
    decided = {"closed_on": when, "arr": 10}
    return {
        "costs": [{"cost_id": f"C{at}", "spent_on": when, "category": "sales", "amount": 20} for at in range(2)],
        "renewals": [
            row | decided | {"renewal_id": f"R{at}", "due_on": when, "outcome": "renewed", "renewed_arr": 10}
            for at, row in enumerate(own)
        ],
        "opportunities": [
            row | decided | {"opportunity_id": f"O{at}", "created_on": when, "stage": "won", "source": "cs_sourced"}
            for at, row in enumerate(own)
        ],
    }


@pytest.mark.parametrize("metric", ["arr", "mrr", "churned_arr", "arr_per_account", "net_new_arr", *RATES])
def test_amounts_and_rates_of_amounts_are_declined(metric: str) -> None:
    evidence = asked(company(1, "USD", "EUR", "EUR"), metric)
    assert (evidence.outcome, evidence.reason) == ("declined", "no_data")
    assert "EUR, USD" in evidence.message
    assert "exchange rates" in evidence.message


@pytest.mark.parametrize("tool", ["bridge_arr", "measure_concentration"])
def test_a_bridge_and_a_concentration_are_declined_too(tool: str) -> None:
    assert TOOLS[tool].run(company(1, "USD", "EUR", "EUR"), {}).outcome == "declined"


@pytest.mark.parametrize(
    ("metric", "expected"), [("active_accounts", 2), ("churned_accounts", 1), ("logo_retention", Decimal("0.5"))]
)
def test_counts_and_rates_of_counts_are_answered(metric: str, expected: Decimal) -> None:
    assert value(company(1, "USD", "EUR", "EUR"), metric) == expected


def test_one_currency_is_answered_also_where_some_lines_do_not_name_it() -> None:
    assert value(company(1, "USD", None, "USD"), "net_revenue_retention") == Decimal("0.5")


def test_rates_of_counts_are_metrics_of_the_catalogue() -> None:
    assert set(METRICS) >= COUNTED
    assert not any(rests_on_money(METRICS[name]) for name in COUNTED)


def _answered(view: Context) -> Iterator[tuple[str, Any]]:
    for name in METRICS:
        evidence = asked(view, name)
        if evidence.facts:
            yield name, evidence.facts[0].value


def test_no_answer_depends_on_what_a_euro_is_worth() -> None:
    assert dict(_answered(company(1, "USD", "EUR", "EUR"))) == dict(_answered(company(7, "USD", "EUR", "EUR")))


DRAFTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("brief_account", {"account": "a0"}),
    ("explain_health", {"account": "a0"}),
    ("rank_health", {}),
    ("review_book", {}),
    ("list_accounts", {}),
    ("explain_renewal", {"account": "a0"}),
    ("explain_churn", {"account": "a1"}),
    ("prepare_qbr", {"account": "a0"}),
    ("prepare_board", {}),
    ("review_churn", {}),
)


@pytest.mark.parametrize(("tool", "arguments"), DRAFTS)
def test_no_draft_or_list_shows_an_amount(tool: str, arguments: dict[str, Any]) -> None:
    evidence = TOOLS[tool].run(company(1, "USD", "EUR", "EUR"), arguments)
    every = [*evidence.facts, *(fact for section in evidence.sections for fact in section.facts)]
    assert [fact.metric for fact in every if fact.unit == "money" and fact.value] == []
