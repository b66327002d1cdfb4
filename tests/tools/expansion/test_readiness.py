from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.records import DAY, record
from tools.company_settings import Status
from tools.expansion.one import verdict
from tools.expansion.readiness import GROWTH, HOLDS_BACK, Readiness
from tools.health.score import Health
from tools.record.rows import Line
from tools.signals.catalogue import SIGNALS
from tools.signals.signal import Signal

ENDED = (Line("S-1", date(2024, 1, 1), Decimal(12000), end_date=date(2026, 5, 1)),)


def sign(name: str, strength: float = 0.5) -> Signal:
    return Signal(name, "A-1", DAY, strength)


def item(
    status: Status | None, *signs: Signal, held_by: tuple[str, ...] = (), lines: tuple[Line, ...] = ()
) -> Readiness:
    paid = {"lines": lines} if lines else {}
    health = Health("A-1", DAY, None if status is None else Decimal(60), status, (), (), Decimal(1))
    return Readiness(record(**paid), health, signs, (), tuple(sign(name) for name in held_by))


@pytest.mark.parametrize("name", ["licences_near_limit", "usage_near_limit", "breadth_growing", "mentions_growth"])
def test_a_healthy_account_with_a_reason_to_grow_is_ready(name: str) -> None:
    assert item("green", sign(name)).is_ready
    assert item("yellow", sign(name)).is_ready


def test_a_red_account_is_never_ready() -> None:
    red = item("red", sign("licences_near_limit", 1), sign("mentions_growth", 1))
    assert not red.is_ready
    assert red.reasons_against == ("red health",)


def test_trouble_that_is_open_holds_an_account_back() -> None:
    held = item("green", sign("mentions_growth"), held_by=("escalation", "invoice_overdue"))
    assert not held.is_ready
    assert held.reasons_against == ("escalated ticket", "invoice overdue")


def test_more_use_alone_is_no_reason_but_adds_to_one() -> None:
    assert not item("green", sign("usage_growth", 1)).is_ready
    assert item("green", sign("mentions_growth"), sign("usage_growth", 1)).strength == Decimal("0.75")


def test_an_account_that_does_not_pay_is_not_ready() -> None:
    assert item("green", sign("mentions_growth"), lines=ENDED).reasons_against == ("not a paying account",)


def test_strength_joins_the_signs_and_ranks_with_the_amount() -> None:
    found = item("green", sign("licences_near_limit", 0.9), sign("mentions_growth", 0.5))
    assert found.strength == Decimal("0.95")  # 1 - 0.1 x 0.5
    assert found.rank == Decimal(11400)


@pytest.mark.parametrize(
    ("name", "play"),
    [
        ("licences_near_limit", "natural_fit"),
        ("usage_near_limit", "natural_fit"),
        ("breadth_growing", "new_use_case"),
        ("mentions_growth", "executive_expansion"),
    ],
)
def test_each_reason_has_its_conversation(name: str, play: str) -> None:
    conversation = item("green", sign("usage_growth", 1), sign(name)).conversation
    assert conversation is not None
    assert conversation.play == play


def test_the_verdict_says_why_not() -> None:
    assert verdict(item("green", sign("breadth_growing"))) == "ready"
    assert verdict(item("red")) == "not now: red health and no sign of growth beyond more use"


def test_signs_point_the_way_they_are_used() -> None:
    assert {SIGNALS[name].direction for name in GROWTH} == {"growth"}
    assert {SIGNALS[name].direction for name in HOLDS_BACK} == {"risk"}
