"""One argument of a call changed: another filter, period, grouping, metric, limit or grain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from assistant.planner.calls import ToolCall, call
from assistant.planner.fitting import fit
from assistant.planner.groupings import grouped
from assistant.planner.measures import is_movement, per_account
from assistant.planner.rankings import ENDINGS, PLACES_IN_RANK, is_of_growth, ranked
from assistant.planner.selections import selected
from assistant.planner.siblings import sibling_said
from assistant.planner.slots import Plan, Slots
from assistant.planner.timing import EVERYTHING, meant, period_words, usual
from assistant.planner.trends import GRAINS, SPOKEN
from assistant.planner.wordings import word_set
from tools.account_requests import ReviewOnboarding
from tools.dimensions import ACCOUNT
from tools.errors import InvalidRequest
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric
from tools.period_mentions import PeriodMention
from tools.period_words import read_period, write_period
from tools.periods import Grain, Period
from tools.requests import (
    BridgeArr,
    CompareMetric,
    DescribeAccount,
    Filter,
    ListAccounts,
    MeasureMetric,
    Request,
    TrendMetric,
)

OWNERS = word_set("owners")
EMPTYING = ("whole",)
MOST_NAMED = 25
# What is told by group where the answer before has no groups.
FIGURE_OF: dict[type[Request], str] = {ReviewOnboarding: "time_to_first_value"}


@dataclass
class Change:
    """A request being changed: its arguments as a dictionary, and the positions accounted for."""

    slots: Slots
    base: Request
    metric: Metric | None
    arguments: dict[str, Any] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def mark(self, *kinds: str) -> None:
        self.used.update(position for match in self.slots.u.of(*kinds) for position in match.at)


def changed(slots: Slots, base: Request) -> Plan | None:
    """The base with everything the message says changed in it; None when it changes nothing."""
    if isinstance(base, DescribeAccount):
        return _other_account(slots, base) or _changed(slots, _as_measure(base))
    figure = FIGURE_OF.get(type(base)) if slots.groups and not slots.u.has("metric") else None
    return _changed(slots, fit(MeasureMetric, base.model_dump() | {"metric": figure}) if figure else base)


def _changed(slots: Slots, base: Request) -> Plan | None:
    metric = _metric_of(slots, base)
    change = Change(slots, base, metric)
    _metric(change)
    _filters(change)
    _groups(change)
    _period(change)
    _order(change)
    grain = _grain(change)
    if not change.used and not (slots.u.has("count") and isinstance(base, ListAccounts)):
        return None
    change.mark("compare", "change", "total", "list", "trend", "about", "whole", "rest", *GRAINS)
    return Plan(_of_each_period(_built(change, grain), base), frozenset(change.used))


def _of_each_period(built: ToolCall, base: Request) -> tuple[ToolCall, ...]:
    """Groups against another period: the groups of each, for a comparison has none."""
    groups, request = getattr(base, "group_by", ()), built.request
    if not isinstance(base, MeasureMetric) or not groups or not isinstance(request, CompareMetric):
        return (built,)
    kept = request.model_dump() | {"group_by": groups}
    return tuple(
        call(fit(MeasureMetric, kept | {"period": words})) for words in (request.period, request.earlier_period)
    )


def _metric_of(slots: Slots, base: Request) -> Metric | None:
    names = slots.measures.names if slots.u.has("metric", "vague") else ()  # rows alone do not change what is measured
    old = str(getattr(base, "metric", ""))
    said = sibling_said(slots.u, old)
    if said is not None:
        return METRICS[said[0]]
    if slots.u.has("vague") and is_movement(old):
        return METRICS[f"churned_{old[-3:]}"]
    before = str(getattr(base, "metric", getattr(base, "sort_by", "arr")))
    if before in ("arr", "mrr") and not names and is_of_growth(slots.u) and _grouped_by(base):
        return METRICS["arr_growth"]
    return METRICS.get(_in_unit(before, names[0]) if names else before)


def _grouped_by(base: Request) -> tuple[str, ...]:
    return tuple(getattr(base, "group_by", ()))


def _in_unit(old: str, new: str) -> str:
    """'as MRR' after expansion ARR is expansion MRR."""
    if new in ("mrr", "arr") and is_movement(old):
        return f"{old[:-3]}{new}"
    return f"{new[:-3]}mrr" if old.endswith("_mrr") and is_movement(new) else new


def _metric(change: Change) -> None:
    is_grown = is_of_growth(change.slots.u)
    said = sibling_said(change.slots.u, str(getattr(change.base, "metric", "")))
    if said is not None:
        change.used |= said[1]
        change.arguments["metric"] = said[0]
        return
    if change.metric is None or not (change.slots.u.has("metric", "vague") or is_grown):
        return
    change.mark("vague")
    change.used |= change.slots.measures.used
    change.arguments["metric"] = change.metric.name
    words = {token.word for token in change.slots.u.tokens}
    if words & OWNERS and not change.slots.whens and change.slots.u.has("metric"):
        is_flow = not change.metric.is_state and not change.metric.compares_closes
        change.arguments["period"] = EVERYTHING if is_flow and _is_of_one_account(change.base) else None


def _is_of_one_account(base: Request) -> bool:
    return any(item.dimension == ACCOUNT for item in getattr(base, "filters", ()))


def _filters(change: Change) -> None:
    """New values take the place of those of the same dimension."""
    u = change.slots.u
    found = selected(u, change.metric)
    change.used |= found.used
    kept: tuple[Filter, ...] = () if u.has(*EMPTYING) else tuple(getattr(change.base, "filters", ()))
    if u.has(*EMPTYING):
        change.mark(*EMPTYING)
    names = {item.dimension for item in found.filters}
    change.arguments["filters"] = (*(item for item in kept if item.dimension not in names), *found.filters)
    several = next((item for item in found.filters if len(item.values) > 1 and not item.is_excluded), None)
    if several and isinstance(change.base, MeasureMetric) and not change.base.group_by:
        change.arguments["group_by"] = (several.dimension,)


def _groups(change: Change) -> None:
    u = change.slots.u
    found = grouped(u, change.metric, change.used, is_ranked=False)
    may_have = "group_by" in type(change.base).model_fields or isinstance(change.base, (TrendMetric, CompareMetric))
    if found.names and may_have:
        field = type(change.base).model_fields.get("group_by")
        is_single = field is not None and field.default is None
        change.arguments["group_by"] = found.names[0] if is_single else found.names
        change.used |= found.used
    elif _asks_who(change):
        change.arguments |= {"group_by": (ACCOUNT,), "order": "highest", "limit": MOST_NAMED}
        change.arguments |= {"metric": per_account(change.metric.name)} if change.metric else {}
        change.used |= set(range(len(u.tokens)))


def _asks_who(change: Change) -> bool:
    """'who?', 'which ones?': the accounts of a figure."""
    is_figure = isinstance(change.base, MeasureMetric) and ACCOUNT not in change.base.group_by
    words = {token.word for token in change.slots.u.tokens}
    return is_figure and bool(words & {"who", "which"}) and words <= word_set("whom")


def _period(change: Change) -> None:
    """A named period; or one that leans on the base's period ('the quarter before')."""
    u, metric = change.slots.u, change.metric
    for when in change.slots.whens:
        change.used.update(when.at)
        mention = when.mention
        if mention.shift:
            change.arguments["period"] = write_period(_shifted(change, mention), u.calendar)
        elif not (mention.text.lower() == "now" and when.at[0] == 0):
            change.arguments["period"] = period_words(mention, metric, u.calendar)


