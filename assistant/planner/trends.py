"""One metric, month by month or quarter by quarter."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import cast

from assistant.planner.calls import ToolCall, call
from assistant.planner.measuring import measure_call
from assistant.planner.rankings import direction_of
from assistant.planner.slots import Plan, Slots
from assistant.planner.understanding import When
from tools.metrics.catalogue import METRICS
from tools.period_words import write_period
from tools.periods import Grain, Period
from tools.requests import AskBack, Direction, Filter, TrendMetric

GRAINS: tuple[Grain, ...] = ("month", "quarter", "year")
SPOKEN: dict[str, Grain] = {
    "monthly": "month", "quarterly": "quarter", "yearly": "year", "annual": "year", "annually": "year",
}  # fmt: skip
KINDS = ("added", "month", "quarter", "year", "trend", "change", "total", "compare")
LONGEST_BY_MONTH = 550
MOST_LINES = 6
# The words that rank steps -> what they ask for.
STEPS_BY = {
    "best": "best", "worst": "worst", "busiest": "highest", "top": "highest", "highest": "highest", "lowest": "lowest",
    "strongest": "best", "weakest": "worst", "biggest": "highest", "smallest": "lowest", "quietest": "lowest",
    "slowest": "lowest",
}  # fmt: skip
_STEPS = re.compile(r"\b(?:last|past|previous|prior|trailing) \w+ (month|quarter|year)s\b")


def read_finer(slots: Slots) -> Plan | None:
    """'per week', 'daily': months are the finest steps there are."""
    found = [match for match in slots.u.of("finer") if slots.used.isdisjoint(match.at)]
    if not found or not slots.measures.names:
        return None
    u, first = slots.u, found[0]
    before, after = u.text[: u.tokens[first.first].start], u.text[u.tokens[first.last].end :]
    question = f"I show steps by month, quarter or year, not by {first.value}. Shall I show it by month?"
    monthly = AskBack(question=question, choices=(f"{before}by month{after}",))
    return Plan((call(monthly),), frozenset(range(len(u.tokens))))


def read_trend(slots: Slots) -> Plan | None:
    """A trend per metric, or per value of the one dimension it is split by."""
    named = _grain(slots)
    grain = named or _in_steps(slots)
    if not slots.measures.names or slots.conditions.found or grain is None:
        return None
    used = slots.used_with(*KINDS) | _grain_words(slots)
    if len(slots.whens) > 1 and not _is_joint(slots):
        return None
    order = _order(slots)
    lines = _lines(slots)
    if len(lines) > MOST_LINES:
        question = f"I show a trend for at most {MOST_LINES} groups at once; which ones do you want?"
        return Plan((call(AskBack(question=question)),), used | slots.used)
    calls = tuple(
        call(
            TrendMetric(
                metric=name,
                period=_span(slots),
                grain=grain,
                filters=(*slots.filters, *line),
                order=order,
                limit=_limit(slots) if order else None,
            )
        )
        for name in slots.measures.names
        for line in lines
    )
    return Plan(calls + (_totals(slots) if named is None else ()), used)


def _totals(slots: Slots) -> tuple[ToolCall, ...]:
    """'tickets in the last four quarters' may mean their sum as well; a state has none."""
    return tuple(measure_call(slots, name) for name in slots.measures.names if not METRICS[name].is_state)


def _order(slots: Slots) -> Direction | None:
    """'which month had the most', 'the best quarter': the steps ranked."""
    if slots.ranked.order:
        return slots.ranked.order
    said = {slots.u.word(match.first) for match in slots.u.of(*GRAINS)}
    best = next((word for word in STEPS_BY if word in said), None)
    return direction_of(STEPS_BY[best], slots.metric) if best else None


def _limit(slots: Slots) -> int | None:
    """The number named, else one for 'which month', else all."""
    is_plural = any(slots.u.tokens[match.last].is_plural for match in slots.u.of(*GRAINS))
    return slots.ranked.limit or (None if is_plural else 1)


def _in_steps(slots: Slots) -> Grain | None:
    """'in the last four quarters': the quarters one by one, and for a state months as well."""
    words = "".join(when.mention.text.lower() for when in slots.whens) if len(slots.whens) == 1 else ""
    found = _STEPS.search(words)
    if found is None or slots.groups or slots.ranked.order or slots.account or slots.u.has("compare", "change"):
        return None
    is_state = slots.metric is not None and slots.metric.is_state
    unit = cast("Grain", found[1])
    return unit if is_state or unit != "month" else None


def _grain(slots: Slots) -> Grain | None:
    u = slots.u
    for grain in GRAINS:
        if u.has(grain):
            return grain
    for position in _grain_words(slots):
        return SPOKEN[u.word(position)]
    is_range_of_state = bool(
        slots.metric
        and slots.metric.is_state
        and any(_is_range(when) for when in slots.whens)
        and not u.has("compare", "change")
    )
    if len(slots.whens) > 2 and _is_joint(slots):
        return _own_grain(slots.whens)
    if not u.has("trend") and not is_range_of_state:
        return None
    return _fitting_grain(slots.whens)


def _own_grain(whens: tuple[When, ...]) -> Grain:
    """The grain of a list of periods: 'January, February and March'."""
    days = (whens[0].mention.period.end - whens[0].mention.period.start).days
    return "month" if days < 32 else "quarter" if days < 93 else "year"


def _grain_words(slots: Slots) -> frozenset[int]:
    taken = slots.used
    return frozenset(
        position for position, token in enumerate(slots.u.tokens) if token.word in SPOKEN and position not in taken
    )


def _is_range(when: When) -> bool:
    return len(when.mention.ends) == 2 or when.mention.text.lower().startswith("since")


def _fitting_grain(whens: tuple[When, ...]) -> Grain:
    """The unit the period is named in ('last six quarters'), else months unless it is long."""
    text = " ".join(when.mention.text.lower() for when in whens)
    for grain in ("quarter", "year"):
        if f"{grain}s" in text:
            return "quarter"
    days = sum((when.mention.period.end - when.mention.period.start).days for when in whens)
    return "month" if days <= LONGEST_BY_MONTH else "quarter"


def _span(slots: Slots) -> str | None:
    """All named periods together, from the first day of the first to the last day of the last."""
    periods = [when.mention.around or when.mention.period for when in slots.whens]
    if not periods:
        return None
    calendar = slots.u.calendar
    if len(periods) == 1:
        return write_period(periods[0], calendar)
    start, end = min(period.start for period in periods), max(period.end for period in periods)
    return write_period(Period(start=start, end=end), calendar)


def _is_joint(slots: Slots) -> bool:
    """Whether the periods follow one another without a gap ('2023 and 24')."""
    periods = sorted((when.mention.period for when in slots.whens), key=lambda period: period.start)
    return all((later.start - earlier.end).days <= 1 for earlier, later in pairwise(periods))


def _lines(slots: Slots) -> list[tuple[Filter, ...]]:
    """One line, or one per value of the dimension the trend is split by."""
    names = slots.groups
    if not names:
        return [()]
    values = slots.u.index.vocabulary.values.get(names[0], ())
    lines: list[tuple[Filter, ...]] = [(Filter(dimension=names[0], values=(value,)),) for value in values]
    return lines or [()] * (MOST_LINES + 1)
