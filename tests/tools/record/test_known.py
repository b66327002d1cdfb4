from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.records import ago, record, week
from tools.record.known import known_on
from tools.record.rows import Contact, Line, Opportunity, Renewal, Survey, Ticket

DAY = date(2026, 3, 31)


def test_a_row_that_came_later_is_not_known() -> None:
    earlier = Survey("V-1", "nps", 9, date(2026, 3, 31))
    later = Survey("V-2", "nps", 2, date(2026, 4, 1))
    assert known_on(record(surveys=(earlier, later)), DAY).surveys == (earlier,)


def test_a_ticket_closed_later_is_still_open_and_not_yet_rated() -> None:
    ticket = Ticket("T-1", date(2026, 3, 30), closed_on=date(2026, 4, 2), satisfaction_score=1.0, resolution_hours=70.0)
    known = known_on(record(tickets=(ticket,)), DAY).tickets
    assert known == (replace(ticket, closed_on=None, satisfaction_score=None, resolution_hours=None),)


def test_a_contact_who_leaves_later_is_still_there() -> None:
    leaves = Contact("C-1", "Ada Reyes", role="champion", left_on=date(2026, 5, 1))
    assert known_on(record(contacts=(leaves,)), DAY).people[0].left_on is None
    assert record(contacts=(leaves,)).people == ()


def test_a_line_that_ends_later_is_live_and_paid() -> None:
    line = Line("S-1", date(2025, 1, 1), Decimal(500), end_date=date(2026, 5, 1))
    assert known_on(record(lines=(line,)), DAY).arr == 500
    assert record(lines=(line,)).arr == 0


def test_a_week_that_was_not_over_is_not_known() -> None:
    whole, running = week(date(2026, 3, 29), 10), week(date(2026, 4, 5), 10)
    assert known_on(record(weeks=(whole, running)), DAY).weeks == (whole,)


def test_a_renewal_date_is_known_ahead_but_not_its_outcome_nor_an_undated_call() -> None:
    renewal = Renewal(
        "R-1", date(2026, 4, 30), Decimal(900), "churned", date(2026, 4, 20), Decimal(0), "likely", "calm"
    )
    (known,) = known_on(record(renewals=(renewal,)), DAY).renewals
    assert (known.due_on, known.outcome, known.renewed_arr, known.csm_call) == (renewal.due_on, None, None, None)


def test_an_undated_call_is_known_on_the_newest_day() -> None:
    renewal = Renewal("R-1", date(2026, 9, 30), Decimal(900), csm_call="likely")
    assert record(renewals=(renewal,)).renewals[0].csm_call == "likely"


def test_an_opportunity_won_later_is_still_open() -> None:
    won = Opportunity("O-1", date(2026, 3, 1), Decimal(100), stage="won", closed_on=date(2026, 4, 1))
    assert known_on(record(opportunities=(won,)), DAY).opportunities[0].stage is None


def test_an_opportunity_decided_without_a_day_is_open_until_the_newest_day() -> None:
    won = Opportunity("O-1", date(2026, 3, 1), Decimal(100), stage="won")
    whole = record(opportunities=(won,))
    assert known_on(whole, DAY).opportunities[0].stage is None
    assert known_on(whole, whole.newest_day).opportunities[0].stage == "won"


def test_looking_back_twice_is_looking_back_once() -> None:
    tickets = tuple(Ticket(f"T-{days}", ago(days), closed_on=ago(days - 5)) for days in (200, 100, 90, 10))
    whole = record(tickets=tickets)
    assert known_on(known_on(whole, ago(50)), ago(95)) == known_on(whole, ago(95))
