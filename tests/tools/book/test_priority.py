"""What needs attention first: the rule in points, on records whose signals are told by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.records import account, ago, record, weeks
from tools.book.priority import Urgency, urgencies
from tools.company import Company
from tools.company_settings import Caps, HealthSettings
from tools.record.record import Record
from tools.record.rows import Contact, Invoice, Line, Renewal
from tools.signals.catalogue import SIGNALS

COMPANY = Company()


def one(name: str, arr: int = 1000, **rows: Any) -> Record:
    lines = (Line(f"S-{name}", date(2024, 1, 1), Decimal(arr)),)
    return record(account=account(account_id=name, name=name), lines=lines, **rows)


def only(**rows: Any) -> Urgency:
    return urgencies([one("us", **rows)], COMPANY)[0]


@pytest.mark.parametrize(("days", "points"), [(-91, 0), (-90, 0), (-45, 10), (0, 20), (5, 20)])
def test_a_renewal_counts_more_the_nearer_it_is(days: int, points: int) -> None:
    assert only(renewals=(Renewal("R-1", ago(days), Decimal(9)),)).renewal == points


def test_an_account_without_anything_wrong_needs_nothing() -> None:
    calm = only()
    assert calm.signals + calm.renewal == 0
    assert not calm.needs_attention


def test_a_lost_champion_is_a_reason_with_its_points() -> None:
    left = only(contacts=(Contact("C-1", "Ada Reyes", role="champion", joined_on=ago(600), left_on=ago(20)),))
    assert left.reasons[0].name == "champion_left"
    assert left.signals >= 15


def test_the_points_are_the_sum_of_the_parts_times_the_weight() -> None:
    for item in urgencies([one("a", 100, renewals=(Renewal("R-1", ago(0), Decimal(9)),)), one("b", 900)], COMPANY):
        assert item.points == round((item.status + item.signals + item.renewal) * item.weight, 1)


def test_the_weight_goes_by_the_rank_of_the_arr_and_stays_bounded() -> None:
    weights = {
        item.record.account.name: item.weight for item in urgencies([one("a", 1), one("b", 2), one("c", 999)], COMPANY)
    }
    assert weights == {"a": Decimal("0.75"), "b": Decimal("1.00"), "c": Decimal("1.25")}


def test_a_small_account_in_flames_stands_before_a_large_one_that_smoulders() -> None:
    burning = {
        "renewals": (Renewal("R-1", ago(0), Decimal(9)),),
        "contacts": (Contact("C-1", "Ada Reyes", role="champion", joined_on=ago(600), left_on=ago(20)),),
    }
    smouldering = {"renewals": (Renewal("R-2", ago(-30), Decimal(9)),)}
    found = urgencies([one("large", 900000, **smouldering), one("middle", 5000), one("small", 100, **burning)], COMPANY)
    assert [item.record.account.name for item in found[:2]] == ["small", "large"]


def test_every_reason_is_a_risk() -> None:
    left = only(contacts=(Contact("C-1", "Ada Reyes", role="champion", joined_on=ago(600), left_on=ago(20)),))
    assert {SIGNALS[signal.name].direction for signal in left.reasons} == {"risk"}


def test_a_grave_sign_is_enough_for_the_list_whatever_its_points() -> None:
    unpaid = Invoice("V-1", ago(90), Decimal(500), due_on=ago(60))
    settings = Company(health=HealthSettings(caps=Caps(enabled=False)))
    (late,) = urgencies([one("us", weeks=weeks([100] * 30, users=18), invoices=(unpaid,))], settings)
    # 60 of 90 days late: two thirds of 12 points, and a green status adds none.
    assert late.status == 0
    assert late.signals == Decimal("8.0")
    assert [signal.name for signal in late.graves] == ["invoice_overdue"]
    assert late.needs_attention


def test_grave_signs_are_told_before_others() -> None:
    unpaid = Invoice("V-1", ago(90), Decimal(500), due_on=ago(60))
    item = only(invoices=(unpaid,), renewals=(Renewal("R-1", ago(0), Decimal(9)),))
    assert item.reasons[0].name == "invoice_overdue"
