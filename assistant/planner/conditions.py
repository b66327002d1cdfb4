"""Bounds on a metric of each account: 'over 50k ARR', 'at least 3 tickets', 'without usage', 'between 10k and 20k'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.planner.amounts import Amount
from assistant.planner.measures import per_account
from assistant.planner.phrases import Match
from assistant.planner.understanding import Understanding
from tools.metrics.catalogue import METRICS
from tools.requests import Condition

Comparison = Literal["above", "at_least", "below", "at_most"]
BEFORE: tuple[Comparison, ...] = ("above", "at_least", "below", "at_most")
AFTER: dict[str, Comparison] = {"after_at_least": "at_least", "after_at_most": "at_most"}
REACH = 4
ZERO_WORDS = ("never", "no", "without", "zero", "any", "not")


@dataclass(frozen=True)
class Conditions:
    found: tuple[Condition, ...] = ()
    used: frozenset[int] = frozenset()


def conditions_of(u: Understanding, taken: frozenset[int] = frozenset()) -> Conditions:
    """Every bound of a question; a bound without a metric beside it is ARR when it is money, else stays unused."""
    found: list[Condition] = []
    used: set[int] = set()
    if u.has("right"):
        return Conditions()  # 'GRR fell below 90 %, right?' states a belief, it bounds nothing
    for amount in u.amounts:
        if not taken.isdisjoint(amount.at):
            continue
        bounds = _bounds(u, amount) or _zero(u, amount)
        metric = _metric_beside(u, amount, taken) if bounds else None
        name = metric.value if metric else "arr" if amount.is_money or amount.number >= 1000 else None
        if not bounds or name is None:
            continue
        number = amount.number / 100 if METRICS[name].unit == "percent" else amount.number
        found += [Condition(metric=per_account(name), comparison=comparison, amount=number) for comparison, _ in bounds]
        used.update(amount.at, *(at for _, at in bounds), metric.at if metric else ())
    for none in _none_of(u):
        found.append(Condition(metric=per_account(none.value), comparison="at_most", amount=0))
        used.update(none.at, (none.first - 1,))
    return Conditions(tuple(found[:4]), frozenset(used))


def _bounds(u: Understanding, amount: Amount) -> list[tuple[Comparison, tuple[int, ...]]]:
    before = u.by_position.get(amount.at[0] - 1)
    after = u.by_position.get(amount.at[-1] + 1)
    if before is not None and before.kind in BEFORE:
        return [(before.kind, before.at)]
    if after is not None and after.kind in AFTER:
        return [(AFTER[after.kind], after.at)]
    return _between(u, amount)


def _zero(u: Understanding, amount: Amount) -> list[tuple[Comparison, tuple[int, ...]]]:
    """'accounts with zero tickets'."""
    follows = u.by_position.get(amount.at[-1] + 1)
    is_none = amount.number == 0 and follows is not None and follows.kind == "metric"
    return [("at_most", ())] if is_none else []


def _between(u: Understanding, amount: Amount) -> list[tuple[Comparison, tuple[int, ...]]]:
    """'between 10k and 20k': a lower bound for the first amount, an upper one for the second."""
    if u.word(amount.at[0] - 1) == "between":
        return [("at_least", (amount.at[0] - 1,))]
    is_second = any(
        other.at[-1] == amount.at[0] - 2 and u.word(other.at[0] - 1) == "between" for other in u.amounts
    ) and u.word(amount.at[0] - 1) in ("and", "to")
    return [("at_most", (amount.at[0] - 1,))] if is_second else []


def _metric_beside(u: Understanding, amount: Amount, taken: frozenset[int]) -> Match | None:
    """The metric named right after the amount, else the nearest one before it."""
    metrics = [match for match in u.of("metric") if taken.isdisjoint(match.at)]
    after = [match for match in metrics if 0 < match.first - amount.at[-1] <= REACH]
    if after:
        return after[0]
    before = [match for match in metrics if 0 < amount.at[0] - match.last <= REACH]
    return before[-1] if before else None


def _none_of(u: Understanding) -> list[Match]:
    """Metrics that follow 'no' or 'without', where accounts are asked for."""
    if not u.has("list", "noun"):
        return []
    return [
        match
        for match in u.of("metric")
        if (before := u.by_position.get(match.first - 1)) is not None
        and before.kind == "not"
        and u.word(match.first - 1) in ZERO_WORDS
    ]
