"""Looking for one kind of signal on a record, and for the same kind as an earlier day knew it."""

from __future__ import annotations

from datetime import date

from tools.company import Company
from tools.company_settings import Thresholds
from tools.record.known import known_on
from tools.record.record import Record
from tools.signals.catalogue import SIGNALS, signals_of
from tools.signals.signal import Signal

COMPANY = Company(name="Tiny", thresholds=Thresholds(features_available=10))


def found(record: Record, name: str) -> tuple[Signal, ...]:
    return signals_of(record, COMPANY, (SIGNALS[name],))


def one(record: Record, name: str) -> Signal:
    """The only signal of the kind."""
    (signal,) = found(record, name)
    return signal


def spans(record: Record, name: str) -> list[tuple[date, date | None]]:
    return [(signal.began, signal.ended) for signal in found(record, name)]


def first_seen(record: Record, name: str, days: list[date]) -> date | None:
    """The first of these days on which the record, as known then, shows the kind."""
    return next((day for day in days if found(known_on(record, day), name)), None)
