"""Which past day a change of health is measured from."""

from __future__ import annotations

from datetime import date, timedelta

from tools.context import Context
from tools.errors import InvalidRequest
from tools.names import shown
from tools.period_words import read_period
from tools.periods import write_day

USUAL_DAYS = 90
LEAST_DAYS = 30
PAST = ("last ", "previous ", "prior ")


def since_day(context: Context, words: str | None) -> date:
    """The day at whose close the comparison starts.

    A day stands for itself, "last quarter" for its end, any other period for the close before it begins. Without
    words: the last quarter end that is at least 30 days past, else 90 days before. Raises InvalidRequest, NoData.
    """
    if not words:
        return _usual(context)
    period = read_period(words, context.calendar)
    is_its_end = period.start == period.end or words.lower().startswith(PAST)
    day = context.calendar.covered_day(period.end if is_its_end else period.opening_day)
    if day >= context.as_of:
        raise InvalidRequest(f"'{shown(words)}' is not before {write_day(context.as_of)}; name an earlier day.")
    return day


def _usual(context: Context) -> date:
    quarter = context.calendar.holding(context.as_of, "quarter").opening_day
    is_far_enough = (context.as_of - quarter).days >= LEAST_DAYS
    day = quarter if is_far_enough else context.as_of - timedelta(USUAL_DAYS)
    return max(day, context.calendar.first_day)
