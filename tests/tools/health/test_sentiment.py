from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tests.records import EVERYTHING, ago, record
from tools.company import Company
from tools.health.sentiment import escalations, survey_answers, ticket_load, ticket_satisfaction
from tools.record.rows import Contact, Line, Survey, Ticket

COMPANY = Company()


def nps(number: int, score: float, days: int, contact: str | None = None) -> Survey:
    return Survey(f"V-{number}", "nps", score, ago(days), contact_id=contact)


def ticket(number: int, days: int, closed: int | None = None, **fields: object) -> Ticket:
    closed_on = None if closed is None else ago(closed)
    return Ticket(f"T-{number}", ago(days), closed_on=closed_on, **fields)  # type: ignore[arg-type]


def test_an_nps_of_nine_is_worth_a_hundred_and_a_six_forty() -> None:
    assert survey_answers(record(surveys=(nps(1, 9, 10),)), COMPANY) == 100
    assert survey_answers(record(surveys=(nps(1, 6, 10),)), COMPANY) == 40


def test_a_csat_of_four_is_worth_eighty() -> None:
    assert survey_answers(record(surveys=(Survey("V-1", "csat", 4, ago(3)),)), COMPANY) == 80


def test_an_answer_counts_half_as_much_as_one_sixty_days_younger() -> None:
    # 100 with weight 1/2 and 40 with weight 1.
    answers = (nps(1, 9, 60, "C-1"), nps(2, 6, 0, "C-2"))
    assert survey_answers(record(surveys=answers), COMPANY) == 60


def test_only_the_newest_answer_of_a_person_counts() -> None:
    answers = (nps(1, 9, 100, "C-1"), nps(2, 4, 5, "C-1"))
    assert survey_answers(record(surveys=answers), COMPANY) == 0


def test_the_answer_of_a_person_who_left_no_longer_counts() -> None:
    gone = Contact("C-1", "Ada Reyes", left_on=ago(5))
    assert survey_answers(record(contacts=(gone,), surveys=(nps(1, 9, 30, "C-1"),)), COMPANY) is None


def test_an_answer_of_more_than_a_year_ago_is_unknown() -> None:
    assert survey_answers(record(surveys=(nps(1, 9, 366),)), COMPANY) is None


def test_ratings_of_closed_tickets_count_half_a_year() -> None:
    rated = (ticket(1, 12, 10, satisfaction_score=4.0), ticket(2, 300, 290, satisfaction_score=1.0))
    assert ticket_satisfaction(record(tickets=rated), COMPANY) == 80


def test_the_usual_number_of_tickets_is_worth_a_hundred() -> None:
    regular = tuple(ticket(number, 10 + 30 * number) for number in range(8))
    assert ticket_load(record(tickets=regular), COMPANY) == 100


def test_three_tickets_where_one_was_usual_are_worth_half() -> None:
    # Usual in 60 days: 3 in the 180 days before / 3. (3 + 1) / (1 + 1) = 2, half way from 1 to 3.
    usual = tuple(ticket(number, 70 + 50 * number) for number in range(3))
    recent = tuple(ticket(number, number) for number in range(10, 13))
    assert ticket_load(record(tickets=(*usual, *recent)), COMPANY) == 50


def test_silence_is_no_satisfaction() -> None:
    assert ticket_load(record(), COMPANY) is None
    assert escalations(record(), COMPANY) is None


def test_an_account_too_young_has_no_usual_number_of_tickets() -> None:
    young = (Line("S-1", ago(100), Decimal(12000)),)
    assert ticket_load(record(lines=young, tickets=(ticket(1, 5),)), COMPANY) is None


def test_escalations_cost_less_once_they_are_closed() -> None:
    calm = ticket(1, 170, 160)
    closed, still_open = ticket(2, 20, 10, is_escalated=True), ticket(3, 20, is_escalated=True)
    assert escalations(record(tickets=(calm,)), COMPANY) == 100
    assert escalations(record(tickets=(closed,)), COMPANY) == 40
    assert escalations(record(tickets=(still_open,)), COMPANY) == 10
    assert escalations(record(tickets=(closed, still_open)), COMPANY) == 0


def test_without_a_ticket_in_half_a_year_nothing_is_known_of_escalations() -> None:
    assert escalations(record(tickets=(ticket(1, 200, 190),)), COMPANY) is None


def test_an_escalation_is_over_after_ninety_days_unless_it_is_still_open() -> None:
    assert escalations(record(tickets=(ticket(1, 91, 80, is_escalated=True),)), COMPANY) == 100
    assert escalations(record(tickets=(ticket(1, 91, is_escalated=True),)), COMPANY) == 10


def test_without_closing_days_no_ticket_is_called_open() -> None:
    tables = EVERYTHING - {"tickets.closed_at"}
    assert escalations(record(tables=tables, tickets=(ticket(1, 20, is_escalated=True),)), COMPANY) == 40


def test_a_rating_given_later_is_not_known() -> None:
    rated = Ticket("T-1", ago(40), closed_on=ago(5), satisfaction_score=1.0)
    earlier = date(2026, 6, 30) - timedelta(20)
    assert ticket_satisfaction(record(day=earlier, tickets=(rated,)), COMPANY) is None
