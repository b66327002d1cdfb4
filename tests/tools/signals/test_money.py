from __future__ import annotations

from decimal import Decimal

from tests.records import ago, record
from tests.tools.signals.finding import found, one, spans
from tools.record.known import known_on
from tools.record.rows import Advocacy, Invoice, Line, Opportunity, Renewal

DUE = Invoice("N-1", ago(100), Decimal(900), due_on=ago(70))


def test_an_invoice_is_overdue_fifteen_days_after_its_day_until_it_is_paid() -> None:
    assert spans(record(invoices=(DUE,)), "invoice_overdue") == [(ago(55), None)]
    paid = Invoice("N-1", ago(100), Decimal(900), due_on=ago(70), paid_on=ago(40))
    assert spans(record(invoices=(paid,)), "invoice_overdue") == [(ago(55), ago(40))]
    assert spans(known_on(record(invoices=(paid,)), ago(50)), "invoice_overdue") == [(ago(55), None)]


def test_an_invoice_paid_a_little_late_or_without_a_day_is_not_overdue() -> None:
    late = Invoice("N-1", ago(100), Decimal(900), due_on=ago(70), paid_on=ago(55))
    assert found(record(invoices=(late, Invoice("N-2", ago(100), Decimal(1)))), "invoice_overdue") == ()


def test_a_renewal_is_near_for_ninety_days_until_it_is_decided() -> None:
    assert spans(record(renewals=(Renewal("R-1", ago(-60), Decimal(900)),)), "renewal_near") == [(ago(30), None)]
    assert found(record(renewals=(Renewal("R-1", ago(-100), Decimal(900)),)), "renewal_near") == ()
    decided = Renewal("R-1", ago(-60), Decimal(900), "renewed", ago(10), Decimal(900))
    assert spans(record(renewals=(decided,)), "renewal_near") == [(ago(30), ago(10))]
    assert spans(known_on(record(renewals=(decided,)), ago(20)), "renewal_near") == [(ago(30), None)]


def test_the_strength_of_a_near_renewal_has_two_decimals() -> None:
    # 62 of 90 days are left.
    assert one(record(renewals=(Renewal("R-1", ago(-62), Decimal(900)),)), "renewal_near").strength == 0.31


def test_a_renewal_past_its_day_stays_near_at_full_strength() -> None:
    assert one(record(renewals=(Renewal("R-1", ago(5), Decimal(900)),)), "renewal_near").strength == 1.0


def test_a_smaller_contract_counts_for_ninety_days_and_a_loss_is_none() -> None:
    smaller = (
        Line("S-1", ago(700), Decimal(1000), end_date=ago(30)),
        Line("S-2", ago(30), Decimal(600)),
    )
    signal = one(record(lines=smaller), "contraction")
    assert (signal.began, signal.ended, signal.strength) == (ago(30), None, 0.4)
    assert [mention.identifier for mention in signal.shown_by] == ["S-1"]
    assert found(record(lines=smaller[:1]), "contraction") == ()
    same = (smaller[0], Line("S-2", ago(30), Decimal(1000)))
    assert found(record(lines=same), "contraction") == ()


def test_an_opportunity_is_open_until_it_is_decided() -> None:
    won = Opportunity("O-1", ago(50), Decimal(3000), "seats", stage="won", closed_on=ago(10))
    assert spans(record(opportunities=(won,)), "open_opportunity") == [(ago(50), ago(10))]
    still = one(known_on(record(opportunities=(won,)), ago(20)), "open_opportunity")
    assert (still.ended, still.strength) == (None, 0.25)


def test_acts_of_advocacy_within_half_a_year_are_one_episode() -> None:
    acts = (Advocacy("D-1", ago(300), "review"), Advocacy("D-2", ago(200), "reference"))
    assert spans(record(advocacy_events=acts), "advocacy") == [(ago(300), ago(20))]
    assert found(record(), "advocacy") == ()
