from __future__ import annotations

from datetime import date

import pytest

from tools.errors import InvalidRequest
from tools.period_words import find_periods, read_period, write_period
from tools.periods import Calendar, Period

CALENDAR = Calendar(as_of=date(2024, 12, 31), first_day=date(2023, 1, 1), last_day=date(2024, 12, 31))
NOVEMBER = CALENDAR.model_copy(update={"as_of": date(2024, 11, 15)})
FEBRUARY = NOVEMBER.model_copy(update={"fiscal_start_month": 2})

# Seen from 31 December 2024: the words, the first day, the last day.
PERIODS = (
    ("2024", "2024-01-01", "2024-12-31"),
    ("FY24", "2024-01-01", "2024-12-31"),
    ("FY2025", "2025-01-01", "2025-12-31"),
    ("the year 2023", "2023-01-01", "2023-12-31"),
    ("Q3", "2024-07-01", "2024-09-30"),
    ("Q3 2024", "2024-07-01", "2024-09-30"),
    ("2024-Q3", "2024-07-01", "2024-09-30"),
    ("q3'24", "2024-07-01", "2024-09-30"),
    ("Q4 23", "2023-10-01", "2023-12-31"),
    ("third quarter of 2024", "2024-07-01", "2024-09-30"),
    ("Q3 of last year", "2023-07-01", "2023-09-30"),
    ("the last quarter of 2023", "2023-10-01", "2023-12-31"),
    ("H1 2024", "2024-01-01", "2024-06-30"),
    ("first half", "2024-01-01", "2024-06-30"),
    ("first 6 months of 2023", "2023-01-01", "2023-06-30"),
    ("March 2024", "2024-03-01", "2024-03-31"),
    ("mar-24", "2024-03-01", "2024-03-31"),
    ("2024-03", "2024-03-01", "2024-03-31"),
    ("03/2024", "2024-03-01", "2024-03-31"),
    ("in June", "2024-06-01", "2024-06-30"),
    ("last December", "2023-12-01", "2023-12-31"),
    ("june 24", "2024-06-01", "2024-06-30"),
    ("2024-06-30", "2024-06-30", "2024-06-30"),
    ("30 June 2024", "2024-06-30", "2024-06-30"),
    ("June 30th, 2024", "2024-06-30", "2024-06-30"),
    ("the 31st of october 23", "2023-10-31", "2023-10-31"),
    ("31/12/2024", "2024-12-31", "2024-12-31"),
    ("end of June", "2024-06-30", "2024-06-30"),
    ("end of Q2", "2024-06-30", "2024-06-30"),
    ("year end 2023", "2023-12-31", "2023-12-31"),
    ("eoy 2023", "2023-12-31", "2023-12-31"),
    ("as of June 2024", "2024-06-30", "2024-06-30"),
    ("start of 2024", "2023-12-31", "2023-12-31"),
    ("mid-2024", "2024-06-30", "2024-06-30"),
    ("since June", "2024-06-01", "2024-12-31"),
    ("after June 2024", "2024-07-01", "2024-12-31"),
    ("before 2024", "2023-01-01", "2023-12-31"),
    ("up to Q2", "2023-01-01", "2024-06-30"),
    ("from June to August", "2024-06-01", "2024-08-31"),
    ("between the end of March and the end of June 2024", "2024-04-01", "2024-06-30"),
    ("January through March", "2024-01-01", "2024-03-31"),
    ("Q1-Q3 2023", "2023-01-01", "2023-09-30"),
    ("Nov to Feb", "2023-11-01", "2024-02-29"),
    ("last quarter", "2024-07-01", "2024-09-30"),
    ("previous month", "2024-11-01", "2024-11-30"),
    ("prior year", "2023-01-01", "2023-12-31"),
    ("last week", "2024-12-23", "2024-12-29"),
    ("this quarter", "2024-10-01", "2024-12-31"),
    ("the quarter before last", "2024-04-01", "2024-06-30"),
    ("next quarter", "2025-01-01", "2025-03-31"),
    ("the upcoming quarter", "2025-01-01", "2025-03-31"),
    ("coming month", "2025-01-01", "2025-01-31"),
    ("next June", "2025-06-01", "2025-06-30"),
    ("the next 90 days", "2025-01-01", "2025-03-31"),
    ("upcoming two weeks", "2025-01-01", "2025-01-14"),
    ("next 2 months", "2025-01-01", "2025-02-28"),
    ("next two quarters", "2025-01-01", "2025-06-30"),
    ("last 90 days", "2024-10-03", "2024-12-31"),
    ("past 6 months", "2024-07-01", "2024-12-31"),
    ("last two quarters", "2024-07-01", "2024-12-31"),
    ("in the last year", "2024-01-01", "2024-12-31"),
    ("TTM", "2024-01-01", "2024-12-31"),
    ("rolling 12 months", "2024-01-01", "2024-12-31"),
    ("twelve months ending June 2024", "2023-07-01", "2024-06-30"),
    ("quarter ended June 2024", "2024-04-01", "2024-06-30"),
    ("right now", "2024-12-31", "2024-12-31"),
    ("yesterday", "2024-12-30", "2024-12-30"),
    ("last friday", "2024-12-27", "2024-12-27"),
    ("last tuesday", "2024-12-24", "2024-12-24"),
    ("a year ago", "2023-12-31", "2023-12-31"),
    ("2 quarters ago", "2024-04-01", "2024-06-30"),
    ("all time", "2023-01-01", "2024-12-31"),
)

