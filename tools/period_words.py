"""Periods as people write them, and back: 'Q3', 'last qtr', 'since June', 'the twelve months to 31 Dec 2024'."""

from __future__ import annotations

import re
from dataclasses import replace

from tools.errors import InvalidRequest
from tools.names import shown
from tools.period_atoms import find_atoms
from tools.period_mentions import PeriodMention, mentions_of
from tools.period_readers import EXAMPLES
from tools.period_spelling import spell_out
from tools.periods import Calendar, Period

_FILLERS = r"(?i)\b(?:so|far|partial|in|the|for|during|of|at|on|over|within|throughout|all|by|per)\b|[\W_]"


def read_period(text: str, calendar: Calendar) -> Period:
    """The one period a text names, its own written forms included. Raises InvalidRequest for none, or several."""
    mentions = find_periods(text.split("(partial")[0], calendar)
    left = text.split("(partial")[0]
    for mention in reversed(mentions):
        left = left[: mention.span[0]] + " " + left[mention.span[1] :]
    if len(mentions) != 1 or re.sub(_FILLERS, "", left):
        raise InvalidRequest(f"I can't read '{shown(text)}' as one period; {EXAMPLES}.")
    return mentions[0].period


def write_period(period: Period, calendar: Calendar) -> str:
    """A period in words that `read_period` reads back: its label where that works, else its days."""
    days = period.end.isoformat() if period.start == period.end else f"{period.start}..{period.end}"
    try:
        read = read_period(period.label, calendar) if period.label else None
    except InvalidRequest:
        read = None
    return period.label if read and (read.start, read.end) == (period.start, period.end) else days


def find_periods(text: str, calendar: Calendar) -> tuple[PeriodMention, ...]:
    """Every period a text names, in order. Raises InvalidRequest for a day that does not exist or reads two ways."""
    spelled, places = spell_out(text)
    mentions = mentions_of(find_atoms(spelled), spelled, calendar)
    return tuple(_placed(mention, text, places) for mention in mentions)


def _placed(mention: PeriodMention, text: str, places: list[int]) -> PeriodMention:
    start, end = places[mention.span[0]], places[mention.span[1] - 1] + 1
    while end < len(text) and text[end].isalpha() and text[end - 1].isalpha():
        end += 1
    return replace(mention, span=(start, end), text=text[start:end])
