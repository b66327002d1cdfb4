"""Two periods, two groups, or a part against the rest, side by side."""

from __future__ import annotations

from itertools import product

from assistant.planner.calls import ToolCall, call
from assistant.planner.measuring import measure_call
from assistant.planner.pairs import read_pair
from assistant.planner.rankings import COMPARATIVE
from assistant.planner.slots import Plan, Slots
from assistant.planner.timing import is_between_closes, meant, period_words, usual
from assistant.planner.understanding import When
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric
from tools.period_words import write_period
from tools.periods import MONTHS, Calendar, Period
from tools.requests import CompareMetric, Filter, MeasureMetric

KINDS = ("added", "compare", "change", "order", "right", "total", "difference", "rest", "whole", "above", "below")


def read_comparison(slots: Slots) -> Plan | None:
    """Two metrics, then a part against the rest, then two periods."""
    if not slots.measures.names or slots.conditions.found or slots.u.has("right"):
        return None
    return read_pair(slots) or _against_rest(slots) or _periods(slots)


def read_group_comparison(slots: Slots) -> Plan | None:
    """Two values of one dimension side by side: 'who has more ARR, Germany or France?'."""
    if not slots.measures.names or slots.conditions.found:
        return None
    pair = _two_sides(slots)
    is_compared = slots.u.has("compare") or slots.u.has_word("than", "versus", *COMPARATIVE)
    if pair is None or len(slots.whens) > 1 or not is_compared or slots.groups:
        return None
    others = tuple(item for item in slots.filters if item.dimension != pair.dimension)
    calls = tuple(
        call(
            CompareMetric(
                metric=name,
                period=slots.period(METRICS[name]),
                dimension=pair.dimension,
                values=pair.values,
                filters=others,
            )
        )
        for name in slots.measures.names
    )
    return Plan(calls, slots.used_with(*KINDS))


def _two_sides(slots: Slots) -> Filter | None:
    """Two values of a dimension, or a mark that is named both set and not set ('beta versus non-beta')."""
    marks = [item for item in slots.filters if item.values == ("true",)]
    both = [item for item in marks if any(other.dimension == item.dimension and other is not item for other in marks)]
    if both:
        values = tuple("false" if item.is_excluded else "true" for item in both)
        return Filter(dimension=both[0].dimension, values=values)
    if slots.u.has("rest"):
        return None  # both are one side, against the others
    return next((item for item in slots.filters if len(item.values) == 2 and not item.is_excluded), None)


def _against_rest(slots: Slots) -> Plan | None:
    """A mark against its absence; a value against the others of its dimension; a part against the whole."""
    if not slots.u.has("rest", "whole") or len(slots.whens) > 1 or not slots.filters:
        return None
    mark = next((item for item in slots.filters if item.values == ("true",)), None)
    used = slots.used_with(*KINDS)
    if mark is not None and slots.u.has("rest"):
        others = tuple(item for item in slots.filters if item is not mark)
        name = slots.measures.names[0]
        period = slots.period(METRICS[name])
        compared = CompareMetric(
            metric=name, period=period, dimension=mark.dimension, values=("true", "false"), filters=others
        )
        return Plan((call(compared),), used)
    if slots.u.has("rest") and not slots.u.has("all") and not slots.filters[0].is_excluded:
        return Plan(tuple(_and_others(slots, name) for name in slots.measures.names), used)
    return Plan(tuple(_wide(slots, name) for name in slots.measures.names), used)


def _and_others(slots: Slots, name: str) -> ToolCall:
    """The rows named against all the others of the same filters; several values are named as one side."""
    first, *others = slots.filters
    return call(
        CompareMetric(
            metric=name,
            period=slots.period(METRICS[name]),
            dimension=first.dimension,
            values=first.values[:2],
            is_against_others=True,
            filters=tuple(others),
        )
    )


def _wide(slots: Slots, name: str) -> ToolCall:
    """The metric over every value of the dimension that was named by one of them; the total stands beside."""
    first = slots.filters[0]
    metric = METRICS[name]
    return call(
        MeasureMetric(metric=name, period=slots.period(metric), filters=slots.filters[1:], group_by=(first.dimension,))
    )


