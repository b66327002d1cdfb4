"""The times an account stopped paying, each with what was known at the close of the day before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from tools.company import Company
from tools.record.known import known_on
from tools.record.record import Record
from tools.record.rows import ChurnEvent, Renewal
from tools.signals.catalogue import signals_of
from tools.signals.episodes import paying_spans
from tools.signals.signal import Signal

# A loss is filed some days before or after the contract ends.
FILED_DAYS = 60
NOTICE_DAYS = 180
KEPT = ("renewed", "expanded", "contracted", "won", "kept")
LEAVING = "mentions_leaving"


@dataclass(frozen=True)
class Loss:
    """One end of paying. `record` is all that was known the day before; `event` is what was filed about the loss.

    `signals` are those seen by then, within the time it paid.
    """

    record: Record
    started_on: date
    lost_on: date
    event: ChurnEvent | None
    company: Company
    signals: tuple[Signal, ...]

    @property
    def arr(self) -> Decimal:
        return self.record.arr

    @property
    def days_paid(self) -> int:
        return (self.lost_on - self.started_on).days

    @cached_property
    def notice(self) -> Renewal | Signal | None:
        """What showed that they had decided to go, before they went; None when nothing did."""
        decided = [row for row in self.record.renewals if self._is_decided_against(row)]
        said = [signal for signal in self.signals if signal.name == LEAVING and self.lasted(signal)]
        return decided[-1] if decided else said[-1] if said else None

    @property
    def decided_on(self) -> date:
        """The day of the notice, or of the loss itself."""
        if isinstance(self.notice, Renewal):
            return self.notice.closed_on or self.lost_on
        return self.notice.began if self.notice else self.lost_on

    def before(self, day: date) -> int:
        """How many days before the loss a day lies."""
        return (self.lost_on - day).days

    def on(self, days: int) -> date:
        """The day so many days before the loss."""
        return self.lost_on - timedelta(days)

    def lasted(self, signal: Signal) -> bool:
        """Whether it still held the day before the loss."""
        return signal.holds_on(self.record.day)

    def _is_decided_against(self, row: Renewal) -> bool:
        outcome = (row.outcome or "").lower()
        return bool(
            outcome and outcome not in KEPT and row.closed_on and 0 <= self.before(row.closed_on) <= NOTICE_DAYS
        )


def losses_of(record: Record, company: Company) -> tuple[Loss, ...]:
    """Every loss known at the record's day, the newest last. A gap of a few days between two lines is none."""
    spans = paying_spans(record)
    return tuple(
        loss_at(record, (start, end), company) for start, end in spans if end is not None and end <= record.day
    )


def loss_at(record: Record, span: tuple[date, date], company: Company) -> Loss:
    """The loss at the end of a time of paying, whose last day it is no longer."""
    known = known_on(record, span[1] - timedelta(1))
    return Loss(known, span[0], span[1], _filed(record, span[1]), company, _within(span[0], signals_of(known, company)))


def so_far(record: Record, company: Company, signals: Iterable[Signal] | None = None) -> Loss | None:
    """An account that pays, as if it were lost on the morrow: what story its signs tell by now. None without a line."""
    spans = paying_spans(record)
    if not spans or not record.is_paying:
        return None
    found = signals_of(record, company) if signals is None else signals
    return Loss(record, spans[-1][0], record.day + timedelta(1), None, company, _within(spans[-1][0], found))


def _within(start: date, signals: Iterable[Signal]) -> tuple[Signal, ...]:
    return tuple(signal for signal in signals if signal.began >= start)


def unmatched_events(record: Record, losses: tuple[Loss, ...]) -> Iterator[ChurnEvent]:
    """Churn that was filed although the account did not stop paying then."""
    used = {loss.event.churn_event_id for loss in losses if loss.event}
    yield from (event for event in record.churn_events if event.churn_event_id not in used)


def _filed(record: Record, lost_on: date) -> ChurnEvent | None:
    near = [event for event in record.churn_events if abs((event.churned_on - lost_on).days) <= FILED_DAYS]
    return min(near, key=lambda event: abs((event.churned_on - lost_on).days), default=None)
