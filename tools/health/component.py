"""A component of health: one dated look at an account, from 0 to 100, with its weight and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from tools.company import Company
from tools.record.record import Record
from tools.signals.signal import Figure, Mention

Input = Literal["usage", "sentiment", "relationship"]
INPUTS: tuple[Input, ...] = ("usage", "sentiment", "relationship")
TENTH = Decimal("0.1")
FULL = Decimal(100)
HALF_LIFE = 60
# What is said of an end: it weighs double, and a conversation about it is no sign of closeness.
GRAVE = frozenset({"mentions_leaving", "mentions_competitor"})
THOUSAND = 1000


@dataclass(frozen=True)
class Component:
    """`value` gives 0 to 100 or None where `unknown` applies; `rows` are the rows it looked at, the most
    telling last.

    `weight` counts inside its input. `needs` names the tables and columns it cannot do without, `reads` the fields of
    the record it looks at. `figures`, by label, are the numbers it rests on. `full` says what 100 asks for, `signals`
    which signals belong to it.
    """

    name: str
    label: str
    input: Input
    weight: float
    needs: tuple[str, ...]
    reads: tuple[str, ...]
    formula: str
    unknown: str
    full: str
    signals: tuple[str, ...]
    value: Callable[[Record, Company], Decimal | None]
    rows: Callable[[Record, Company], tuple[Mention, ...]]
    figures: Callable[[Record, Company], Mapping[str, Figure]]


def scaled(amount: float | Decimal, zero: float, full: float) -> Decimal:
    """0 at `zero`, 100 at `full`, straight in between, to one decimal. `full` may lie below `zero`."""
    share = (float(amount) - zero) / (full - zero)
    return tenths(100 * min(max(share, 0.0), 1.0))


def tenths(number: float | Decimal) -> Decimal:
    return Decimal(repr(round(float(number), 6))).quantize(TENTH, ROUND_HALF_UP)


def in_thousandths(shares: Mapping[str, float]) -> Mapping[str, Decimal]:
    """Shares of one, rounded so that they still add up to it: the largest remainders are rounded up."""
    floors = {name: int(share * THOUSAND + 1e-9) for name, share in shares.items()}
    by_remainder = sorted(shares, key=lambda name: (floors[name] - shares[name] * THOUSAND, name))
    raised = set(by_remainder[: THOUSAND - sum(floors.values())])
    return {name: Decimal(floor + (name in raised)) / THOUSAND for name, floor in floors.items()}


def faded(record: Record, found: Iterable[tuple[date, float]]) -> float | None:
    """The mean of dated numbers in which one counts half as much as another that is 60 days younger."""
    weighted = [(0.5 ** (record.days_since(day) / HALF_LIFE), number) for day, number in found]
    total = sum(weight for weight, _ in weighted)
    return sum(weight * number for weight, number in weighted) / total if total else None


def counted(number: float) -> Figure:
    return Figure(int(number) if number == int(number) else tenths(number), "count")


def days(number: int) -> Figure:
    return Figure(number, "days")


def newest_last(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda mention: (mention.on, mention.identifier)))
