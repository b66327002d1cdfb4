"""A metric: one name, one rule, one version. Values of it are facts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from tools.context import Context
from tools.facts import Definition, Unit
from tools.periods import Period

Inputs = Mapping[str, Any]
Direction = Literal["up", "down", "none"]
Family = Literal[
    "revenue",
    "retention",
    "accounts",
    "churn events",
    "renewals",
    "expansion",
    "economics",
    "onboarding",
    "health and coverage",
    "advocacy",
    "support",
    "usage",
    "surveys",
]
# What is usually asked for the trailing twelve months, since shorter periods say little or nothing.
YEARLY: tuple[Family, ...] = ("economics", "onboarding", "advocacy")


@dataclass(frozen=True)
class Frame:
    """The rows a metric is taken from.

    `span` says whether they show the state at a close, what happened in a period, or what is due in one that may lie
    ahead. `rows` builds them, each with an account_id and the columns of `cut_table`, by whose dimensions they may be
    grouped besides those of the account; those in `settled` have one value in all of them: where the account has the
    same mark, that one is meant. They are a table of the warehouse, or rows made from accounts' records (`of_records`).
    `is_whole` rows belong to the company: they cannot be grouped, filtered or seen in part. `by_month`, where the
    monthly mart has them, builds the rows of every month of a period at once, each with its `month_end`. `rolled_up`
    builds the same rows already added up, where that is published with the columns that are asked for. `part_of` is a
    frame that holds these rows among others: beside metrics of that one, those of this are taken from there.
    """

    name: str
    span: Literal["state", "period", "ahead"]
    tables: tuple[str, ...]
    rows: Callable[[Context, Period], Any]
    cut_table: str = ""
    settled: tuple[str, ...] = ()
    of_records: bool = False
    is_whole: bool = False
    by_month: Callable[[Context, Period], Any] | None = None
    rolled_up: Callable[[Context, Period, Collection[str]], Any] | None = None
    part_of: Frame | None = None


@dataclass(frozen=True)
class Metric:
    """A rule: `inputs` are aggregates over the frame's rows, `value` combines them, None when `undefined` applies.

    `direction` says which end is good; `beside` names what a reader should see with it.
    `basis` says which plan is meant where both the row and the account have one.
    """

    name: str
    label: str
    unit: Unit
    formula: str
    family: Family
    frame: Frame
    inputs: Mapping[str, Callable[[Any], Any]]
    value: Callable[[Inputs], Decimal | int | None]
    direction: Direction = "none"
    undefined: str = ""
    needs: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    basis: Literal["row", "account"] = "row"
    version: int = 1

    @property
    def definition(self) -> Definition:
        return Definition(name=self.name, version=self.version, formula=self.formula)

    @property
    def is_state(self) -> bool:
        return self.frame.span == "state"

    @property
    def compares_closes(self) -> bool:
        """A rate between two closes, or what takes as long to show: usually asked over the trailing twelve months."""
        return self.family in YEARLY or (self.unit == "percent" and self.family in ("retention", "revenue"))

    @property
    def is_sum(self) -> bool:
        """Whether the values of disjoint groups add up to the value of the whole."""
        return self.unit in ("money", "count") and self.value is only


def only(inputs: Inputs) -> Decimal | int | None:
    """The value of a metric that is its single input; nothing summed is zero."""
    (value,) = inputs.values()
    return exact(value) if value is not None else 0


def measured(inputs: Inputs) -> Decimal | int | None:
    """The first input, undefined when there was nothing to measure (a median or mean of no rows)."""
    value = next(iter(inputs.values()))
    return None if value is None else exact(value)


def ratio(part: str, whole: str) -> Callable[[Inputs], Decimal | None]:
    """part / whole, undefined without a whole."""

    def divided(inputs: Inputs) -> Decimal | None:
        base = exact(inputs[whole] or 0)
        return exact(inputs[part] or 0) / Decimal(base) if base else None

    return divided


def one_minus(part: str, whole: str) -> Callable[[Inputs], Decimal | None]:
    """1 - part / whole, undefined without a whole."""
    share = ratio(part, whole)

    def complement(inputs: Inputs) -> Decimal | None:
        value = share(inputs)
        return None if value is None else 1 - value

    return complement


def twelfth(inputs: Inputs) -> Decimal:
    """An annual amount as a monthly one."""
    return Decimal(only(inputs) or 0) / 12


def exact(value: Any) -> Decimal | int:
    """Engine numbers as exact ones; a float is taken at its shortest decimal form."""
    if isinstance(value, (Decimal, int)):
        return value
    return Decimal(repr(float(value)))
