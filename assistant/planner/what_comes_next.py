"""Renewals of a period that is over but for a day or two: where none is left in it, the next period is offered."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.calls import ToolCall, call
from tools.account_requests import ForecastRenewals
from tools.evidence import Evidence
from tools.periods import MONTHS, Calendar, Period
from tools.renewals.due import read_due_period
from tools.requests import AskBack

# How near its end a period counts as over, and the figures of which one says that nothing is left in it.
LAST_DAYS = 2
LEFT = ("open_renewals_count", "open_renewals")
VIEWS = ("list", "forecast")


def next_period(calls: Sequence[ToolCall], found: Sequence[Evidence], calendar: Calendar) -> tuple[ToolCall, ...]:
    """The question back with the next period as a choice; nothing where renewals are left, or more is asked."""
    request = calls[0].request if len(calls) == len(found) == 1 else None
    if not isinstance(request, ForecastRenewals) or not request.period or request.view not in VIEWS:
        return ()
    period = read_due_period(request.period, calendar)
    days = (period.end - calendar.as_of).days
    if not 0 <= days <= LAST_DAYS or period.start == calendar.as_of or not _is_empty(found[0]):
        return ()
    ends = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
    question = f"{period.name} ends {ends}, and no renewal is left in it. Shall I look at what comes next?"
    return (call(AskBack(question=question, choices=_choices(period, calendar))),)


def _is_empty(found: Evidence) -> bool:
    return any(fact.metric in LEFT and not fact.value for fact in found.facts[: found.headline])


def _choices(period: Period, calendar: Calendar) -> tuple[str, ...]:
    held = ((grain, calendar.holding(period.start, grain)) for grain in MONTHS)
    alike = next((grain for grain, one in held if (one.start, one.end) == (period.start, period.end)), None)
    following = (f"Which renewals are due next {alike}?",) if alike else ()
    return (*following, "Which renewals are due in the next 90 days?")
