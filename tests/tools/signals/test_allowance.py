"""Four weeks of use against what the lines allow in a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tests.records import LAST_SUNDAY, ago, record, weeks
from tests.tools.signals.finding import COMPANY, found, one, spans
from tools.adoption.use import USE
from tools.record.record import Record
from tools.record.rows import Line
from tools.record.stated import measured
from tools.signals.allowance import limit_on

ONE = Decimal(1)
NAME = "usage_near_limit"


def sunday(weeks_ago: int) -> date:
    return LAST_SUNDAY - timedelta(weeks=weeks_ago)


def core(limit: int | None) -> Line:
    return Line("S-1", ago(700), ONE, usage_limit=limit)


def allowed(limit: int | None, uses: list[int]) -> Record:
    return record(weeks=weeks(uses), lines=(core(limit),))


def test_an_account_is_near_its_limit_from_85_of_100_uses() -> None:
    signal = one(allowed(1000, [212] * 4 + [213] * 4), NAME)  # 4 x 213 = 852; three of them and one before 851
    assert (signal.began, signal.ended, signal.strength) == (sunday(2), None, 0.85)
    assert (signal.figures["uses"].value, signal.figures["usage_limit"].value) == (852, 1000)
    assert found(allowed(1000, [212] * 8), NAME) == ()


def test_it_is_over_after_three_weeks_below() -> None:
    # With one week of 100 it is 850 still.
    assert spans(allowed(1000, [250] * 6 + [100] * 5), NAME) == [(sunday(7), sunday(1))]


def test_above_the_limit_the_strength_is_whole() -> None:
    assert one(allowed(100, [250] * 6), NAME).strength == 1


def test_without_a_limit_there_is_nothing_to_be_near_to() -> None:
    unlimited = allowed(None, [250] * 8)
    assert found(unlimited, NAME) == ()
    fact = measured(unlimited, USE["usage_limit_share"], COMPANY)
    assert (fact.value, fact.undefined_because) == (None, "its live lines set no limit of use")


def test_the_share_in_use_is_that_of_the_last_four_weeks() -> None:
    assert measured(allowed(1000, [0] * 4 + [200] * 4), USE["usage_limit_share"], COMPANY).value == Decimal("0.8")


def test_lines_allow_together_while_they_are_paid_and_live() -> None:
    lines = (
        core(500),
        Line("S-2", sunday(4), ONE, usage_limit=200),
        Line("S-3", ago(700), ONE, usage_limit=900, end_date=sunday(8)),
        Line("S-4", ago(700), ONE, usage_limit=900, is_trial=True),
        Line("S-5", ago(700), ONE),
    )
    grown = replace(allowed(500, [100] * 12), lines=lines)
    assert [limit_on(grown, day) for day in (sunday(9), sunday(8), sunday(4))] == [1400, 500, 700]


def test_a_wider_plan_ends_the_episode() -> None:
    narrow, wide = replace(core(400), end_date=sunday(4)), Line("S-2", sunday(4), ONE, usage_limit=2000)
    moved = replace(allowed(400, [100] * 12), lines=(narrow, wide))
    assert spans(moved, NAME) == [(sunday(8), sunday(2))]


def test_a_company_without_limits_in_its_data_finds_nothing() -> None:
    without = allowed(1000, [250] * 8)
    bare = replace(without, tables=without.tables - {"subscriptions.usage_limit"})
    assert found(bare, NAME) == ()
