"""One number, a breakdown or a ranking: the reading of most questions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.calls import ToolCall, call, with_left_out
from assistant.planner.measures import per_account
from assistant.planner.rankings import COMPARATIVE
from assistant.planner.slots import Plan, Slots
from assistant.planner.timing import is_between_closes
from assistant.planner.understanding import Understanding
from tools.dimensions import ACCOUNT
from tools.metrics.catalogue import METRICS
from tools.requests import Filter, MeasureMetric

FEATURE = "feature"
# Said of several metrics, this asks for a number that no tool computes; the answer says that it is left out.
NOT_COMPUTED = ("gap", "difference", "combined", "together", "sum")
GROWTH = {"arr": "expansion_arr", "mrr": "expansion_mrr"}
GREW = ("grow", "grew", "grown", "growing", "increase", "increased", "gained", "gain")


def read_measure(slots: Slots) -> Plan | None:
    """A call per metric; None when nothing is measured or more than one period is named."""
    is_one_period = len(slots.whens) < 2 or is_between_closes(slots.whens, slots.metric)
    if not slots.measures.names or not is_one_period or slots.conditions.found or _is_mismatch(slots):
        return None
    calls = tuple(measure_call(slots, name) for name in slots.measures.names)
    several = len(calls) > 1 or any(len(item.values) > 2 for item in slots.filters)
    grown = ("change",) if _grew(slots) and slots.ranked.order else ()
    used = slots.used_with("total", "right", *grown, *(("compare",) if several else ())) | _said_beside(slots)
    if len(calls) > 1:
        used |= frozenset(match.first for match in slots.u.of("order") if slots.u.word(match.first) in COMPARATIVE)
        unsaid = tuple(word for word in NOT_COMPUTED if slots.u.has_word(word))
        calls = tuple(with_left_out(item, unsaid) for item in calls)
    is_unranked = slots.ranked.order is not None and not any(
        _as_grouped(slots, name)[1] for name in slots.measures.names
    )
    return Plan(calls, used - slots.ranked.used if is_unranked else used)


def _is_mismatch(slots: Slots) -> bool:
    """'how many customers ...' is no question for an amount of money or a rate: something was misread."""
    u = slots.u
    asked = [
        match for match in u.of("count") if u.word(match.first) in ("how", "number") and u.word(match.last) != "much"
    ]
    is_counted = any(u.word(position) == "account" for match in asked for position in (match.last + 1, match.last + 2))
    return is_counted and all(METRICS[name].unit in ("money", "percent") for name in slots.measures.names)


def counts_accounts(u: Understanding) -> bool:
    """Whether accounts are what is counted: 'how many accounts', 'number of FinTech customers'."""
    asked = [match for match in u.of("count") if u.word(match.last) != "much"]
    return any(u.word(position) == "account" for match in asked for position in range(match.last + 1, match.last + 4))


def _said_beside(slots: Slots) -> frozenset[int]:
    """A number the asker believes ('NRR was 118 %, right?') and a unit the metric has anyway ('in percent')."""
    u = slots.u
    kinds = ("change", "above", "below", "at_least", "at_most")
    said = [*(amount.at for amount in u.amounts), *(match.at for match in u.of(*kinds))]
    believed = [position for at in said for position in at] if u.has("right") else []
    is_percent = slots.metric is not None and slots.metric.unit == "percent"
    unit = [position for match in u.of("share") for position in match.at] if is_percent else []
    return frozenset((*believed, *unit))


def measure_call(slots: Slots, name: str, filters: Sequence[Filter] | None = None) -> ToolCall:
    """One metric under the question's filters, groups, ranking and period."""
    name, groups = _as_grouped(slots, name)
    if slots.account and name in ("active_accounts", "accounts"):
        name = "arr"  # whether one account pays is told by what it pays
    metric = METRICS[name]
    kept = slots.filters if filters is None else tuple(filters)
    several = next((item for item in kept if len(item.values) > 1 and not item.is_excluded), None)
    if several is not None and not groups and slots.ranked.order is None:
        groups = (several.dimension,)
    is_ranked = slots.ranked.order is not None and bool(groups)
    return call(
        MeasureMetric(
            metric=name,
            period=slots.period(metric),
            filters=kept,
            group_by=groups,
            order=slots.ranked.order if is_ranked else None,
            limit=limit_of(slots) if is_ranked else None,
            place=slots.ranked.place if is_ranked else None,
        )
    )


def _grew(slots: Slots) -> bool:
    """'who grew the most': ranked by what each added, which is expansion."""
    return any(slots.u.word(match.first) in GREW for match in slots.u.of("change"))


def limit_of(slots: Slots) -> int | None:
    """The number named; one for a singular ('which industry has the highest'); else the tool's usual."""
    if slots.ranked.place is not None:
        return None
    if slots.ranked.limit is not None or slots.u.has("rank"):
        return slots.ranked.limit
    return None if slots.grouped.is_plural else 1


def _as_grouped(slots: Slots, name: str) -> tuple[str, tuple[str, ...]]:
    """Counts of accounts become amounts per account; 'features used most' are features by use."""
    groups = slots.groups
    if name == "features_used" and slots.ranked.order and not groups:
        return "usage_count", (FEATURE,)
    if ACCOUNT in groups:
        name = GROWTH[name] if slots.ranked.order and name in GROWTH and _grew(slots) else per_account(name)
        return name, groups
    if slots.ranked.order and not groups and name != per_account(name):
        return per_account(name), (ACCOUNT,)
    return name, groups
