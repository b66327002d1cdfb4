from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tests.records import LAST_SUNDAY, ago, record, weeks
from tests.tools.signals.finding import COMPANY, found, knowing, one, spans
from tools.company import Company
from tools.record.record import Record
from tools.record.rows import Line, Week
from tools.signals.catalogue import SIGNALS, signals_of
from tools.signals.norms import Norms

FEATURES = [f"F-{number}" for number in range(10)]


def sunday(weeks_ago: int) -> date:
    return LAST_SUNDAY - timedelta(weeks=weeks_ago)


def used(groups: list[int], rows: int = 20) -> tuple[Week, ...]:
    """Weeks in each of which so many of the ten features were used."""
    found = weeks([rows] * len(groups))
    return tuple(
        replace(week, features=dict.fromkeys(FEATURES[:count], Decimal(1)))
        for week, count in zip(found, groups, strict=True)
    )


def seated(seats: int, users: list[int]) -> Record:
    one_each = [weeks([50], users=count)[0] for count in users]
    moved = tuple(
        replace(week, starts_on=sunday(len(users) - 1 - place) - timedelta(6), ends_on=sunday(len(users) - 1 - place))
        for place, week in enumerate(one_each)
    )
    return record(weeks=moved, lines=(Line("S-1", ago(700), Decimal(1), seats=seats),))


def test_licences_are_low_while_fewer_than_two_fifths_have_a_user() -> None:
    signal = one(seated(50, [30] * 15 + [10] * 6), "licences_low")
    # Four weeks up to the third with ten users still hold one with thirty.
    assert (signal.began, signal.ended) == (sunday(2), None)
    assert (signal.figures["active_users"].value, signal.figures["seats"].value) == (10, 50)
    assert found(seated(50, [20] * 20), "licences_low") == ()


def test_low_licences_are_over_after_three_weeks_above() -> None:
    assert spans(seated(50, [10] * 15 + [30] * 5), "licences_low") == [(sunday(11), sunday(2))]


def test_the_first_two_months_of_a_contract_are_not_judged() -> None:
    young = seated(50, [5] * 8)
    assert found(replace(young, lines=(Line("S-1", sunday(8), Decimal(1), seats=50),)), "licences_low") == ()


def test_licences_are_nearly_full_from_nine_of_ten() -> None:
    assert one(seated(20, [18] * 5), "licences_near_limit").strength == 0.9
    assert found(seated(20, [17] * 5), "licences_near_limit") == ()


def test_seats_of_a_day_are_those_of_the_lines_live_on_it() -> None:
    grown = seated(20, [18] * 12)
    lines = (
        Line("S-1", ago(700), Decimal(1), seats=20, end_date=sunday(6)),
        Line("S-2", sunday(6), Decimal(1), seats=40),
    )
    assert spans(replace(grown, lines=lines), "licences_near_limit") == [(sunday(11), sunday(4))]


def test_few_features_are_seen_against_those_there_are() -> None:
    narrow = record(weeks=used([2] * 20))
    assert one(narrow, "breadth_narrow").strength == 0.8
    assert found(record(weeks=used([3] * 20)), "breadth_narrow") == ()


def test_features_nobody_counted_cannot_be_few() -> None:
    assert signals_of(record(weeks=used([1] * 20)), Company(name="Tiny"), (SIGNALS["breadth_narrow"],)) == ()
    assert COMPANY.thresholds.features_available == 10


def test_features_nobody_had_used_yet_do_not_count() -> None:
    """Two of six are a third; two of ten are few, from the day on which there are ten."""
    narrow = record(weeks=used([2] * 20))
    first = {f"F-{number}": ago(900) for number in range(6)}
    assert found(narrow, "breadth_narrow", knowing(Norms(features=first))) == ()
    launched = first | {f"F-{number}": sunday(5) for number in range(6, 10)}
    signal = found(narrow, "breadth_narrow", knowing(Norms(features=launched)))[0]
    assert (signal.began, signal.strength, signal.figures["features_available"].value) == (sunday(5), 0.8, 10)


def test_hardly_any_use_does_not_show_which_features_are_used() -> None:
    assert found(record(weeks=used([1] * 20, rows=0)), "breadth_narrow") == ()


def test_features_that_fall_away_are_seen_when_the_last_month_lacks_them() -> None:
    signal = one(record(weeks=used([8] * 30 + [5] * 6)), "breadth_falling")
    assert (signal.began, signal.figures["features_used"].value, signal.figures["usual"].value) == (sunday(2), 5, 8)
    assert found(record(weeks=used([8] * 36)), "breadth_falling") == ()


def test_new_features_are_seen_in_their_first_week_and_one_more_is_none() -> None:
    assert one(record(weeks=used([5] * 30 + [8] * 2)), "breadth_growing").began == sunday(1)
    assert found(record(weeks=used([5] * 30 + [6] * 2)), "breadth_growing") == ()


def test_what_everybody_took_up_is_no_growth_of_one_account() -> None:
    launched = knowing(Norms(breadth={sunday(1): 1.4, sunday(0): 1.4}))
    # 1.4 times five are seven: one more is not two.
    assert found(record(weeks=used([5] * 30 + [8] * 2)), "breadth_growing", launched) == ()
    assert spans(record(weeks=used([5] * 30 + [9] * 2)), "breadth_growing", launched) == [(sunday(1), None)]
