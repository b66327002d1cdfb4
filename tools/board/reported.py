"""Which period a slide or review reports, and from which day its view ahead is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from tools.account_requests import ForecastRenewals
from tools.context import Context
from tools.facts import Fact
from tools.health.history import healths
from tools.health.standing import Standing
from tools.measuring import measure, measure_together
from tools.metrics.catalogue import METRICS
from tools.period_words import read_period
from tools.periods import Grain, Period, add_months, write_day
from tools.record.group import Group, group_of
from tools.record.reading import read_records
from tools.renewals.asked import Asked, ask
from tools.selection import Selection, resolve_dimension

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reported:
    """A period of a grain, as the asker sees it. `ahead` is the context of the day its view ahead is taken from."""

    context: Context
    period: Period
    grain: Grain
    ahead: Context

    @property
    def before(self) -> Period:
        return self.context.calendar.shifted(self.period, -1)

    @cached_property
    def coming(self) -> Period:
        """The quarter after the one that holds the period's last day."""
        held = self.context.calendar.holding(self.period.end, "quarter")
        return self.context.calendar.shifted(held, 1)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Every paying account with its health, on the day of the view ahead."""
        known = healths(self.ahead)
        paying = (record for record in read_records(self.ahead).values() if record.is_paying)
        return tuple(Standing(record, known[record.account.account_id]) for record in paying)

    @cached_property
    def book(self) -> Group:
        return group_of(self.ahead, (item.record for item in self.standings))

    def facts(self, names: Sequence[str], period: Period) -> tuple[Fact, ...]:
        """The facts of metrics of one frame over a period of this company."""
        (found,) = measure_together(self.context, [METRICS[name] for name in names], Selection(period))
        return found

    def grouped(self, name: str, by: str) -> tuple[Fact, ...]:
        """A metric over the period reported, by a dimension. Raises UnknownName where the data does not have it."""
        metric = METRICS[name]
        return measure(self.context, metric, Selection(self.period, (), (resolve_dimension(self.context, metric, by),)))

    @property
    def assumptions(self) -> tuple[str, ...]:
        return (
            f"reported: {self.period.name}",
            f"rates over the twelve months to {write_day(self.period.end)}",
            f"the view ahead as known on {write_day(self.ahead.as_of)}",
        )


def reported(context: Context, words: str | None, grain: Grain) -> Reported:
    """Without words the last full period of the grain. Raises InvalidRequest or NoData for words that name none.

    Of the newest full period the view ahead is that of the as-of date, of earlier ones that of their last day.
    """
    calendar = context.calendar
    held = calendar.holding(calendar.as_of, grain)
    newest = held if held.end <= calendar.as_of else calendar.shifted(held, -1)
    period = calendar.covered(read_period(words, calendar) if words else newest)
    day = context.as_of if period.end >= newest.end else period.end
    return Reported(context, period, grain, replace(context, as_of=day))


def year_to(period: Period) -> Period:
    """The twelve months that end with the period."""
    end = period.end
    return Period(start=add_months(end + DAY, -12), end=end, label=f"the twelve months to {write_day(end)}")


def renewals_of(context: Context, period: Period) -> Asked:
    """The renewals due in a period as known on the context's day. Raises NoData without renewals on record."""
    return ask(context, ForecastRenewals(period=f"{period.start.isoformat()}..{period.end.isoformat()}"))
