from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.records import DAY
from tests.tools.renewals.ratings import rating, renewal
from tools.company_settings import Status
from tools.record.rows import Renewal
from tools.renewals.buckets import Rated
from tools.renewals.slipped import Move


def on(day: date, status: Status | None, *signs: str, item: Renewal | None = None) -> Rated:
    """The rating at the close of a day."""
    found = rating(status, *signs, item=item)
    return replace(found, due=replace(found.due, record=replace(found.due.record, day=day)))


THEN = date(2026, 6, 23)


def test_a_lower_bucket_is_a_slip() -> None:
    move = Move(on(THEN, "green"), on(DAY, "yellow"))
    assert (move.has_slipped, move.words) == (True, "bucket lower")


def test_a_renewal_that_became_critical_is_called_so() -> None:
    assert Move(on(THEN, "green"), on(DAY, "yellow", "mentions_leaving")).words == "newly critical"


def test_a_day_that_passed_without_a_decision_is_a_slip() -> None:
    item = renewal(date(2026, 6, 25))
    move = Move(on(THEN, "yellow", "mentions_leaving", item=item), on(DAY, "yellow", "mentions_leaving", item=item))
    assert (move.has_slipped, move.words) == (True, "day passed undecided")


def test_the_same_or_a_better_bucket_is_none() -> None:
    assert not Move(on(THEN, "yellow"), on(DAY, "yellow")).has_slipped
    better = Move(on(THEN, "red"), on(DAY, "green"))
    assert (better.has_slipped, better.fall) == (False, -2)


def test_what_was_not_known_on_one_of_the_days_did_not_fall() -> None:
    assert Move(on(THEN, None), on(DAY, "red")).fall == 0