def _periods(slots: Slots) -> Plan | None:
    metric = slots.metric
    pair = _pair(slots, metric) if metric else None
    if pair is None:
        return None
    used = slots.used_with(*KINDS)
    if slots.ranked.order:
        return None
    if slots.groups:
        return Plan(_one_each(slots, pair), used)
    calls = tuple(
        call(CompareMetric(metric=name, period=pair[1], earlier_period=pair[0], filters=filters))
        for name, filters in product(slots.measures.names, _alternatives(slots.filters))
    )
    return Plan(calls, used)


def _alternatives(filters: tuple[Filter, ...]) -> list[tuple[Filter, ...]]:
    """'Enterprise and SMB' in two periods: each on its own."""
    several = next((item for item in filters if 1 < len(item.values) <= 4 and not item.is_excluded), None)
    if several is None:
        return [filters]
    rest = tuple(item for item in filters if item is not several)
    return [(*rest, several.model_copy(update={"values": (value,)})) for value in several.values]


def _one_each(slots: Slots, pair: tuple[str | None, str | None]) -> tuple[ToolCall, ...]:
    """A breakdown per period, the later one first."""
    calls = [measure_call(slots, name) for name in slots.measures.names]
    return tuple(
        call(MeasureMetric.model_validate(item.request.model_dump() | {"period": period}))
        for item in calls
        for period in reversed(pair)
    )


def _pair(slots: Slots, metric: Metric | None) -> tuple[str | None, str | None] | None:
    """Earlier and later period, in the words of a call."""
    if metric is None:
        return None
    calendar, whens = slots.u.calendar, slots.whens
    is_compared = slots.u.has("compare", "change", "difference")
    if is_between_closes(whens, metric) and not is_compared:
        return None
    if len(whens) == 2:
        first, second = (meant(when.mention, metric, calendar) or usual(metric, calendar) for when in whens)
        earlier, later = sorted((first, second), key=lambda period: (period.end, period.start))
        return write_period(earlier, calendar), write_period(later, calendar)
    if len(whens) == 1:
        return _one_named(slots, whens[0], metric, is_compared=is_compared)
    return (None, None) if slots.u.has("change") and slots.u.has("compare") else None


def _one_named(slots: Slots, when: When, metric: Metric, *, is_compared: bool) -> tuple[str | None, str | None] | None:
    calendar, mention = slots.u.calendar, when.mention
    if mention.shift:
        later = usual(metric, calendar)
        earlier = calendar.a_year_before(later) if mention.shift == "year_before" else calendar.shifted(later, -1)
        return write_period(earlier, calendar), write_period(later, calendar)
    if not is_compared:
        return None
    if len(mention.ends) == 2:
        return write_period(mention.ends[0], calendar), write_period(mention.ends[1], calendar)
    if _is_against(slots, when):
        return period_words(mention, metric, calendar), _now_like(mention.period, metric, calendar)
    if slots.u.has("change") and not slots.u.has_word("versus", "against"):
        period = meant(mention, metric, calendar) or usual(metric, calendar)
        return write_period(calendar.shifted(period, -1), calendar), write_period(period, calendar)
    return None


def _is_against(slots: Slots, when: When) -> bool:
    """'compared to last year': the one period named is what is compared with."""
    return any(
        slots.u.word(position) in ("to", "versus", "against", "than", "from", "with")
        for position in (when.at[0] - 1, *((when.at[0] - 2,) if slots.u.word(when.at[0] - 1) in ("the", "in") else ()))
    )


def _now_like(period: Period, metric: Metric, calendar: Calendar) -> str:
    """The running period of the same length, or the as-of close for a state."""
    for grain in MONTHS:
        alike = calendar.holding(period.start, grain)
        if (alike.start, alike.end) == (period.start, period.end) and not metric.is_state:
            return write_period(calendar.holding(calendar.as_of, grain), calendar)
    return write_period(usual(metric, calendar), calendar)
