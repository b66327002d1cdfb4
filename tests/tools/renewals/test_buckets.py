from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.records import DAY, record
from tests.tools.renewals.ratings import due, rating, renewal
from tools.company import Company
from tools.company_settings import ForecastSettings, Status
from tools.record.known import known_on
from tools.record.rows import Contact
from tools.renewals.buckets import bucket_named, probability_of, rate_open, rated
from tools.renewals.due import Due
from tools.renewals.leaving import SIGNS
from tools.signals.catalogue import SIGNALS


@pytest.mark.parametrize(
    ("status", "signs", "bucket"),
    [
        ("green", (), "committed"),
        ("green", ("nps_low", "renewal_near"), "committed"),
        ("green", ("champion_left",), "likely"),
        ("green", ("champion_left", "mentions_price"), "likely"),
        ("green", ("champion_left", "mentions_leaving"), "at_risk"),
        ("yellow", (), "likely"),
        ("yellow", ("escalation",), "at_risk"),
        ("yellow", ("mentions_leaving",), "critical"),
        ("red", (), "at_risk"),
        ("red", ("usage_drop",), "critical"),
        ("red", ("mentions_leaving",), "critical"),
        (None, ("mentions_leaving",), None),
    ],
)
def test_health_and_signs_of_leaving_make_the_bucket(
    status: Status | None, signs: tuple[str, ...], bucket: str | None
) -> None:
    assert rating(status, *signs).by_health == bucket


def test_what_grave_signs_hold_a_status_at_is_the_best_bucket() -> None:
    assert rating("green", "champion_left", held="red").by_health == "at_risk"
    assert rating("green", held="yellow").by_health == "likely"
    assert rating("yellow", "mentions_leaving", held="red").by_health == "critical"


def test_a_day_that_passed_undecided_counts_like_one_sign() -> None:
    late = renewal(DAY)
    assert rating("green", item=late).by_health == "likely"
    assert rating("green", "champion_left", item=late).by_health == "likely"


def test_every_sign_of_leaving_is_a_signal_of_risk() -> None:
    assert {SIGNALS[name].direction for name in SIGNS} == {"risk"}


def test_a_call_with_a_reason_replaces_the_bucket_of_health() -> None:
    item = rating("green", item=renewal(csm_call="Critical", csm_call_reason="They signed with another vendor."))
    assert (item.by_health, item.bucket, item.is_overridden) == ("committed", "critical", True)


def test_a_call_without_a_reason_does_not() -> None:
    item = rating("green", item=renewal(csm_call="critical", csm_call_reason=" "))
    assert (item.bucket, item.differs, item.is_overridden) == ("committed", True, False)


def test_a_call_that_agrees_is_no_divergence() -> None:
    assert not rating("green", item=renewal(csm_call="committed", csm_call_reason="All well.")).differs


def test_a_call_with_a_reason_stands_in_where_health_is_not_known() -> None:
    assert rating(None, item=renewal(csm_call="likely", csm_call_reason="Signed verbally.")).bucket == "likely"


@pytest.mark.parametrize(
    ("typed", "bucket"), [("At risk", "at_risk"), ("at-risk", "at_risk"), ("maybe", None), (None, None)]
)
def test_a_bucket_is_known_however_it_is_spelled(typed: str | None, bucket: str | None) -> None:
    assert bucket_named(typed) == bucket


def test_a_company_may_set_some_of_the_chances() -> None:
    company = Company(forecast=ForecastSettings(probabilities={"committed": 0.9}))
    assert probability_of("committed", company) == Decimal("0.9")
    assert probability_of("at_risk", company) == Decimal("0.5")


def test_the_greatest_risk_comes_first_then_the_largest_amount() -> None:
    small = due(renewal(arr=5, csm_call="critical", csm_call_reason="x"))
    large = due(renewal(arr=9, csm_call="critical", csm_call_reason="x"))
    safe = due(renewal(arr=99, csm_call="committed", csm_call_reason="x"))
    bare = {"lines": small.record.lines, "tables": frozenset({"renewals"})}
    found = rate_open([due(item.renewal, **bare) for item in (safe, small, large)], Company())
    assert [item.arr for item in found] == [9, 5, 99]


def test_the_rating_of_a_past_day_does_not_see_later_rows() -> None:
    item, champion = renewal(), Contact("C-1", "Ann", role="champion", joined_on=date(2024, 1, 1))
    left_later = record(renewals=(item,), contacts=(replace(champion, left_on=date(2026, 5, 1)),))
    never_left = record(renewals=(item,), contacts=(champion,))
    with_future, without = (
        rated(Due(known_on(each, date(2026, 3, 31)), item), Company()) for each in (left_later, never_left)
    )
    assert (with_future.by_health, with_future.signs) == (without.by_health, without.signs)
