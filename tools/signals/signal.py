"""A signal: something dated on an account's record that speaks of risk or of growth, and the rows that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
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
    """One episode. `began` is the first day on which it could be seen, `ended` the day it was over, if it is.

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

    @property
    def is_open(self) -> bool:
        return self.ended is None

    def holds_on(self, day: date) -> bool:
        return self.began <= day and (self.ended is None or self.ended > day)


Finder = Callable[[Record, Thresholds], Iterable[Signal]]


@dataclass(frozen=True)
class SignalKind:
    """A kind of signal: what finds it, which tables and columns that needs ("contacts", "contacts.role"), and the rule.

    `rule` says in words when it fires, so that an answer can show its definition.
    """

    name: str
    label: str
    family: Family
    direction: Direction
    rule: str
    needs: tuple[str, ...]
    find: Finder
    version: int = 1
