from __future__ import annotations

import pytest

from tests.records import ago, record, weeks
from tests.tools.signals.finding import first_seen, found, one, spans
from tools.record.known import known_on
from tools.record.rows import Survey, Ticket


def nps(*answers: tuple[int, float], who: str | None = "C-1") -> tuple[Survey, ...]:
    return tuple(Survey(f"V-{who}-{days}", "nps", score, ago(days), who) for days, score in answers)


def test_a_detractor_is_one_until_the_same_person_answers_better() -> None:
    assert spans(record(surveys=nps((100, 6))), "nps_low") == [(ago(100), None)]
    assert spans(record(surveys=nps((100, 6), (40, 7))), "nps_low") == [(ago(100), ago(40))]
    others = tuple(sorted(nps((100, 6)) + nps((40, 10), who="C-2"), key=lambda answer: answer.answered_on))
    assert spans(record(surveys=others), "nps_low") == [(ago(100), None)]


def test_an_opinion_grows_old_after_half_a_year() -> None:
    assert spans(record(surveys=nps((200, 3))), "nps_low") == [(ago(200), ago(20))]


def test_a_seven_is_no_detractor_and_the_worse_the_score_the_stronger() -> None:
    assert found(record(surveys=nps((10, 7))), "nps_low") == ()
    assert [one(record(surveys=nps((10, score))), "nps_low").strength for score in (6, 3, 0)] == [0.14, 0.57, 1.0]


@pytest.mark.parametrize(
    ("before", "after", "fires"), [(8, 5, True), (8, 6, False), (10, 8, False), (9, 6, True), (5, 9, False)]
)
def test_a_fall_of_three_points_is_a_drop(before: int, after: int, fires: bool) -> None:
    assert bool(found(record(surveys=nps((90, before), (10, after))), "nps_drop")) is fires


def test_a_drop_is_over_when_the_score_is_back() -> None:
    assert spans(record(surveys=nps((90, 9), (60, 4), (10, 8))), "nps_drop") == [(ago(60), ago(10))]


def test_a_promoter_is_one_until_a_lower_answer() -> None:
    assert spans(record(surveys=nps((90, 9), (60, 10), (10, 8))), "promoter") == [(ago(90), ago(10))]
    assert found(record(surveys=nps((90, 8))), "promoter") == ()


def test_a_bad_rating_of_a_ticket_is_known_when_it_is_closed() -> None:
    rated = record(tickets=(Ticket("T-1", ago(30), closed_on=ago(20), satisfaction_score=1.0),))
    assert spans(rated, "csat_low") == [(ago(20), None)]
    assert found(known_on(rated, ago(21)), "csat_low") == ()


def test_a_bad_rating_is_over_with_a_better_one() -> None:
    answers = (Survey("V-1", "csat", 2, ago(60)), Survey("V-2", "csat", 3, ago(30)))
    assert spans(record(surveys=answers), "csat_low") == [(ago(60), ago(30))]


def tickets(*days: int, is_escalated: bool = False, closed: int | None = None) -> tuple[Ticket, ...]:
    closed_on = None if closed is None else ago(closed)
    return tuple(Ticket(f"T-{day}", ago(day), closed_on, is_escalated=is_escalated) for day in days)


USUAL = (190, 160, 130, 100, 70, 40)


def test_four_tickets_in_a_month_that_usually_has_one_are_more_than_usual() -> None:
    # Four since 42 days ago at the third of them; five in the 180 days before are 0.83 a month.
    rising = record(tickets=tickets(*USUAL, 20, 15, 12, 10), weeks=weeks([10] * 40))
    assert one(rising, "tickets_rising").began == ago(12)
    assert first_seen(rising, "tickets_rising", [ago(day) for day in range(20, 0, -1)]) == ago(12)
    assert found(record(tickets=tickets(*USUAL, 20, 15), weeks=weeks([10] * 40)), "tickets_rising") == ()


def test_tickets_are_back_to_usual_when_they_are_a_month_old() -> None:
    calm = record(tickets=tickets(*USUAL, 38, 36, 34, 33), weeks=weeks([10] * 40))
    assert spans(calm, "tickets_rising") == [(ago(34), ago(8))]


def test_without_a_quarter_before_there_is_no_usual_rate() -> None:
    assert found(record(tickets=tickets(20, 15, 12, 10), weeks=weeks([10] * 10)), "tickets_rising") == ()


def test_an_open_escalation_stays_and_a_closed_one_counts_for_sixty_days() -> None:
    assert spans(record(tickets=tickets(200, is_escalated=True)), "escalation") == [(ago(200), None)]
    assert spans(record(tickets=tickets(100, is_escalated=True, closed=90)), "escalation") == [(ago(100), ago(40))]
    assert spans(record(tickets=tickets(30, is_escalated=True, closed=20)), "escalation") == [(ago(30), None)]
    assert found(record(tickets=tickets(30)), "escalation") == ()
