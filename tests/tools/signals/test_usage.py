"""Uses a week; the last week ends on Sunday 28 June 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.records import LAST_SUNDAY, ago, record, weeks
from tests.tools.signals.finding import COMPANY, first_seen, found, knowing, one, told
from tools.company import Company
from tools.record.known import known_on
from tools.record.record import Record
from tools.record.rows import Line, Week
from tools.signals.levels import SPANS
from tools.signals.norms import Move, Norms

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)


def sunday(weeks_ago: int) -> date:
    return LAST_SUNDAY - weeks_ago * WEEK


def test_use_that_halves_is_seen_in_the_third_week_after() -> None:
    signal = one(record(weeks=weeks([100] * 26 + [50] * 6)), "usage_drop")
    # Mean of 100, 50, 50, 50 is 62.5: 37.5 % below; a week before it was 75, which is 25 % below.
    assert (signal.noticed, signal.ended) == (sunday(3), None)
    # The first low week ended five Sundays ago; of single odd weeks smoothed the straight way down starts one before.
    assert signal.began in (sunday(6) + DAY, sunday(7) + DAY)
    assert {name: figure.value for name, figure in signal.figures.items()} == {
        "counted": "uses a week",
        "before": Decimal("100.0"),
        "after": Decimal("50.0"),
        "same_season_last_year": "no",
        "noticed": "2026-06-07",
    }
    assert signal.strength == 0.5


def test_a_cut_of_sixty_percent_is_seen_in_the_third_week() -> None:
    uneven = [110, 90, 100, 120, 80] * 5 + [100]
    cut = record(weeks=weeks([*uneven, 40, 44, 36]))
    assert noticed(cut, "usage_drop") == [(sunday(0), None)]


def noticed(whole: Record, name: str, company: Company = COMPANY) -> list[tuple[date, date | None]]:
    return [(seen, ended) for _, seen, ended in told(whole, name, company)]


@pytest.mark.parametrize("weeks_down", [6, 8, 12])
def test_a_fade_is_dated_near_the_week_in_which_it_began(weeks_down: int) -> None:
    """Use falls from 100 to 20 in equal steps; found in any week after, it began within a week of the true one."""
    fade = [100 - 80 * step / weeks_down for step in range(1, weeks_down + 1)]
    fading = record(weeks=weeks([*[100] * 30, *[round(uses) for uses in fade]]))
    signal = one(fading, "usage_drop")
    assert abs((signal.began - (sunday(weeks_down) + DAY)).days) <= 7
    assert signal.noticed > signal.began
    known = [one(known_on(fading, day), "usage_drop").began for day in (signal.noticed, sunday(0))]
    assert known == [signal.began] * 2


def moving(*shares: float) -> Company:
    """The middle account of the company had these shares of its usual use at the end of the last weeks."""
    days = [sunday(len(shares) - 1 - place) for place in range(len(shares))]
    moves = {day: Move(share, share, share) for day, share in zip(days, shares, strict=True)}
    return knowing(Norms(moves={(counted, span): moves for counted in ("active users", "uses") for span in SPANS}))


def test_a_fall_with_the_whole_company_is_none_and_one_far_below_it_is() -> None:
    summer = moving(1.0, 0.9, 0.8, 0.7)
    # 100 falls to 65, where 70 is what is usual in these weeks: seven percent below.
    assert found(record(weeks=weeks([100] * 26 + [65] * 4)), "usage_drop", summer) == ()
    assert noticed(record(weeks=weeks([100] * 26 + [30] * 4)), "usage_drop", summer) == [(sunday(1), None)]


def test_a_rise_with_the_whole_company_is_none() -> None:
    grown = record(weeks=weeks([100] * 40 + [150] * 4))
    assert noticed(grown, "usage_growth") == [(sunday(1), None)]
    assert found(grown, "usage_growth", moving(1.1, 1.2, 1.4, 1.4)) == ()


def test_who_keeps_its_level_while_others_grow_has_not_fallen() -> None:
    assert found(record(weeks=weeks([100] * 30)), "usage_drop", moving(1.5, 1.5, 1.5, 1.5)) == ()


def test_a_drop_is_dated_as_it_would_have_been_on_the_day() -> None:
    falling = record(weeks=weeks([100] * 26 + [50] * 6))
    assert first_seen(falling, "usage_drop", [sunday(ago) for ago in range(6, -1, -1)]) == sunday(3)


@pytest.mark.parametrize(
    "uses",
    [
        pytest.param([100] * 30, id="even"),
        pytest.param([100] * 26 + [20, 20] + [100] * 4, id="two weeks of holiday"),
        pytest.param([100] * 26 + [80] * 6, id="a fifth less"),
        pytest.param([1] * 26 + [0] * 4, id="next to nothing"),
        pytest.param([60, 140] * 13 + [60, 140, 60, 60], id="usual swings"),
        pytest.param([100] * 5 + [50] * 5, id="too young"),
    ],
)
def test_use_that_did_not_drop_is_no_drop(uses: list[int]) -> None:
    assert found(record(weeks=weeks(uses, users=1)), "usage_drop") == ()


def test_a_drop_is_over_when_half_of_it_is_back() -> None:
    signal = one(record(weeks=weeks([100] * 26 + [40] * 6 + [100] * 6)), "usage_drop")
    # The mean of four weeks is 70 with two of them back, 85 with three, 100 with four. By the month the second week
    # above 70 ends it; by the quarter, which fell by 28 %, it has to be above 85.
    assert (signal.noticed, signal.ended) == (sunday(9), sunday(1))
    assert signal.strength == 0.6


def test_a_drop_that_never_comes_back_is_usual_after_half_a_year() -> None:
    signal = one(record(weeks=weeks([100] * 26 + [50] * 50)), "usage_drop")
    assert signal.ended is not None
    assert 26 <= (signal.ended - signal.noticed).days / 7 <= 39


def test_active_users_show_a_drop_that_uses_do_not() -> None:
    many, few = weeks([100] * 26, users=20), weeks([100] * 6, users=8)
    moved = tuple(replace(week, starts_on=week.starts_on - 6 * WEEK, ends_on=week.ends_on - 6 * WEEK) for week in many)
    assert one(record(weeks=moved + few), "usage_drop").figures["counted"].value == "active users a week"


def test_a_fall_deeper_than_a_year_before_counts_what_lies_beyond_it() -> None:
    first, second = [100] * 40 + [60] * 12, [100] * 40 + [15] * 12
    signals = found(record(weeks=weeks(first + second), lines=(Line("S-1", ago(900), Decimal(1)),)), "usage_drop")
    # 60 of 100 a year before, 15 now: three quarters below what the season explains.
    assert [signal.strength for signal in signals] == [0.4, 0.75]


def test_a_dip_in_the_same_weeks_a_year_before_counts_a_third() -> None:
    year = [100] * 40 + [40] * 12
    signals = found(record(weeks=weeks(year + year), lines=(Line("S-1", ago(900), Decimal(1)),)), "usage_drop")
    assert [signal.strength for signal in signals] == [0.6, 0.2]


def test_weeks_around_the_turn_of_the_year_are_not_counted() -> None:
    newest = date(2026, 1, 18)
    quiet = weeks([100] * 26 + [10, 10, 10, 100])
    moved = tuple(
        replace(week, starts_on=week.starts_on - (LAST_SUNDAY - newest), ends_on=week.ends_on - (LAST_SUNDAY - newest))
        for week in quiet
    )
    assert found(record(weeks=moved), "usage_drop") == ()


def test_use_before_a_loss_is_not_compared_with_use_after_the_return() -> None:
    lines = (Line("S-1", ago(700), Decimal(1), end_date=sunday(20)), Line("S-2", sunday(10), Decimal(1)))
    uses = weeks([100] * 40 + [0] * 10 + [30] * 10)
    assert found(record(weeks=uses, lines=lines), "usage_drop") == ()


def test_use_that_grows_is_seen_and_a_single_busy_week_is_not() -> None:
    assert one(record(weeks=weeks([100] * 40 + [150] * 4)), "usage_growth").noticed == sunday(1)
    assert found(record(weeks=weeks([100] * 40 + [400] + [100] * 3)), "usage_growth") == ()


def test_the_first_weeks_of_a_contract_are_no_growth() -> None:
    lines = (Line("S-1", sunday(20), Decimal(1)),)
    assert found(record(weeks=weeks([10] * 8 + [100] * 12), lines=lines), "usage_growth") == ()


def test_use_is_flat_after_twelve_even_weeks_with_room_left() -> None:
    seats = (Line("S-1", ago(400), Decimal(1), seats=40),)
    flat = record(weeks=weeks([100] * 14, users=10), lines=seats)
    assert noticed(flat, "usage_plateau") == [(sunday(2), None)]
    full = replace(flat, lines=(replace(seats[0], seats=11),))
    broad = replace(full, weeks=weeks([100] * 14, users=10, features=[f"F-{number}" for number in range(8)]))
    assert found(broad, "usage_plateau") == ()


def test_use_that_rises_is_not_flat() -> None:
    assert found(record(weeks=weeks([50 + 5 * week for week in range(20)])), "usage_plateau") == ()


def with_errors(errors: list[int]) -> tuple[Week, ...]:
    found = weeks([50] * len(errors))
    return tuple(replace(week, errors=Decimal(count)) for week, count in zip(found, errors, strict=True))


def test_errors_clearly_above_what_so_much_use_had_are_seen() -> None:
    signal = one(record(weeks=with_errors([2] * 20 + [8] * 4)), "errors_rising")
    # Expected are 8 in four weeks; 8 + 4 x the root of 8 is 19.3, and twice 8 is 16: 20 in the second week is more.
    assert signal.began == sunday(2)
    assert found(record(weeks=with_errors([2] * 24)), "errors_rising") == ()
