"""What can be listed and sorted by, on hand-made records. The account pays since 1 January 2024."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.records import EVERYTHING, ago, record
from tools.book.measures import MEASURES
from tools.company import Company
from tools.facts import Value
from tools.record.known import known_on
from tools.record.record import Record
from tools.record.rows import Contact, Interaction, Invoice, Onboarding, Renewal, Survey, Ticket
from tools.record.stated import measured

COMPANY = Company()
ADA, BO = Contact("C-1", "Ada Reyes", role="champion"), Contact("C-2", "Bo Lind", role="user", left_on=ago(5))


def value(name: str, of: Record) -> Value:
    return measured(of, MEASURES[name], COMPANY).value


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("days_since_contact", {"interactions": (Interaction("I-1", ago(40)), Interaction("I-2", ago(9)))}, 9),
        (
            "days_since_contact",
            {"interactions": (Interaction("I-1", ago(40)), Interaction("I-2", ago(9), type="note"))},
            40,
        ),
        ("days_since_qbr", {"interactions": (Interaction("I-1", ago(99), type="QBR"), Interaction("I-2", ago(9)))}, 99),
        (
            "days_to_renewal",
            {"renewals": (Renewal("R-1", ago(-12), Decimal(9)), Renewal("R-2", ago(-300), Decimal(9)))},
            12,
        ),
        ("days_to_renewal", {"renewals": (Renewal("R-1", ago(3), Decimal(9)),)}, -3),
        ("days_to_renewal", {}, None),
        (
            "open_escalations",
            {
                "tickets": (
                    Ticket("T-1", ago(9), is_escalated=True),
                    Ticket("T-2", ago(9)),
                    Ticket("T-3", ago(9), closed_on=ago(1), is_escalated=True),
                )
            },
            1,
        ),
        ("nps_latest", {"surveys": (Survey("V-1", "nps", 9, ago(50)), Survey("V-2", "nps", 4, ago(5)))}, 4),
        ("nps_latest", {"surveys": (Survey("V-1", "csat", 4, ago(5)),)}, None),
        ("csat_latest", {"surveys": (Survey("V-1", "csat", 4, ago(5)),)}, 4),
        (
            "engaged_contacts",
            {
                "contacts": (ADA, BO),
                "interactions": (Interaction("I-1", ago(9), "C-1"), Interaction("I-2", ago(8), "C-2")),
                "surveys": (Survey("V-1", "nps", 9, ago(3), "C-1"),),
            },
            1,
        ),
        ("engaged_contacts", {"contacts": (ADA,), "interactions": (Interaction("I-1", ago(91), "C-1"),)}, 0),
        ("tenure_days", {}, 911),
        (
            "overdue_amount",
            {
                "invoices": (
                    Invoice("N-1", ago(60), Decimal(100), due_on=ago(30)),
                    Invoice("N-2", ago(60), Decimal(40), due_on=ago(30), paid_on=ago(2)),
                    Invoice("N-3", ago(10), Decimal(7), due_on=ago(0)),
                )
            },
            100,
        ),
        ("days_to_first_value", {"onboardings": (Onboarding("O-1", ago(90), first_value_on=ago(50)),)}, 40),
    ],
)
def test_a_measure_reads_the_record(name: str, rows: dict[str, Any], expected: Value) -> None:
    assert value(name, record(**rows)) == expected


def test_silence_without_any_contact_is_counted_from_when_anything_is_on_record() -> None:
    assert value("days_since_contact", record()) == 911
    assert value("days_since_contact", record(tickets=(Ticket("T-1", ago(100)),))) == 100


def test_what_came_later_does_not_shorten_the_silence() -> None:
    talks = (Interaction("I-1", ago(80)), Interaction("I-2", ago(10)))
    assert value("days_since_contact", known_on(record(interactions=talks), ago(20))) == 60


def test_what_the_company_does_not_record_is_unknown_with_the_reason() -> None:
    bare = replace(record(), tables=EVERYTHING - {"interactions"})
    fact = measured(bare, MEASURES["days_since_contact"], COMPANY)
    assert (fact.value, fact.undefined_because) == (None, "the data has no interactions")


def test_names_and_labels_are_told_apart() -> None:
    labels = [measure.label for measure in MEASURES.values()]
    assert len(labels) == len(set(labels))


def test_an_account_that_never_paid_has_no_tenure() -> None:
    assert value("tenure_days", record(lines=())) is None
    assert value("days_since_contact", record(lines=(), day=date(2026, 6, 30))) is None
