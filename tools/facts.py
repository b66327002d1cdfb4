"""A fact: one value with everything needed to prove it. Written for people in one way only."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pydantic import BaseModel, ConfigDict, Field, computed_field, field_serializer

from knowledge.documents import Unit as Unit
from tools.periods import write_day

Number = Decimal | int
Value = Decimal | int | str | None

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
WORDS: dict[Unit, str] = {"days": "days", "hours": "hours", "minutes": "minutes"}


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Definition(Frozen):
    """Which rule produced a value, in words; the version changes when the rule does."""

    name: str
    version: int
    formula: str


class Span(Frozen):
    """Whole days, both ends included; `label` is how the company names them ("Q1 FY2025")."""

    start: date
    end: date
    label: str = Field(default="", exclude=True)


class Source(Frozen):
    """Where the rows came from: tables, how many rows entered the value, and the query that read them."""

    tables: tuple[str, ...]
    rows: int
    query: str


def together(*sources: Source) -> Source:
    """Where a value computed from several others comes from: their tables, rows and queries."""
    return Source(
        tables=tuple(dict.fromkeys(table for source in sources for table in source.tables)),
        rows=sum(source.rows for source in sources),
        query="\n;\n".join(dict.fromkeys(source.query for source in sources if source.query)),
    )


class Fact(Frozen):
    """One value. A percent is a fraction (1.083), money is in whole currency units, a date is ISO text.

    `value` is None exactly when `undefined_because` says why. `period` is None for the state on `as_of`.
    """

    metric: str
    label: str
    value: Value
    unit: Unit
    currency: str | None = None
    subject: dict[str, str] = Field(default_factory=dict)
    period: Span | None = None
    as_of: date
    definition: Definition
    inputs: dict[str, Value] = Field(default_factory=dict)
    source: Source
    undefined_because: str | None = None
    is_change: bool = Field(default=False, exclude=True)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def display(self) -> str:
        """The value as a person reads it."""
        if self.value is None:
            return "not defined"
        return (
            write_change(self.value, self.unit, self.currency)
            if self.is_change
            else write_value(self.value, self.unit, self.currency)
        )

    @field_serializer("value", "inputs", when_used="json")
    def _as_json_numbers(self, value: object) -> object:
        if isinstance(value, dict):
            return {name: as_json(item) for name, item in value.items()}
        return as_json(value)


def as_json(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


def write_value(value: Value, unit: Unit, currency: str | None = None) -> str:
    """The one way a value is written: 108.3 %, $10,159,608, 1,204, 26.5 hours, 31 Dec 2024."""
    if value is None:
        return "not defined"
    if isinstance(value, str):
        return write_day(date.fromisoformat(value)) if unit == "date" else value
    return _write_number(value, unit, currency)


def write_change(value: Value, unit: Unit, currency: str | None = None) -> str:
    """A difference with its sign; a difference of two percents is in points."""
    if not isinstance(value, (Decimal, int)):
        return write_value(value, unit, currency)
    size = abs(Decimal(value))
    written = f"{_rounded(size * 100, 1)} points" if unit == "percent" else _write_number(size, unit, currency)
    # What rounds to nothing has no direction to show.
    sign = "±" if not re.search("[1-9]", written) else "+" if value > 0 else "-"
    return sign + written


def _write_number(value: Number, unit: Unit, currency: str | None) -> str:
    number = Decimal(value)
    if unit == "percent":
        return f"{_rounded(number * 100, 1)} %"
    if unit == "money":
        return _write_money(number, currency)
    if unit == "count":
        return _rounded(number, 0 if number == number.to_integral_value() else 1)
    if unit in ("score", "ratio"):
        return _rounded(number, 1 if number == number.quantize(Decimal("0.1")) else 2)
    written, word = _rounded(number, 0 if number == number.to_integral_value() else 1), WORDS.get(unit, "")
    return f"{written} {word.removesuffix('s') if written == '1' else word}".rstrip()


def _write_money(number: Decimal, currency: str | None) -> str:
    whole = number == number.to_integral_value() or abs(number) >= 100_000
    amount = _rounded(number, 0 if whole else 2)
    symbol = SYMBOLS.get(currency or "", f"{currency} " if currency else "")
    return f"-{symbol}{amount[1:]}" if amount.startswith("-") else f"{symbol}{amount}"


def _rounded(number: Decimal, places: int) -> str:
    """Half away from zero; what rounds to zero has no sign."""
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded if rounded else abs(rounded):,}"
