"""The health score of one account on one day, and the points each component gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.company import Company
from tools.company_settings import STATUSES, Status
from tools.health.caps import Cap, cap_of
from tools.health.component import FULL, INPUTS, Component, Input, in_thousandths, tenths
from tools.health.components import BY_NAME, COMPONENTS
from tools.periods import write_day
from tools.record.record import Record, is_paid
from tools.record.stated import lacking


@dataclass(frozen=True)
class Part:
    """One component in a score. `weight` is its share of the whole in thousandths, 0..1; None and 0 when not known."""

    name: str
    label: str
    input: Input
    value: Decimal | None
    weight: Decimal
    points: Decimal
    missing: str = ""

    @property
    def component(self) -> Component:
        return BY_NAME[self.name]

    @property
    def is_unrecorded(self) -> bool:
        """Not known because the company's data has no such table or column."""
        return self.value is None and self.missing != self.component.unknown


@dataclass(frozen=True)
class InputScore:
    """One of the three inputs: the weighted mean of its known components, and what it gives the score."""

    name: Input
    score: Decimal | None
    weight: Decimal
    points: Decimal


@dataclass(frozen=True)
class Health:
    """`score` is the exact sum of the parts' points, None with `because` when there is no health to speak of.

    `status` is that of the score unless a grave sign holds it lower: `cap` says how low, whether or not it does.
    `coverage` is the share of the configured weight that was known, 0..1.
    """

    account_id: str
    day: date
    score: Decimal | None
    status: Status | None
    parts: tuple[Part, ...]
    inputs: tuple[InputScore, ...]
    coverage: Decimal
    because: str = ""
    cap: Cap | None = None
    status_of_score: Status | None = None

    @property
    def is_held(self) -> bool:
        """Whether grave signs hold the status below that of the score."""
        return self.cap is not None and self.status != self.status_of_score

    def input(self, name: Input) -> InputScore:
        return next(item for item in self.inputs if item.name == name)


def health_of(record: Record, company: Company) -> Health:
    """Each part's points are weight x value, to one decimal; the score is their sum.

    What is not known is left out and the weights of the rest are scaled up in their proportions, so that an input of
    which little is known counts for less. Grave signs lower the status, never the score. An account that does not pay
    on the day has no health.
    """
    if not record.is_paying:
        return _none(record, (), Decimal(0), _not_paying(record))
    missing = {component.name: _lacks(record, component) for component in COMPONENTS}
    values = {item.name: None if missing[item.name] else item.value(record, company) for item in COMPONENTS}
    configured = _configured(record, company)
    coverage = _coverage(values, configured)
    weights = _weights(configured, values)
    parts = tuple(_part(item, values[item.name], weights, missing[item.name]) for item in COMPONENTS)
    if not coverage or coverage < Decimal(repr(company.health.least_coverage)):
        return _none(record, parts, coverage, _too_little(coverage))
    score = sum((part.points for part in parts), Decimal(0))
    inputs = tuple(_input(name, parts) for name in INPUTS)
    by_score, cap = company.health.status_of(float(score), record.account.segment), cap_of(record, company)
    status = worse(by_score, cap.status) if cap else by_score
    return Health(record.account.account_id, record.day, score, status, parts, inputs, coverage, "", cap, by_score)


def worse(one: Status, other: Status) -> Status:
    return min(one, other, key=STATUSES.index)


def _lacks(record: Record, component: Component) -> str:
    """What the company's data lacks for it; the columns of a table that is missing go without saying."""
    tables = {need.partition(".")[0] for need in component.needs}
    absent = {table for table in tables if not record.has(table)}
    return lacking(record, [need for need in component.needs if need.partition(".")[0] not in absent or need in absent])


def _configured(record: Record, company: Company) -> Mapping[str, float]:
    """The share of the whole of each component when everything is known."""
    wanted = company.health.weights_of(record.account.segment).model_dump()
    total = sum(wanted.values())
    return {item.name: wanted[item.input] / total * item.weight for item in COMPONENTS}


def _weights(configured: Mapping[str, float], values: Mapping[str, Decimal | None]) -> Mapping[str, Decimal]:
    """The weights of the known components in thousandths that add up to one, in their configured proportions."""
    known = {name: share for name, share in configured.items() if values[name] is not None and share}
    total = sum(known.values())
    return in_thousandths({name: share / total for name, share in known.items()}) if known else {}


def _part(component: Component, value: Decimal | None, weights: Mapping[str, Decimal], lacks: str) -> Part:
    weight = weights.get(component.name, Decimal(0))
    points = Decimal(0) if value is None else tenths(weight * value)
    because = "" if value is not None else lacks or component.unknown
    return Part(component.name, component.label, component.input, value, weight, points, because)


def _input(name: Input, parts: Sequence[Part]) -> InputScore:
    own = [part for part in parts if part.input == name and part.value is not None]
    weight = sum((part.weight for part in own), Decimal(0))
    weighted = sum((part.weight * part.value for part in own if part.value is not None), Decimal(0))
    score = tenths(weighted / weight) if weight else None
    return InputScore(name, score, weight, sum((part.points for part in own), Decimal(0)))


def _coverage(values: Mapping[str, Decimal | None], configured: Mapping[str, float]) -> Decimal:
    known = sum(share for name, share in configured.items() if values[name] is not None)
    return tenths(100 * known) / FULL


def _none(record: Record, parts: tuple[Part, ...], coverage: Decimal, because: str) -> Health:
    return Health(record.account.account_id, record.day, None, None, parts, (), coverage, because)


def _not_paying(record: Record) -> str:
    ended = [line.end_date for line in record.lines if is_paid(line) and line.end_date and line.end_date <= record.day]
    return f"no longer a paying account since {write_day(max(ended))}" if ended else "not a paying account"


def _too_little(coverage: Decimal) -> str:
    return f"only {tenths(coverage * FULL)} % of what the score is made of is known" if coverage else "nothing is known"
