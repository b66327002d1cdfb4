from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tools.health.component import Input
from tools.health.learning import LEAST_LOSSES, learn
from tools.health.observing import Observation
from tools.health.snapshots import Score

DAY = date(2025, 1, 31)


def observation(number: int, is_lost: bool, inputs: dict[Input, int]) -> Observation:
    score = Score(Decimal(50), "yellow", {name: Decimal(amount) for name, amount in inputs.items()})
    lost_on = DAY + timedelta(10) if is_lost else None
    return Observation(f"A-{number}", f"Account {number}", DAY, Decimal(1000), score, lost_on)


def book(losses: int, without: tuple[Input, ...] = ()) -> list[Observation]:
    """Usage falls before every loss, sentiment says nothing, relationship points the wrong way."""
    found = []
    for number in range(200):
        is_lost = number < losses
        usage = 20 + number % 30 if is_lost else 50 + number % 50
        inputs: dict[Input, int] = {
            "usage": usage,
            "sentiment": 40 + number * 7 % 50,
            "relationship": 90 if is_lost else 60 + number % 30,
        }
        found.append(observation(number, is_lost, {key: item for key, item in inputs.items() if key not in without}))
    return found


def test_the_input_that_falls_before_losses_gets_the_weight() -> None:
    learnt = learn(book(30))
    assert sum(learnt.weights.values()) == 1
    assert learnt.weights["usage"] > Decimal("0.6")
    assert learnt.weights["relationship"] == 0
    assert (learnt.losses, learnt.observations) == (30, 200)


def test_an_input_nobody_has_is_left_out() -> None:
    assert set(learn(book(30, without=("relationship",))).weights) == {"usage", "sentiment"}


def test_few_losses_suggest_nothing() -> None:
    learnt = learn(book(LEAST_LOSSES - 1))
    assert not learnt.weights
    assert learnt.because == "it rests on 9 losses, and fewer than 10 suggest nothing"


def test_one_input_alone_has_no_proportions() -> None:
    assert learn(book(30, without=("relationship", "sentiment"))).because
