"""A signal: something dated on an account's record that speaks of risk or of growth, and the rows that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from tools.company_settings import Thresholds
from tools.facts import Unit, Value
from tools.record.record import Record

Direction = Literal["risk", "growth"]
Family = Literal["usage", "people", "voice", "promises", "money", "onboarding", "said", "growth"]


@dataclass(frozen=True)
class Mention:
    """A row of the company's data that shows a signal. `text` is the data's own words, shortened, or empty."""

    table: str
    identifier: str
    on: date
    text: str = ""


@dataclass(frozen=True)
class Figure:
    """A number of a signal: uses a week before and after, days of silence."""

    value: Value
    unit: Unit


@dataclass(frozen=True)
class Signal:
    """One episode. `began` is the day what it tells of began, `ended` the day it was over, if it is.

    `noticed` is the first day on which it could be known: some things, a slow fall of use, are certain only weeks
    after they began. Both rest on nothing later than that day, so that neither moves when more becomes known.
    `strength` goes from 0 to 1. `figures` by name fill the words in which it is told; `shown_by` are its rows, newest
    last. A signal found on a record never depends on anything after the record's day.
    """

    name: str
    account_id: str
    began: date
    strength: float
    ended: date | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    shown_by: tuple[Mention, ...] = ()
    known_from: date | None = None

    @property
    def noticed(self) -> date:
        return self.known_from or self.began

    @property
    def is_open(self) -> bool:
        return self.ended is None

    def holds_on(self, day: date) -> bool:
        """Whether it was known on that day and not over."""
        return self.noticed <= day and (self.ended is None or self.ended > day)


def share(part: Decimal | float, whole: Decimal | float) -> float:
    """A part of a whole as a strength: never below 0 nor above 1, two decimals; 1 where there is no whole."""
    return round(min(max(0.0, float(part) / float(whole)), 1.0), 2) if whole else 1.0


Finder = Callable[[Record, Thresholds], Iterable[Signal]]


@dataclass(frozen=True)
class SignalKind:
    """A kind of signal: what finds it, which tables and columns that needs ("contacts", "contacts.role"), and the rule.

    `needs` are needed all, of `one_of` at least one. `rule` says in words when it fires, so that an answer can show its
    definition; a limit of the company stands in it by name in braces ("{renewal_days}").
    """

    name: str
    label: str
    family: Family
    direction: Direction
    rule: str
    needs: tuple[str, ...]
    find: Finder
    one_of: tuple[str, ...] = ()
    version: int = 1

    def is_found_in(self, record: Record) -> bool:
        """Whether the company's data has what the kind needs: all of `needs` and any of `one_of`."""
        return record.has(*self.needs) and (not self.one_of or any(record.has(need) for need in self.one_of))
