from __future__ import annotations

from dataclasses import replace

from tests.records import ago, record
from tests.tools.signals.finding import found, spans
from tools.record.known import known_on
from tools.record.rows import Onboarding

STOPPED = Onboarding("B-1", ago(100), ago(40), last_step="data imported", last_step_on=ago(80))


def test_an_onboarding_stalls_three_weeks_after_its_last_step() -> None:
    assert spans(record(onboardings=(STOPPED,)), "onboarding_stalled") == [(ago(59), None)]
    moved = replace(STOPPED, completed_on=ago(30))
    assert spans(record(onboardings=(moved,)), "onboarding_stalled") == [(ago(59), ago(30))]
    assert spans(known_on(record(onboardings=(moved,)), ago(50)), "onboarding_stalled") == [(ago(59), None)]


def test_an_onboarding_that_moves_on_in_time_or_took_no_step_yet_does_not_stall() -> None:
    quick = replace(STOPPED, first_value_on=ago(60))
    unborn = replace(STOPPED, last_step=None, last_step_on=None)
    assert found(record(onboardings=(quick,)), "onboarding_stalled") == ()
    assert found(record(onboardings=(unborn,)), "onboarding_stalled") == ()


def test_an_onboarding_is_late_from_the_day_after_its_planned_end_to_first_value() -> None:
    assert spans(record(onboardings=(STOPPED,)), "onboarding_drift") == [(ago(39), None)]
    valued = replace(STOPPED, first_value_on=ago(10))
    assert spans(record(onboardings=(valued,)), "onboarding_drift") == [(ago(39), ago(10))]
    assert found(record(onboardings=(replace(STOPPED, first_value_on=ago(41)),)), "onboarding_drift") == ()


def test_an_onboarding_closed_without_first_value_is_closed_too_early() -> None:
    closed = replace(STOPPED, completed_on=ago(50))
    assert spans(record(onboardings=(closed,)), "onboarding_premature") == [(ago(50), None)]
    assert spans(record(onboardings=(replace(closed, first_value_on=ago(20)),)), "onboarding_premature") == [
        (ago(50), ago(20))
    ]
    assert found(record(onboardings=(replace(closed, first_value_on=ago(60)),)), "onboarding_premature") == ()
