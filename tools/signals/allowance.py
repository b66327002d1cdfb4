"""How much of what its plan allows an account uses: the ceiling of a tier that counts uses instead of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.company_settings import Thresholds
from tools.record.record import Record, is_live, is_paid
from tools.signals.episodes import Run, runs
from tools.signals.levels import terms
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share

MONTH_WEEKS, SETTLE_WEEKS = 4, 3
NEEDS = ("usage_events", "subscriptions.usage_limit")


@dataclass(frozen=True)
class Filled:
    """The uses of the four weeks up to a day, and those a month that the lines live then allow."""

    on: date
    uses: Decimal
    limit: int

    @property
    def share(self) -> float:
        return float(self.uses) / self.limit


def limit_on(record: Record, day: date) -> int | None:
    """Uses a month that the paid lines live at the close of the day allow together; None where none sets a limit."""
    live = (line for line in record.lines if is_paid(line) and is_live(line, day))
    return sum(line.usage_limit or 0 for line in live) or None


def filled(record: Record) -> Iterator[Filled]:
    """At the end of each week with four weeks of the same term behind it; nothing where there is no limit."""
    for weeks in terms(record):
        for place in range(MONTH_WEEKS, len(weeks) + 1):
            last, limit = weeks[place - 1].ends_on, limit_on(record, weeks[place - 1].ends_on)
            if limit:
                yield Filled(last, sum((week.uses for week in weeks[place - MONTH_WEEKS : place]), Decimal(0)), limit)


def _near_limit(record: Record, limits: Thresholds) -> Iterator[Signal]:
    moments = ((item.on, item if item.share >= limits.usage_limit_high else None) for item in filled(record))
    for run in runs(moments, SETTLE_WEEKS):
        yield _signal(record, run)


def _signal(record: Record, run: Run[Filled]) -> Signal:
    last = run.seen[-1]
    return Signal(
        "usage_near_limit",
        record.account.account_id,
        run.began,
        share(last.share, 1),
        run.ended,
        {"uses": Figure(last.uses, "count"), "usage_limit": Figure(last.limit, "count")},
        (Mention("usage_events", run.began.isoformat(), run.began),),
    )


KINDS = (
    SignalKind(
        "usage_near_limit",
        "Near the plan's usage limit",
        "usage",
        "growth",
        "the uses of the last four weeks are at least {usage_limit_high:.0%} of those a month that the paid lines live "
        "then allow; over after three weeks below it; strength: the share in use",
        NEEDS,
        _near_limit,
    ),
)
