"""Grave signs hold a status down: what counts as grave, when it makes red, and how to leave a sign out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.records import DAY, ago, record, weeks
from tools.company import Company
from tools.company_settings import Caps, HealthSettings
from tools.health.caps import ENOUGH_ALONE, GRAVE_FROM, cap_of, grave_signs
from tools.health.recovery import recovery
from tools.health.score import health_of
from tools.health.sections.held import causes
from tools.periods import write_day
from tools.record.known import known_on
from tools.record.record import Record
from tools.record.rows import Contact, Interaction, Invoice, Line, Renewal, Ticket
from tools.signals.catalogue import SIGNALS

COMPANY = Company()
STEADY = weeks([100] * 30, users=18)
GONE = Contact("C-1", "Ada Reyes", role="champion", joined_on=ago(600), left_on=ago(70))
NEXT_YEAR = Renewal("R-1", DAY + timedelta(300), Decimal(9))
SOON = Renewal("R-1", DAY + timedelta(40), Decimal(9))


def unpaid(days: int) -> Invoice:
    return Invoice("V-1", ago(days + 30), Decimal(500), due_on=ago(days))


def talk(notes: str, days: int = 10) -> Interaction:
    return Interaction(f"I-{days}", ago(days), type="call", notes=notes)


def names(found: Record, company: Company = COMPANY) -> list[str]:
    return [signal.name for signal in grave_signs(found, company)]


def status(company: Company = COMPANY, **rows: object) -> str | None:
    return health_of(record(weeks=STEADY, **rows), company).status


def test_every_grave_sign_is_a_risk_and_can_be_as_strong_as_asked() -> None:
    assert {SIGNALS[name].direction for name in GRAVE_FROM} == {"risk"}
    assert all(0 < least <= 1 for least in GRAVE_FROM.values())
    assert set(GRAVE_FROM) >= ENOUGH_ALONE


def test_an_account_without_a_grave_sign_has_the_status_of_its_score() -> None:
    health = health_of(record(weeks=STEADY, renewals=(SOON,)), COMPANY)
    assert (health.status, health.status_of_score, health.cap, health.is_held) == ("green", "green", None, False)


def test_one_grave_sign_holds_a_green_score_at_yellow() -> None:
    health = health_of(record(weeks=STEADY, invoices=(unpaid(60),), renewals=(NEXT_YEAR,)), COMPANY)
    assert health.score == 100
    assert (health.status, health.status_of_score, health.is_held) == ("yellow", "green", True)


def test_the_score_stays_the_sum_of_its_points() -> None:
    held = health_of(record(weeks=STEADY, invoices=(unpaid(60),)), COMPANY)
    free = health_of(record(weeks=STEADY), COMPANY)
    assert held.score == free.score == sum(part.points for part in held.parts)


def test_grave_signs_of_two_families_are_red() -> None:
    assert status(invoices=(unpaid(60),), contacts=(GONE,)) == "red"


def test_two_grave_signs_of_one_family_stay_yellow() -> None:
    said = (
        talk("It is too expensive.", 10),
        talk("The price is too high.", 20),
        talk("They look at a competitor.", 30),
    )
    found = record(weeks=STEADY, interactions=said)
    assert {"mentions_price", "mentions_competitor"} <= set(names(found))
    cap = cap_of(found, COMPANY)
    assert cap is not None
    assert cap.status == "yellow"


def test_a_grave_sign_with_the_renewal_near_is_red() -> None:
    health = health_of(record(weeks=STEADY, invoices=(unpaid(60),), renewals=(SOON,)), COMPANY)
    assert health.status == "red"
    assert health.cap is not None
    assert health.cap.renewal == SOON


def test_who_speaks_of_leaving_is_red_without_any_other_sign() -> None:
    assert status(interactions=(talk("They gave notice and will not renew."),)) == "red"


@pytest.mark.parametrize(("days", "found"), [(26, []), (27, ["invoice_overdue"])])
def test_an_invoice_is_grave_once_it_is_about_a_month_late(days: int, found: list[str]) -> None:
    assert names(record(weeks=STEADY, invoices=(unpaid(days),))) == found


def test_an_escalation_is_grave_while_it_is_open() -> None:
    still_open = Ticket("T-1", ago(9), is_escalated=True)
    closed = Ticket("T-1", ago(9), closed_on=ago(2), is_escalated=True)
    assert names(record(weeks=STEADY, tickets=(still_open,))) == ["escalation"]
    assert names(record(weeks=STEADY, tickets=(closed,))) == []


def test_use_that_collapsed_is_grave() -> None:
    fallen = record(weeks=(*weeks([50] * 34, users=18)[:-4], *weeks([7] * 4, users=5)))
    assert "usage_drop" in names(fallen)
    assert health_of(fallen, COMPANY).status != "green"


def test_a_sign_that_is_over_holds_nothing() -> None:
    paid = Invoice("V-1", ago(200), Decimal(500), due_on=ago(170), paid_on=ago(40))
    assert status(invoices=(paid,)) == "green"


def test_nothing_is_seen_before_its_day() -> None:
    late = record(weeks=STEADY, invoices=(unpaid(60),), contacts=(GONE,))
    before = known_on(late, ago(80))
    assert grave_signs(before, COMPANY) == ()
    assert cap_of(before, COMPANY) == cap_of(record(day=ago(80), weeks=STEADY), COMPANY) is None


def test_a_lost_account_has_no_grave_signs() -> None:
    ended = Line("S-1", date(2024, 1, 1), Decimal(12000), end_date=ago(5))
    assert names(record(lines=(ended,), invoices=(unpaid(60),))) == []


def test_a_company_can_leave_a_sign_out_or_do_without_caps() -> None:
    ignoring = Company(health=HealthSettings(caps=Caps(ignore=("invoice_overdue",))))
    without = Company(health=HealthSettings(caps=Caps(enabled=False)))
    assert status(ignoring, invoices=(unpaid(60),)) == "green"
    assert status(without, invoices=(unpaid(60),), renewals=(SOON,)) == "green"
    assert names(record(weeks=STEADY, invoices=(unpaid(60),)), without) == ["invoice_overdue"]


def test_the_way_back_of_a_held_account_names_the_signs_and_no_points() -> None:
    found = recovery(health_of(record(weeks=STEADY, invoices=(unpaid(60),)), COMPANY), COMPANY)
    assert found is not None
    assert found.target == "green"
    assert found.gap == 0
    assert not found.shortest
    assert [signal.name for signal in found.to_settle] == ["invoice_overdue"]


@pytest.mark.parametrize(
    ("outcome", "due_in", "closed", "expected"),
    [
        ("churned", 40, 5, "red"),
        ("renewed", 40, 5, "green"),
        ("churned", 40, None, "green"),
        ("churned", -40, 60, "green"),
    ],
)
def test_a_renewal_decided_against_is_red_until_it_is_due(
    outcome: str, due_in: int, closed: int | None, expected: str
) -> None:
    decided = Renewal("R-1", DAY + timedelta(due_in), Decimal(9), outcome, None if closed is None else ago(closed))
    assert status(renewals=(decided,)) == expected


def test_a_renewal_decided_against_is_told_without_a_sign_and_before_its_day_not_known() -> None:
    decided = record(weeks=STEADY, renewals=(Renewal("R-1", SOON.due_on, Decimal(9), "churned", ago(5)),))
    cap = cap_of(decided, COMPANY)
    assert cap is not None
    assert causes(cap) == f"the renewal of {write_day(SOON.due_on)} decided against"
    assert cap_of(known_on(decided, ago(6)), COMPANY) is None


def test_bad_ratings_in_a_row_and_a_promise_missed_twice_are_grave() -> None:
    bad = tuple(Ticket(f"T-{days}", ago(days), ago(days - 1), satisfaction_score=1) for days in (30, 20))
    assert names(record(weeks=STEADY, tickets=bad[:1])) == []
    assert names(record(weeks=STEADY, tickets=bad)) == ["csat_low"]
    twice = (talk("They feel misled.", 20), talk("It was oversold.", 10))
    assert names(record(weeks=STEADY, interactions=twice[:1])) == []
    assert names(record(weeks=STEADY, interactions=twice)) == ["mentions_expectation"]
