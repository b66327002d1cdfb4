"""The monthly review of CS and finance on the company of the board slide: December 2024, when Bob left."""

from __future__ import annotations

from decimal import Decimal

from tests.company import context, day, line
from tests.tools.board.test_board import LINES, SETTINGS, TABLES, facts, sections
from tools.catalogue import TOOLS
from tools.evidence import Evidence


def review(period: str | None = None, **tables: object) -> Evidence:
    known = context({**TABLES, **tables}, SETTINGS)  # type: ignore[dict-item]
    return TOOLS["prepare_review"].run(known, {"period": period} if period else {})


def test_the_bridge_ties_to_the_lines_of_the_ledger() -> None:
    ledger, gap = review().facts[:2]
    assert (ledger.metric, ledger.value) == ("arr", 1250)
    assert (gap.metric, gap.value) == ("bridge_against_ledger", 0)
    parts = {fact.metric: fact.value for fact in sections(review(), "bridge")[0].facts}
    assert (parts["opening_arr"], parts["churned_arr"], parts["closing_arr"]) == (1550, 300, 1250)


def test_losses_of_the_month_name_the_account_its_kind_and_reason() -> None:
    (loss,) = sections(review(), "losses")[0].facts
    assert loss.subject == {"account": "Bob", "churn_kind": "voluntary", "reason": "price"}
    assert loss.value == 300


def test_renewals_of_a_month_stand_against_what_was_forecast_before_it() -> None:
    found = facts(review("November 2024"), "renewal")
    assert found["renewals_due"].value == 500
    assert found["renewed_arr"].value == 500  # kept in full; the growth at signing is not in it
    assert found["lost_at_renewal"].value == 0
    assert found["forecast_before"].value == 500  # decided on 20 October, so certain by the close of October
    assert found["renewed_against_forecast"].value == 0
    december = facts(review(), "renewal")
    assert (december["renewals_due"].value, december["lost_at_renewal"].value) == (300, 300)


def test_conventions_that_differ_say_by_how_much() -> None:
    lines = [*LINES, line("Eve", 100, "2023-01-01", "2023-06-01"), line("Eve", 80, "2024-03-01")]
    accounts = [*TABLES["accounts"], {"account_id": "A-Eve", "name": "Eve"}]
    found = facts(review(subscriptions=lines, accounts=accounts), "differences")
    name = "NRR with reactivated accounts counted in"
    assert found[f"net_revenue_retention {name}"].value == Decimal("0.85")
    assert found[f"net_revenue_retention_theirs {name}"].value == Decimal("0.93")
    assert found[f"net_revenue_retention_gap {name}"].display == "+8.0 points"
    first_day = "Opening ARR taken on the first day"
    assert found[f"opening_arr_gap {first_day}"].value == -300  # Bob's line ended on the first of the month


def test_the_product_of_twelve_months_is_set_against_the_year() -> None:
    found = facts(review(), "differences")
    # Aug +400 is new and stays out; Oct 1,350 / 1,400, Nov 1,550 / 1,350, Dec 1,250 / 1,550
    expected = Decimal(1350) / 1400 * Decimal(1550) / 1350 * Decimal(1250) / 1550
    value = found["net_revenue_retention_theirs NRR as the product of twelve months"].value
    assert isinstance(value, Decimal)
    assert abs(value - expected) < Decimal("1e-12")


def test_invoices_past_their_day_are_listed_with_their_sum() -> None:
    invoices = [
        {
            "invoice_id": f"I-{number}",
            "account_id": f"A-{name}",
            "issued_on": day("2024-11-01"),
            "due_on": day(due),
            "paid_on": day(paid) if paid else None,
            "amount": amount,
        }
        for number, (name, due, paid, amount) in enumerate(
            [("Ada", "2024-12-01", None, 90), ("Cog", "2024-12-05", "2024-12-20", 40), ("Dee", "2025-01-10", None, 70)]
        )
    ]
    found = facts(review(invoices=invoices), "issues")
    assert found["overdue_amount Ada"].value == 90
    assert found["overdue_total all accounts"].value == 90
    assert "overdue_amount Dee" not in found


def test_what_calls_for_a_decision_is_listed_and_nothing_else() -> None:
    found = facts(review(), "decisions")
    assert found["net_revenue_retention_against_target"].display == "-10.0 points"
    assert "gross_revenue_retention_against_target" not in found
    assert found["doubtful_renewals"].value == 150
    assert found["at_risk_arr"].value == 150


def test_coverage_names_every_csm() -> None:
    csms = {fact.subject.get("csm") for section in sections(review(), "coverage") for fact in section.facts}
    assert {"Maya", "Jonas"} <= csms
