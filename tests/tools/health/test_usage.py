from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.records import ago, record, weeks
from tools.company import Company
from tools.company_settings import Thresholds
from tools.health.usage import activity, breadth, depth, expected_uses, licence_use, recent_weeks
from tools.record.rows import Line

COMPANY = Company()
TWELVE = Company(thresholds=Thresholds(features_available=12))
STEADY = [100] * 26


def test_use_at_its_own_level_is_worth_a_hundred() -> None:
    assert activity(record(weeks=weeks([*STEADY, 100, 100, 100, 100])), COMPANY) == 100


def test_use_three_quarters_of_the_usual_level_is_worth_half() -> None:
    assert activity(record(weeks=weeks([*STEADY, 75, 75, 75, 75])), COMPANY) == 50


def test_half_of_the_usual_use_is_worth_nothing() -> None:
    assert activity(record(weeks=weeks([*STEADY, 50, 50, 50, 50])), COMPANY) == 0


def test_growth_is_worth_no_more_than_a_hundred() -> None:
    assert activity(record(weeks=weeks([*STEADY, 300, 300, 300, 300])), COMPANY) == 100


def test_a_level_that_swings_widely_gives_more_room_below_it() -> None:
    # Mean and deviation are 100: two swings of a mean of 4 against one of 26 are 2 * sqrt(1/4 + 1/26) = 1.07, so all.
    swinging = [0, 200] * 13
    assert activity(record(weeks=weeks([*swinging, 50, 50, 50, 50])), COMPANY) == 50


def test_too_few_weeks_have_no_usual_level() -> None:
    assert activity(record(weeks=weeks([100] * 11)), COMPANY) is None


def test_the_level_to_expect_is_lower_in_a_season_that_was_quiet_a_year_ago() -> None:
    year = [*STEADY, 40, 40, 40, 40, *[100] * 48]
    found = record(weeks=weeks([*year, 40, 40, 40, 40]))
    assert expected_uses(found) == 40
    assert activity(found, COMPANY) == 100


def test_rare_use_is_compared_over_a_quarter() -> None:
    rare = [10, 0, 0] * 13
    assert len(recent_weeks(record(weeks=weeks(rare)))) == 13
    assert len(recent_weeks(record(weeks=weeks(STEADY)))) == 4


def test_half_of_the_licences_in_use_is_worth_half() -> None:
    # 10 active of 20 licensed, between nothing at 20 % and all at 80 %.
    assert licence_use(record(weeks=weeks([100] * 6)), COMPANY) == 50


def test_licences_of_an_account_that_never_used_the_product_are_worth_nothing() -> None:
    assert licence_use(record(), COMPANY) == 0


def test_an_account_of_the_last_weeks_is_not_blamed_for_little_use() -> None:
    young = Line("S-1", ago(20), Decimal(12000), seats=20)
    assert licence_use(record(lines=(young,), weeks=weeks([5, 5])), COMPANY) is None
    assert breadth(record(lines=(young,), weeks=weeks([5, 5])), TWELVE) is None


def test_licensed_users_that_are_not_recorded_are_unknown() -> None:
    line = Line("S-1", date(2024, 1, 1), Decimal(12000))
    assert licence_use(record(lines=(line,), weeks=weeks([100] * 6)), COMPANY) is None


def test_breadth_is_measured_against_the_features_there_are() -> None:
    # 3 of 12, where 60 % would be full: 0.25 / 0.6.
    assert breadth(record(weeks=weeks(STEADY, features=("a", "b", "c"))), TWELVE) == Decimal("41.7")


def test_breadth_is_measured_against_the_usual_features_where_the_company_names_none() -> None:
    # 3 of 4, where 40 % would be nothing and 90 % full: 0.35 / 0.5.
    before, now = weeks([100] * 30, features=("a", "b", "c", "d")), weeks([100] * 4, features=("a", "b", "c"))
    assert breadth(record(weeks=(*before[:-4], *now)), COMPANY) == 70
    assert breadth(record(weeks=before), COMPANY) == 100


def test_depth_is_use_by_each_person_who_came() -> None:
    before, now = weeks([100] * 30, users=10), weeks([100] * 4, users=20)
    assert depth(record(weeks=(*before[:-4], *now)), COMPANY) == 0
    assert depth(record(weeks=before), COMPANY) == 100


def test_an_account_without_any_use_has_no_breadth_to_compare_with() -> None:
    assert breadth(record(), COMPANY) is None
    assert breadth(record(), TWELVE) == 0