SLIPS = (
    ("lst quater", "last quarter"),
    ("setpember", "September 2024"),
    ("febuary 2024", "February 2024"),
    ("trailng 12 mnths", "trailing 12 months"),
    ("lastquarter", "last quarter"),
    ("ths qtr", "this quarter"),
)


@pytest.mark.parametrize(("words", "start", "end"), PERIODS)
def test_words_name_a_period(words: str, start: str, end: str) -> None:
    period = read_period(words, CALENDAR)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(("slip", "meant"), SLIPS)
def test_a_slip_of_the_pen_reads_like_the_word_that_was_meant(slip: str, meant: str) -> None:
    assert read_period(slip, CALENDAR) == read_period(meant, CALENDAR)


@pytest.mark.parametrize(("words", "start", "end"), PERIODS)
def test_what_is_written_is_read_back(words: str, start: str, end: str) -> None:
    period = read_period(words, CALENDAR)
    again = read_period(write_period(period, CALENDAR), CALENDAR)
    assert (again.start, again.end) == (period.start, period.end)


@pytest.mark.parametrize(
    "period",
    [
        CALENDAR.quarter(2024, 3),
        CALENDAR.month(2024, 2),
        CALENDAR.trailing(12),
        CALENDAR.trailing(5),
        CALENDAR.trailing_days(45),
        Period(start=date(2024, 2, 3), end=date(2024, 5, 6)),
    ],
)
def test_the_name_of_a_period_is_read_back(period: Period) -> None:
    again = read_period(period.name, CALENDAR)
    assert (again.start, again.end) == (period.start, period.end)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Q4", "2024-10-01", "2024-12-31"),
        ("December", "2023-12-01", "2023-12-31"),
        ("last quarter", "2024-07-01", "2024-09-30"),
        ("year to date", "2024-01-01", "2024-11-15"),
        ("this quarter so far", "2024-10-01", "2024-11-15"),
        ("last two quarters", "2024-04-01", "2024-09-30"),
        ("past 6 months", "2024-05-16", "2024-11-15"),
        ("next 3 months", "2024-11-16", "2025-02-15"),
        ("next 2 quarters", "2025-01-01", "2025-06-30"),
        ("next December", "2024-12-01", "2024-12-31"),
        ("next November", "2025-11-01", "2025-11-30"),
        ("rest of the quarter", "2024-11-16", "2024-12-31"),
        ("the remainder of this month", "2024-11-16", "2024-11-30"),
    ],
)
def test_inside_a_quarter_what_has_started_is_meant_unless_said_otherwise(words: str, start: str, end: str) -> None:
    period = read_period(words, NOVEMBER)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("FY2025", "2024-02-01", "2025-01-31"),
        ("Q3 FY25", "2024-08-01", "2024-10-31"),
        ("last quarter", "2024-08-01", "2024-10-31"),
        ("fiscal year to date", "2024-02-01", "2024-11-15"),
        ("calendar year 2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_fiscal_year_that_starts_in_february_moves_quarters_and_years(words: str, start: str, end: str) -> None:
    period = read_period(words, FEBRUARY)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "words", ["", "soon", "Q3 and Q4 2024", "30 June of Enterprise", "2024 in Germany", "some Monday"]
)
def test_what_is_no_single_period_is_refused_with_examples(words: str) -> None:
    with pytest.raises(InvalidRequest, match="for example 'Q3 2024'"):
        read_period(words, CALENDAR)


