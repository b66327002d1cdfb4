"""Which accounts were lost in a period: paying at its opening, not at its closing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tools.company import Company
from tools.context import Context
from tools.facts import Fact
from tools.periods import Period
from tools.record.reading import read_records
from tools.record.record import Record
from tools.record.stated import Rule, stated
from tools.signals.episodes import paying_spans

LOST_ON = Rule("lost_on", "Lost on", "date", "first day without a live paid line", ("lines",))


@dataclass(frozen=True)
class Loss:
    """An account's record at the closing of the period, and the day it stopped paying."""

    record: Record
    lost_on: date

    def fact(self, company: Company) -> Fact:
        return stated(self.record, LOST_ON, self.lost_on.isoformat(), company)


def losses_in(context: Context, period: Period) -> Mapping[str, Loss]:
    """By account identifier. Raises NoData when the opening lies outside the data."""
    opening = read_records(at(context, context.calendar.covered_day(period.opening_day)))
    closing = read_records(at(context, period.end))
    lost = (closing[name] for name, record in opening.items() if record.is_paying and not closing[name].is_paying)
    return {record.account.account_id: Loss(record, _end(record)) for record in lost}


def at(context: Context, day: date) -> Context:
    return replace(context, as_of=day)


def _end(record: Record) -> date:
    return paying_spans(record)[-1][1] or record.day
