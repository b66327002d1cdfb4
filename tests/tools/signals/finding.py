"""Looking for one kind of signal on a record, and for the same kind as an earlier day knew it."""

from __future__ import annotations

from datetime import date

from tools.company import Company
from tools.company_settings import Thresholds
from tools.record.known import known_on
from tools.record.record import Record
from tools.signals.catalogue import SIGNALS, signals_of
from tools.signals.norms import Norms
from tools.signals.signal import Signal

COMPANY = Company(name="Tiny", thresholds=Thresholds(features_available=10))


def knowing(norms: Norms) -> Company:
    """A company that knows what is usual in it, and does not say how many features there are."""
    return Company(name="Tiny", thresholds=Thresholds(norms=norms))


def found(record: Record, name: str, company: Company = COMPANY) -> tuple[Signal, ...]:
    return signals_of(record, company, (SIGNALS[name],))


def one(record: Record, name: str) -> Signal:
    """The only signal of the kind."""
    (signal,) = found(record, name)
    return signal


def spans(record: Record, name: str, company: Company = COMPANY) -> list[tuple[date, date | None]]:
    return [(signal.began, signal.ended) for signal in found(record, name, company)]


def told(record: Record, name: str, company: Company = COMPANY) -> list[tuple[date, date, date | None]]:
    """When each of the kind began, was noticed and ended."""
    return [(signal.began, signal.noticed, signal.ended) for signal in found(record, name, company)]


def first_seen(record: Record, name: str, days: list[date]) -> date | None:
    """The first of these days on which the record, as known then, shows the kind."""
    return next((day for day in days if found(known_on(record, day), name)), None)