def _shifted(change: Change, mention: PeriodMention) -> Period:
    """The base's period one step earlier; 'the quarter before' a year is the quarter that ends where it starts."""
    calendar = change.slots.u.calendar
    anchor = _base_period(change)
    if mention.shift == "year_before":
        return calendar.a_year_before(anchor)
    unit = next((grain for grain in GRAINS if grain in mention.text.lower()), None)
    before = calendar.holding(anchor.opening_day, unit) if unit else None
    is_alike = unit is None or calendar.holding(anchor.start, unit).end == anchor.end
    return calendar.shifted(anchor, -1) if is_alike or before is None else before


def _base_period(change: Change) -> Period:
    calendar, words = change.slots.u.calendar, getattr(change.base, "period", None)
    try:
        return read_period(words, calendar) if words else usual(cast("Metric", change.metric), calendar)
    except InvalidRequest:
        return usual(cast("Metric", change.metric), calendar)


def _order(change: Change) -> None:
    """Another order or limit; 'who is second' shows two."""
    u = change.slots.u
    found = ranked(u, change.metric, change.used)
    if found.order:
        change.arguments |= {"order": found.order, "limit": found.limit or getattr(change.base, "limit", None)}
        change.used |= found.used
    for position, token in enumerate(u.tokens):
        place = PLACES_IN_RANK.get(token.word) or PLACES_IN_RANK.get(token.word + u.word(position + 1))
        if place and position not in change.used and getattr(change.base, "order", None):
            change.arguments |= {"order": change.base.order, "limit": None, "place": place}  # type: ignore[attr-defined]
            change.used.update((position, *((position + 1,) if u.word(position + 1) in ENDINGS else ())))


