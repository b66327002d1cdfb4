"""The period of a call, in canonical words: what a day means for a flow, what 'in total' means, what is usual."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from assistant.planner.understanding import Understanding, When
from tools.metrics.metric import Metric
from tools.period_mentions import PeriodMention
from tools.period_words import write_period
from tools.periods import Calendar, Period, add_months

EVERYTHING = "all time"


def period_words(mention: PeriodMention, metric: Metric | None, calendar: Calendar) -> str | None:
    """The mention as the argument of a call; None where it only says 'now'."""
    period = meant(mention, metric, calendar)
    return None if period is None else write_period(period, calendar)


def meant(mention: PeriodMention, metric: Metric | None, calendar: Calendar) -> Period | None:
    """A day is the close for a state, twelve months to it for a rate between closes, else the period around it."""
    if not mention.is_day or metric is None or metric.is_state:
        return mention.period
    day = mention.period.end
    if _is_now(mention, calendar):
        return None
    if metric.compares_closes:
        return Period(start=add_months(day + timedelta(days=1), -12), end=day)
    return mention.around or mention.period


def _is_now(mention: PeriodMention, calendar: Calendar) -> bool:
    """'now' or 'currently' says no more than that the state is meant; 'today' and dates are days."""
    is_as_of = mention.period.end == calendar.as_of and mention.around is None
    return is_as_of and mention.text.lower() != "today" and not any(mark.isdigit() for mark in mention.text)


def between(first: PeriodMention, second: PeriodMention) -> Period:
    """From the close of the earlier day to the close of the later one."""
    earlier, later = sorted((first.period, second.period), key=lambda period: period.end)
    return Period(start=earlier.end + timedelta(days=1), end=later.end)


def is_between_closes(whens: Sequence[When], metric: Metric | None) -> bool:
    """Two days named for something that happens: it happened between them."""
    is_flow = metric is not None and not metric.is_state
    return len(whens) == 2 and is_flow and all(when.mention.is_day for when in whens)


def usual(metric: Metric, calendar: Calendar) -> Period:
    """The period a tool takes when none is asked for (DOMAIN section 1)."""
    if metric.is_state:
        return Period(start=calendar.as_of, end=calendar.as_of)
    if metric.compares_closes:
        return calendar.trailing(12)
    held = calendar.holding(calendar.as_of, "quarter")
    return held if held.end <= calendar.as_of else calendar.shifted(held, -1)


def without_period(u: Understanding, metric: Metric | None, *, is_one_account: bool) -> str | None:
    """What no named period means: everything there is for 'in total' and for what one account did, else the usual."""
    if metric is None or metric.is_state or metric.compares_closes:
        return None
    return EVERYTHING if u.has("total") or is_one_account else None
