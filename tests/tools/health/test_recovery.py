from __future__ import annotations

from decimal import Decimal

from tests.records import record, weeks
from tools.company import Company
from tools.health.recovery import recovery
from tools.health.score import health_of

COMPANY = Company()
USAGE_ONLY = frozenset({"accounts", "subscriptions", "usage_events", "usage_events.feature"})
# Activity and depth 20 (60 % of the usual use), breadth 100: 12.3 + 23.1 + 3.1. No sign of it is grave.
FALLEN = health_of(record(tables=USAGE_ONLY, weeks=weeks([100] * 26 + [60] * 4)), COMPANY)


def test_the_gap_reaches_to_the_next_better_status() -> None:
    assert FALLEN.score == Decimal("38.5")
    found = recovery(FALLEN, COMPANY)
    assert found is not None
    assert (found.target, found.gap) == ("yellow", Decimal("6.5"))


def test_a_step_adds_what_its_component_would_have_at_a_hundred() -> None:
    found = recovery(FALLEN, COMPANY)
    assert found is not None
    assert [(step.part.name, step.gain) for step in found.steps] == [
        ("activity", Decimal("49.2")),
        ("depth", Decimal("12.3")),
    ]


def test_with_every_step_taken_the_score_is_a_hundred() -> None:
    found = recovery(FALLEN, COMPANY)
    assert found is not None
    assert (FALLEN.score or 0) + sum(step.gain for step in found.steps) == 100


def test_the_fewest_steps_that_suffice_are_the_largest() -> None:
    found = recovery(FALLEN, COMPANY)
    assert found is not None
    assert [step.part.name for step in found.shortest] == ["activity"]


def test_a_green_account_needs_no_way_back() -> None:
    assert recovery(health_of(record(tables=USAGE_ONLY, weeks=weeks([100] * 30)), COMPANY), COMPANY) is None