def _grain(change: Change) -> Grain | None:
    u = change.slots.u
    for grain in GRAINS:
        if u.has(grain):
            change.mark(grain)
            return grain
    for position, token in enumerate(u.tokens):
        if token.word in SPOKEN and position not in change.used:
            change.used.add(position)
            return SPOKEN[token.word]
    return None


def _built(change: Change, grain: Grain | None) -> ToolCall:
    """The kind of call that carries the arguments: a grouped trend becomes a breakdown, a grain makes a trend."""
    base, arguments = change.base, change.arguments
    if change.slots.u.has("compare") and change.slots.whens and not isinstance(base, CompareMetric):
        return _compared(change)
    kind: type[Request] = type(base)
    if grain and isinstance(base, (MeasureMetric, CompareMetric)) and "group_by" not in arguments:
        kind, arguments["grain"] = TrendMetric, grain
    elif grain:
        arguments["grain"] = grain
    if isinstance(base, TrendMetric) and "order" in arguments:
        arguments["limit"] = arguments.get("limit") or 1
    if isinstance(base, (TrendMetric, CompareMetric)) and _is_cut(base, arguments):
        kind = MeasureMetric
    if isinstance(base, BridgeArr) and "metric" in arguments:
        kind = _bridge_or_measure(change)
    if isinstance(base, ListAccounts) and "metric" in arguments:
        arguments["sort_by"] = per_account(arguments["metric"])
    return call(fit(kind, base.model_dump() | arguments))


def _is_cut(base: Request, arguments: dict[str, Any]) -> bool:
    """Whether groups are asked for, which neither a trend nor a comparison has; a trend ranks its own steps."""
    return "group_by" in arguments or ("order" in arguments and not isinstance(base, TrendMetric))


def _bridge_or_measure(change: Change) -> type[Request]:
    """'in MRR' keeps the bridge; another metric leaves it."""
    if change.arguments["metric"] in ("arr", "mrr"):
        change.arguments["is_monthly_amount"] = change.arguments["metric"] == "mrr"
        return BridgeArr
    return MeasureMetric


def _compared(change: Change) -> ToolCall:
    """'compared to Q2': the base's period is the later one, unless the new one lies after it."""
    calendar = change.slots.u.calendar
    when = change.slots.whens[-1]
    first = _base_period(change)
    other = (
        _shifted(change, when.mention) if when.mention.shift else meant(when.mention, change.metric, calendar) or first
    )
    other = calendar.a_year_before(first) if (other.start, other.end) == (first.start, first.end) else other
    earlier, later = sorted((first, other), key=lambda period: period.end)
    base = change.base.model_dump() | change.arguments
    base |= {"period": write_period(later, calendar), "earlier_period": write_period(earlier, calendar)}
    return call(fit(CompareMetric, base))


def _as_measure(base: DescribeAccount) -> MeasureMetric:
    return MeasureMetric(metric="arr", filters=(Filter(dimension=ACCOUNT, values=(base.account,)),))


def _other_account(slots: Slots, base: DescribeAccount) -> Plan | None:
    """'and Company_7?' describes the other account; 'and its plan?' another detail of the same one."""
    names = [name for name in (*slots.grouped.names, *slots.grouped.absent) if name != ACCOUNT]
    if slots.account is not None and not slots.measures.names:
        detail = {"account": slots.account} | ({"attribute": names[0]} if names else {})
        return Plan((call(fit(DescribeAccount, base.model_dump() | detail)),), slots.used_with("about", "attribute"))
    if names and not slots.measures.names:
        request = DescribeAccount(account=base.account, attribute=names[0])
        return Plan((call(request),), slots.used_with("about", "attribute"))
    return None
