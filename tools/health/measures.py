"""Health as values every account has, for lists and filters."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tools.company import Company
from tools.health.component import INPUTS, Input
from tools.health.components import COMPONENTS
from tools.health.score import health_of
from tools.record.record import Record
from tools.record.stated import Measure, Rule

READS = tuple(dict.fromkeys(["lines", *(name for component in COMPONENTS for name in component.reads)]))
SCORE = Rule(
    name="health_score",
    label="Health score",
    unit="score",
    formula=(
        "the sum of the points of its components, each weight x value (0 to 100) to one decimal; unknown components "
        "are left out and the other weights scaled up to 100 %"
    ),
    reads=READS,
)
NO_SCORE = "too little is known of it, or it is not a paying account"


def score(record: Record, company: Company) -> Decimal | None:
    return health_of(record, company).score


def _input_measure(name: Input) -> Measure:
    own = [component for component in COMPONENTS if component.input == name]
    rule = Rule(
        name=f"{name}_score",
        label=f"{name.capitalize()} score",
        unit="score",
        formula=f"weighted mean, 0 to 100, of what is known of: {'; '.join(item.label.lower() for item in own)}",
        reads=tuple(dict.fromkeys(field for item in own for field in item.reads)),
    )
    return Measure(rule, _input_score(name), "nothing of it is known, or it is not a paying account")


def _input_score(name: Input) -> Callable[[Record, Company], Decimal | None]:
    def value(record: Record, company: Company) -> Decimal | None:
        health = health_of(record, company)
        return next((item.score for item in health.inputs if item.name == name), None)

    return value


HEALTH_SCORE = Measure(SCORE, score, NO_SCORE)
INPUT_SCORES: dict[Input, Measure] = {name: _input_measure(name) for name in INPUTS}
MEASURES: tuple[Measure, ...] = (HEALTH_SCORE, *INPUT_SCORES.values())
