"""Whether the evidence speaks about a day or period that a text names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.claims.dates import When, read_dates
from assistant.claims.stated import Ground
from tools.facts import Fact, Span

DATED = re.compile(r"\b(?:on|from|to|by|since|until|till|of|between|and|through|the|before|after)\s$|[–-]\s?$")


def read_named(text: str, ground: Ground) -> tuple[tuple[When, ...], str]:
    """Like `read_dates`; but "Aug 12" is August's 12 unless it is a day of the evidence and said like one."""
    found, rest = read_dates(text)
    whens: list[When] = []
    for when in found:
        is_date = is_named(when, ground) and DATED.search(text[: when.place])
        if when.day and when.text[0].isalpha() and not is_date:
            rest = rest[: when.place] + text[when.place : when.end_place] + rest[when.end_place :]
            month = when.text.split(" ")[0]
            when = replace(when, text=month, end_place=when.place + len(month), day=None, label=f"1m{when.day[0]}")
        whens.append(when)
    return tuple(whens), rest


def is_named(when: When, ground: Ground) -> bool:
    """A day: one of the facts' days. A period: one the facts lie in, or that a text of the evidence names."""
    if when.label:
        return "fy" not in when.label or _fits_fiscal(when, ground)
    if when.day:
        days = (*ground.days, *(other.start for other in ground.whens if other.start and other.start == other.end))
        return any((day.month, day.day) == when.day for day in days)
    if _is_worded(when, ground):
        return True
    if when.start is not None and when.start == when.end:
        return when.start in ground.days
    return any(lies_in(fact, when) or _has_date_in(fact, when) for fact in ground.facts)


def lies_in(fact: Fact, when: When) -> bool:
    """Whether the fact speaks about the named period or day: the state at a close inside it, or a flow within it."""
    if when.start is None or when.end is None:
        return True
    if fact.period is None:
        return when.start <= fact.as_of <= when.end
    if fact.as_of != fact.period.end and when.start <= fact.as_of <= when.end:
        return True
    if when.start == when.end:
        return when.start in (fact.period.start, fact.period.end)
    is_month = when.end - when.start < timedelta(days=31)
    is_inside = when.start <= fact.period.start and fact.period.end <= when.end
    return is_inside or (is_month and _touches_an_end(fact.period, when.start, when.end)) or _is_end_year(fact, when)


def _touches_an_end(span: Span, start: date, end: date) -> bool:
    return start <= span.start <= end or start <= span.end <= end


def _is_end_year(fact: Fact, when: When) -> bool:
    """A period over two years is spoken of by either year."""
    if fact.period is None or when.start is None or when.end is None or fact.period.start.year == fact.period.end.year:
        return False
    is_year = (when.end - when.start).days >= 364
    return is_year and when.start.year in (fact.period.start.year, fact.period.end.year)


def _is_worded(when: When, ground: Ground) -> bool:
    return any(
        (other.start, other.end, other.label, other.day) == (when.start, when.end, when.label, when.day)
        for other in ground.whens
    )


def _fits_fiscal(when: When, ground: Ground) -> bool:
    """As the evidence words it; where it words no fiscal period, the year of a fact."""
    worded = {other.label for other in ground.whens if "fy" in other.label}
    if any(label.endswith(when.label[-6:]) for label in worded):
        return when.label in worded or when.label.startswith("fy")
    return not worded and any(str(fact.as_of.year) == when.label[-4:] for fact in ground.facts)


def _has_date_in(fact: Fact, when: When) -> bool:
    if fact.unit != "date" or not isinstance(fact.value, str) or when.start is None or when.end is None:
        return False
    return when.start <= date.fromisoformat(fact.value) <= when.end
