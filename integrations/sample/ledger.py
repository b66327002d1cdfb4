"""An account's contract through time: changes are applied one by one, and subscription lines are what lies between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from integrations.sample.roster import Account

CORE, INSIGHTS, CONNECT, USAGE = "Lumen Core", "Lumen Insights", "Lumen Connect", "Usage Pack"
SEAT_PRICE = {"Starter": 2880, "Growth": 4200, "Scale": 5400}
PLANS = tuple(SEAT_PRICE)
ADD_ON_PRICE = {"Enterprise": 28_000, "Mid-Market": 10_800, "SMB": 2_400}
USAGE_PRICE = {"Enterprise": 15_000, "Mid-Market": 6_000, "SMB": 1_500}


@dataclass(frozen=True)
class Change:
    """One change of the contract. `factor` multiplies seats; `plan` and `product` name what is taken up or left."""

    on: date
    kind: str
    factor: float = 1.0
    plan: str = ""
    product: str = ""


@dataclass(frozen=True)
class Holding:
    """What an account holds of one product; `arr` in whole dollars a year."""

    plan: str
    seats: int
    arr: int


@dataclass(frozen=True)
class Line:
    product: str
    holding: Holding
    start: date
    end: date | None


@dataclass(frozen=True)
class Step:
    """What one change did to the account's ARR."""

    on: date
    kind: str
    before: int
    after: int


@dataclass(frozen=True)
class History:
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]

    def arr_at(self, day: date) -> int:
        """ARR at the close of the day."""
        return sum(line.holding.arr for line in self.lines if is_live(line, day))

    def is_live(self, day: date) -> bool:
        return any(is_live(line, day) for line in self.lines)

    def core_at(self, day: date) -> Holding | None:
        """The seats and plan held at the close of the day."""
        return next((line.holding for line in self.lines if line.product == CORE and is_live(line, day)), None)

    def begins(self) -> list[date]:
        """The days a contract began: the first one and every return."""
        return [step.on for step in self.steps if step.before == 0]

    def ended(self) -> date | None:
        """The day the last contract ended, if the account is gone."""
        return None if not self.steps or self.steps[-1].after else self.steps[-1].on


Held = dict[str, Holding]


def is_live(line: Line, day: date) -> bool:
    return line.start <= day and (line.end is None or line.end > day)


def core(account: Account, plan: str, seats: int) -> Holding:
    return Holding(plan, seats, seats * round(SEAT_PRICE[plan] * (1 - account.discount)))


def _land(account: Account, held: Held, change: Change) -> Held:
    plan = change.plan or account.plan
    return {**held, CORE: core(account, plan, max(2, round(account.seats * change.factor)))}


def _resize(account: Account, held: Held, change: Change) -> Held:
    now = held[CORE]
    moved = round(now.seats * change.factor)
    if moved == now.seats:
        moved += 1 if change.factor > 1 else -1
    return {**held, CORE: core(account, now.plan, max(2, moved))}


def _move_tier(account: Account, held: Held, change: Change) -> Held:
    return {**held, CORE: core(account, change.plan, held[CORE].seats)}


def _add(account: Account, held: Held, change: Change) -> Held:
    product = change.product or (INSIGHTS if INSIGHTS not in held else CONNECT)
    return {**held, product: Holding(held[CORE].plan, 0, ADD_ON_PRICE[account.segment])}


def _add_usage(account: Account, held: Held, change: Change) -> Held:
    sold = held[USAGE].arr if USAGE in held else 0
    return {**held, USAGE: Holding(held[CORE].plan, 0, sold + round(USAGE_PRICE[account.segment] * change.factor))}


def _drop(_account: Account, held: Held, _change: Change) -> Held:
    return {product: holding for product, holding in held.items() if product == CORE}


def _leave(_account: Account, _held: Held, _change: Change) -> Held:
    return {}


APPLY: dict[str, Callable[[Account, Held, Change], Held]] = {
    "land": _land,
    "return": _land,
    "seats": _resize,
    "tier": _move_tier,
    "cross_sell": _add,
    "usage": _add_usage,
    "drop": _drop,
    "churn": _leave,
}


def keep_ledger(account: Account, changes: Iterable[Change]) -> History:
    """The lines and steps that the changes leave; changes are in the order of their days, one a day."""
    held: Held = {}
    states: list[tuple[date, Held]] = []
    steps: list[Step] = []
    for change in changes:
        after = APPLY[change.kind](account, held, change)
        steps.append(Step(change.on, change.kind, _total(held), _total(after)))
        states.append((change.on, after))
        held = after
    return History(tuple(_lines(states)), tuple(steps))


def _total(held: Held) -> int:
    return sum(holding.arr for holding in held.values())


def _lines(states: list[tuple[date, Held]]) -> list[Line]:
    """A line runs while a product is held unchanged."""
    products = sorted({product for _, held in states for product in held})
    return sorted((line for product in products for line in _of_product(product, states)), key=lambda line: line.start)


def _of_product(product: str, states: list[tuple[date, Held]]) -> list[Line]:
    lines: list[Line] = []
    for on, held in states:
        now = held.get(product)
        before = lines[-1] if lines and lines[-1].end is None else None
        if before and before.holding == now:
            continue
        if before:
            lines[-1] = Line(product, before.holding, before.start, on)
        if now:
            lines.append(Line(product, now, on, None))
    return lines
