"""A formula: a rule over inputs that the asker states or the company's data gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tools.facts import Definition, Unit

Numbers = Mapping[str, Decimal]


def divided(
    part: Callable[[Numbers], Decimal], whole: Callable[[Numbers], Decimal]
) -> Callable[[Numbers], Decimal | None]:
    """part / whole, None without a whole."""

    def value(given: Numbers) -> Decimal | None:
        base = whole(given)
        return part(given) / base if base else None

    return value


@dataclass(frozen=True)
class Input:
    """A quantity a formula needs.

    `metric` measures it where nothing is stated, `formula` works it out of inputs of its own; `from_other` computes it
    from another input that is stated;
    `usual` is the customary value where there is neither, with the reason it is customary. Beside a stated input of
    the name `none_beside` it is none unless it is stated too: somebody else's book has not our flows.
    """

    name: str
    label: str
    unit: Unit
    metric: str = ""
    formula: str = ""
    from_other: tuple[tuple[str, str, Callable[[Decimal], Decimal | None]], ...] = ()
    usual: Decimal | None = None
    why_usual: str = ""
    none_beside: str = ""


@dataclass(frozen=True)
class Formula:
    """`value` gives None exactly when `undefined` applies.

    `convention` names what the rule takes for granted, `reading` how its result is judged; `variants` are formulas
    that others may mean by the same name.
    """

    name: str
    label: str
    unit: Unit
    words: str
    inputs: tuple[str, ...]
    value: Callable[[Numbers], Decimal | None]
    undefined: str = "its base is zero"
    convention: str = ""
    reading: str = ""
    variants: tuple[str, ...] = ()
    version: int = 1

    @property
    def definition(self) -> Definition:
        return Definition(name=self.name, version=self.version, formula=self.words)
