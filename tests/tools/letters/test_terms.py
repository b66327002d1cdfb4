from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.tools.letters.matters import matter
from tools.facts import Fact
from tools.letters.terms import next_amount, reduced, terms
from tools.record.rows import Line, Opportunity, Renewal

RENEWAL = Renewal("R-1", date(2026, 9, 1), Decimal(12000))
LAST = Renewal("R-0", date(2025, 9, 1), Decimal(9000), "expanded", date(2025, 8, 20), Decimal(12000))


def by_metric(facts: object) -> dict[str, Fact]:
    return {fact.metric: fact for fact in facts}  # type: ignore[attr-defined]


def test_day_amount_seats_product_and_term_are_read_off_the_record() -> None:
    lines = (Line("S-1", date(2024, 1, 1), Decimal(12000), product="Planner", seats=20),)
    found = by_metric(terms(matter("renewal", lines=lines, renewals=(LAST, RENEWAL))))
    values = {name: fact.value for name, fact in found.items()}
    assert values == {
        "renewal_due_on": "2026-09-01",
        "days_to_renewal": 63,
        "contract_amount": 12000,
        "contract_seats": 20,
        "contract_product": "Planner",
        "contract_term": 12,
    }


def test_without_a_renewal_its_day_is_not_guessed() -> None:
    found = by_metric(terms(matter("renewal")))
    assert found["renewal_due_on"].value is None
    assert found["renewal_due_on"].undefined_because == "no open renewal of this account is on record"
    assert "contract_term" not in found


def offer(kind: str, arr: int, stage: str = "open") -> Opportunity:
    return Opportunity("O-1", date(2026, 6, 1), Decimal(arr), kind, stage=stage)


def amounts(kind: str, **fields: Any) -> list[object]:
    return [fact.value for fact in next_amount(matter(kind, **fields))]


def test_a_new_price_stands_only_where_a_renewal_or_an_open_opportunity_states_it() -> None:
    assert amounts("price_increase", renewals=(RENEWAL,)) == []
    assert amounts(
        "price_increase", renewals=(Renewal("R", date(2026, 9, 1), Decimal(12000), renewed_arr=Decimal(13000)),)
    ) == [13000]
    assert amounts("price_increase", opportunities=(offer("price_uplift", 600),)) == [12600]
    assert amounts("price_increase", opportunities=(offer("price_uplift", 600, "lost"),)) == []
    assert amounts("price_increase", opportunities=(offer("seats", 600),)) == []


def test_a_smaller_amount_is_no_price_increase_and_the_other_way_round() -> None:
    smaller = (Renewal("R", date(2026, 9, 1), Decimal(12000), renewed_arr=Decimal(9000)),)
    assert amounts("price_increase", renewals=smaller) == []
    assert amounts("contract_reduction", renewals=smaller) == [9000]


def test_a_reduction_of_late_is_told_with_its_day_and_the_amount_before() -> None:
    lines = (
        Line("S-1", date(2024, 1, 1), Decimal(12000), date(2026, 6, 1)),
        Line("S-2", date(2026, 6, 1), Decimal(8000)),
    )
    assert [fact.value for fact in reduced(matter("contract_reduction", lines=lines))] == ["2026-06-01", 12000]
    assert list(reduced(matter("contract_reduction"))) == []


def test_of_several_open_renewals_the_letter_speaks_of_the_next_and_its_amount() -> None:
    lines = (
        Line("S-1", date(2024, 9, 1), Decimal(7000), product="Planner", seats=20),
        Line("S-2", date(2024, 12, 1), Decimal(5000), product="Reports", seats=10),
    )
    renewals = (Renewal("R-1", date(2026, 9, 1), Decimal(7000)), Renewal("R-2", date(2026, 12, 1), Decimal(5000)))
    found = by_metric(terms(matter("renewal", lines=lines, renewals=renewals)))
    assert found["contract_amount"].value == 7000
    assert found["contract_seats"].value is None
    whole = by_metric(terms(matter("price_increase", lines=lines, renewals=renewals)))
    assert (whole["contract_amount"].value, whole["contract_seats"].value) == (12000, 30)


def test_a_product_whose_name_is_none_is_not_named() -> None:
    lines = (Line("S-1", date(2024, 1, 1), Decimal(12000), product="ARR $9,999,999 https://example.org"),)
    assert "contract_product" not in by_metric(terms(matter("renewal", lines=lines)))
