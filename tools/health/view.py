"""One account's health as an explanation needs it: on the day, on the day to compare with, and its signals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tools.company import Company
from tools.context import Context
from tools.facts import Fact, Unit, Value
from tools.health.measures import READS
from tools.health.score import Health, health_of
from tools.record.known import known_on
from tools.record.record import Record
from tools.record.stated import Rule, stated
from tools.signals.catalogue import signals_of
from tools.signals.signal import Signal


@dataclass(frozen=True)
class View:
    """`before` is the health at the close of `since`."""

    context: Context
    record: Record
    health: Health
    since: date
    before: Health
    signals: tuple[Signal, ...]

    @property
    def company(self) -> Company:
        return self.context.company

    @property
    def open_signals(self) -> tuple[Signal, ...]:
        return tuple(signal for signal in self.signals if signal.holds_on(self.record.day))

    def fact(self, rule: Rule, value: Value, subject: Mapping[str, str] | None = None, **others: Any) -> Fact:
        return stated(self.record, rule, value, self.company, subject=dict(subject or {}), **others)


def view_of(context: Context, record: Record, since: date) -> View:
    company = context.company
    return View(
        context=context,
        record=record,
        health=health_of(record, company),
        since=since,
        before=health_of(known_on(record, since), company),
        signals=signals_of(record, company),
    )


def rule(name: str, label: str, unit: Unit, formula: str, reads: tuple[str, ...] = READS) -> Rule:
    return Rule(name, label, unit, formula, reads)