def test_nothing_is_left_of_a_period_on_its_last_day() -> None:
    with pytest.raises(InvalidRequest, match="Nothing is left of Q4 2024"):
        read_period("the rest of the quarter", CALENDAR)


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="no day 30 in month 2"):
        find_periods("ARR on 30 February 2024", CALENDAR)


def test_a_date_that_reads_two_ways_is_never_guessed() -> None:
    with pytest.raises(InvalidRequest, match="can be two days"):
        find_periods("ARR on 03/04/2024", CALENDAR)


@pytest.mark.parametrize(
    "text",
    ["Company_2024", "more than 2000 tickets", "accounts over $2024", "list the lost accounts", "may we see it?"],
)
def test_numbers_and_words_that_are_no_time_stay_unread(text: str) -> None:
    assert find_periods(text, CALENDAR) == ()


def test_a_mention_keeps_its_place_in_the_text() -> None:
    text = "NRR in Q3 2024 and lst yr?"
    assert [text[slice(*mention.span)] for mention in find_periods(text, CALENDAR)] == ["Q3 2024", "lst yr"]


def test_the_end_of_a_period_is_a_day_that_remembers_its_period() -> None:
    (mention,) = find_periods("at the end of Q2", CALENDAR)
    assert mention.is_day
    assert mention.around == CALENDAR.quarter(2024, 2)


def test_a_year_is_lent_to_the_neighbours_in_a_list() -> None:
    first, second = find_periods("Q1 versus Q3 2023", CALENDAR)
    assert (first.period.label, second.period.label) == ("Q1 2023", "Q3 2023")


def test_the_same_quarter_last_year_leans_on_the_quarter_named_beside_it() -> None:
    _, leaning = find_periods("Q3 2024 against the same quarter last year", CALENDAR)
    assert (leaning.shift, leaning.period.label) == ("year_before", "Q3 2023")


def test_a_range_knows_its_two_ends() -> None:
    (mention,) = find_periods("from Q2 to Q4 2024", CALENDAR)
    assert [end.label for end in mention.ends] == ["Q2 2024", "Q4 2024"]


def test_a_word_that_is_no_word_of_time_is_not_made_one() -> None:
    (mention,) = find_periods("tickets by prio dec 2024", CALENDAR)
    assert (mention.text, mention.period.name) == ("dec 2024", "Dec 2024")


@pytest.mark.parametrize(
    "words",
    ["11 to 17 November", "between 11 and 17 november", "11th to 17th of November", "November 11 to 17", "Nov 11-17"],
)
def test_two_days_share_the_month_that_is_named_once(words: str) -> None:
    (mention,) = find_periods(f"tickets {words}", CALENDAR)
    assert (mention.period.start, mention.period.end) == (date(2024, 11, 11), date(2024, 11, 17))
    assert mention.text in words
