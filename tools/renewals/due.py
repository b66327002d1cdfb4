"""Which renewals a request means: those due in a period, which may lie ahead, and how far each one is decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tools.context import Context
from tools.errors import NoData
from tools.period_readers import DAY, named
from tools.period_words import find_periods, read_period
from tools.periods import Calendar, Period, add_months
from tools.record.record import Record, is_paid
from tools.record.rows import Renewal

AHEAD_DAYS = 90
LEFT = "left"
# What the amount after a decision is where only the decision is on record.
KEPT_WHOLE, KEPT_NOTHING = ("renewed",), ("churned", LEFT)


@dataclass(frozen=True)
class Due:
    """A renewal with the record of its account, as both stood at the close of the record's day."""

    record: Record
    renewal: Renewal

    @property
    def outcome(self) -> str:
        """The decision; empty while open. A decision without a date counts from the due day on.

        An account that left before the due day has nothing left to decide.
        """
        is_dated = self.renewal.closed_on is not None or self.renewal.due_on <= self.record.day
        if self.renewal.outcome and is_dated:
            return self.renewal.outcome.strip().lower()
        return LEFT if has_left(self.record) else ""

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.renewal.due_on <= self.record.day

    @property
    def arr_after(self) -> Decimal | None:
        """The annual amount after the decision; None while open, and where it is not on record."""
        if self.outcome in KEPT_NOTHING:
            return Decimal(0)
        if self.is_open or self.renewal.renewed_arr is not None:
            return None if self.is_open else self.renewal.renewed_arr
        return self.renewal.arr if self.outcome in KEPT_WHOLE else None

    @property
    def is_kept(self) -> bool:
        """Whether the account stayed, on whatever amount."""
        return not self.is_open and self.outcome not in KEPT_NOTHING and self.arr_after != 0


def has_left(record: Record) -> bool:
    """Whether the account paid once and pays no more."""
    return not record.is_paying and any(is_paid(line) and line.end_date for line in record.lines)


def dues_of(records: Iterable[Record]) -> tuple[Due, ...]:
    """Every renewal on record, the earliest due first."""
    found = [Due(record, renewal) for record in records for renewal in record.renewals]
    return tuple(sorted(found, key=lambda due: (due.renewal.due_on, due.record.account.name)))


def due_in(dues: Iterable[Due], period: Period) -> tuple[Due, ...]:
    return tuple(due for due in dues if period.contains(due.renewal.due_on))


def require_renewals(context: Context) -> None:
    """Raises NoData when the company has no renewals: dates on its subscriptions are not taken for them."""
    if not context.warehouse.has("renewals"):
        raise NoData(
            "This company's data has no renewals, and none are guessed from its subscriptions; import renewal dates "
            "and amounts to forecast them, or ask which accounts are red and what they pay."
        )


def read_due_period(words: str | None, calendar: Calendar) -> Period:
    """When renewals are due, which may lie ahead: 'Q3' is the nearest Q3, 'by the end of the year' starts tomorrow.

    Without words the next 90 days. Raises InvalidRequest for words that name no period.
    """
    tomorrow = calendar.as_of + DAY
    if not words:
        return read_period(f"next {AHEAD_DAYS} days", calendar)
    period = _nearest(words, read_period(words, calendar), calendar)
    is_until = period.start <= calendar.first_day or any(
        mention.is_day and mention.around for mention in find_periods(words, calendar)
    )
    return named(tomorrow, period.end, calendar) if is_until and period.end >= tomorrow else period


def _nearest(words: str, period: Period, calendar: Calendar) -> Period:
    """Of a time of the year named without the year the one that lies nearest, the coming one when in doubt."""
    if period.end >= calendar.as_of:
        return period
    ahead = _a_year_later(words, period, calendar)
    return ahead if ahead and ahead.start - calendar.as_of <= calendar.as_of - period.end else period


def _a_year_later(words: str, period: Period, calendar: Calendar) -> Period | None:
    """What the words mean a year on, if they name a time of the year and neither a year nor a distance from today."""
    now = read_period(words, calendar.model_copy(update={"as_of": period.end}))
    if (now.start, now.end) != (period.start, period.end):
        return None
    then = add_months(period.end + DAY, 12) - DAY
    later = read_period(words, calendar.model_copy(update={"as_of": then}))
    return later if later.end == then else None
