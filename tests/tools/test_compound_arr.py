"""Growth over years: two retentions side by side, and a difference somebody printed."""

from __future__ import annotations

from tests.company import account, context, line
from tools.compound_arr import compound_arr
from tools.evidence import Evidence
from tools.what_if_requests import CompoundArr

TABLES = {
    "accounts": [account("Acme"), account("Beta"), account("Gamma")],
    "subscriptions": [
        line("Acme", 100, "2023-01-01"),
        line("Beta", 100, "2023-01-01", "2024-09-01"),
        line("Gamma", 60, "2024-03-01"),
    ],
}


def compound(**arguments: object) -> Evidence:
    return compound_arr(context(TABLES), CompoundArr.model_validate(arguments))


def values(evidence: Evidence, metric: str) -> list[object]:
    return [fact.value for fact in evidence.facts[: evidence.headline] if fact.metric == metric]


def test_two_companies_with_the_same_sales_part_by_what_they_keep() -> None:
    evidence = compound(retentions=(0.5, 1), opening_arr=100, new_arr=20, years=2)
    assert values(evidence, "arr_after_years") == [55, 140]
    assert values(evidence, "arr_gap_after_years") == [85]


def test_without_statements_the_company_itself_is_compounded() -> None:
    # 160 today, 60 new in the twelve months, half of the opening 200 kept: 160 x 0.5 + 60.
    assert values(compound(years=1), "arr_after_years") == [140]


def test_a_printed_difference_is_held_against_every_convention() -> None:
    # At the year's start: (100 + 20) x 0.5 = 60 -> 40; (100 + 20) -> 140: 100 apart.
    claim = compound(retentions=(0.5, 1), opening_arr=100, new_arr=20, years=2, claimed=100).sections[-1]
    assert "the year's start" in str(claim.facts[1].value)
