"""How an account uses the product, on weeks whose uses can be added in the head. The account has 20 seats."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.records import EVERYTHING, record, weeks
from tools.adoption.use import USE
from tools.company import Company
from tools.company_settings import Thresholds
from tools.facts import Value
from tools.record.record import Record
from tools.record.stated import measured

COMPANY = Company(thresholds=Thresholds(features_available=8))
USED = record(weeks=weeks([50] * 20 + [100] * 4, users=5, features=("plan", "board")))


def value(name: str, of: Record = USED, company: Company = COMPANY) -> Value:
    return measured(of, USE[name], company).value


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("active_users_recent", 5),
        ("active_licensed_share", Decimal("0.25")),  # 5 of 20
        ("features_used_recent", 2),
        ("breadth_share", Decimal("0.25")),  # 2 of 8
        ("uses_per_user", 80),  # 400 uses by 5
        ("weekly_uses", 100),
        ("usage_trend", 1),  # 100 against 50
        ("error_share", 0),
    ],
)
def test_use_in_the_last_four_weeks_is_measured(name: str, expected: Value) -> None:
    assert value(name) == expected


def test_weeks_before_the_last_four_do_not_count_as_recent() -> None:
    gone = record(weeks=weeks([100] * 10 + [0] * 4))
    assert (value("active_users_recent", gone), value("features_used_recent", gone)) == (0, 0)
    assert value("usage_trend", gone) == -1
    assert value("uses_per_user", gone) is None


def test_a_short_past_is_no_trend() -> None:
    assert value("usage_trend", record(weeks=weeks([10] * 11))) is None
    assert value("usage_trend", record(weeks=weeks([10] * 12))) == 0


def test_the_trend_looks_back_half_a_year_and_no_further() -> None:
    assert value("usage_trend", record(weeks=weeks([999] * 30 + [10] * 26 + [20] * 4))) == 1


def test_without_users_or_seats_the_reason_is_said() -> None:
    anonymous = replace(USED, tables=EVERYTHING - {"usage_events.user_id"})
    assert measured(anonymous, USE["active_licensed_share"], COMPANY).undefined_because == (
        "the data has no user id in its usage events"
    )
    seatless = record(weeks=USED.weeks, lines=tuple(replace(line, seats=None) for line in USED.lines))
    assert measured(seatless, USE["active_licensed_share"], COMPANY).undefined_because == (
        "no licensed users are recorded for it"
    )


def test_breadth_needs_the_number_of_features_there_are() -> None:
    assert value("breadth_share", company=Company()) is None
