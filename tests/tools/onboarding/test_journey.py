"""What state an onboarding is in, on hand-made records; the company's stall days are 21."""

from __future__ import annotations

from typing import Any

import pytest

from tests.records import ago, record
from tools.company import Company
from tools.onboarding.journey import journey_of
from tools.record.known import known_on
from tools.record.rows import Onboarding

COMPANY = Company()


def started(**fields: Any) -> Onboarding:
    known: dict[str, Any] = {
        "signed_on": ago(100),
        "planned_end": ago(40),
        "last_step": "data imported",
        "last_step_on": ago(10),
    }
    return Onboarding("O-1", **(known | fields))


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"first_value_on": ago(5)}, "first value reached"),
        ({"planned_end": ago(-20)}, "running"),
        ({}, "drifting"),
        ({"planned_end": ago(-20), "last_step_on": ago(21)}, "stalled"),
        ({"planned_end": ago(-20), "last_step_on": ago(20)}, "running"),
        ({"last_step_on": ago(30)}, "stalled and drifting"),
        ({"completed_on": ago(50)}, "completed too early"),
        ({"completed_on": ago(50), "first_value_on": ago(30)}, "first value reached"),
    ],
)
def test_an_onboarding_is_in_the_state_its_days_say(fields: dict[str, Any], state: str) -> None:
    journey = journey_of(record(onboardings=(started(**fields),)), COMPANY)
    assert journey is not None
    assert journey.state == state


def test_days_are_counted_from_what_went_wrong() -> None:
    journey = journey_of(record(onboardings=(started(last_step_on=ago(30)),)), COMPANY)
    assert journey is not None
    assert (journey.days("stalled"), journey.days("drifting"), journey.days("premature")) == (30, 40, None)


def test_an_account_without_an_onboarding_has_no_journey() -> None:
    assert journey_of(record(), COMPANY) is None


def test_nobody_onboards_an_account_that_has_left() -> None:
    lines = tuple(line.__class__(**{**line.__dict__, "end_date": ago(3)}) for line in record().lines)
    journey = journey_of(record(onboardings=(started(planned_end=ago(-20)),), lines=lines), COMPANY)
    assert journey is not None
    assert not journey.is_running
    assert not journey.troubles


def test_first_value_reached_later_is_not_known_before() -> None:
    whole = record(onboardings=(started(first_value_on=ago(5), planned_end=ago(40)),))
    before = journey_of(known_on(whole, ago(6)), COMPANY)
    never = journey_of(known_on(record(onboardings=(started(),)), ago(6)), COMPANY)
    assert before is not None
    assert never is not None
    assert before.state == never.state == "drifting"
