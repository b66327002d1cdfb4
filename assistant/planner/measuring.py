"""One number, a breakdown or a ranking: the reading of most questions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.calls import ToolCall, call, with_left_out
from assistant.planner.measures import per_account
from assistant.planner.rankings import COMPARATIVE, is_of_growth, is_of_speed, is_whole_order
from assistant.planner.slots import Plan, Slots
from assistant.planner.timing import is_between_closes
from assistant.planner.understanding import Understanding
from tools.dimensions import ACCOUNT
from tools.metrics.catalogue import METRICS
from tools.requests import AskBack, Filter, MeasureMetric

FEATURE = "feature"
# Said of several metrics, this asks for a number that no tool computes; the answer says that it is left out.
NOT_COMPUTED = ("gap", "difference", "combined", "together", "sum")
GROWTH = {"arr": "expansion_arr", "mrr": "expansion_mrr"}
# What groups are ranked by when they grew: the rate, and unless it is about speed the amount.
OF_GROUPS = {"arr": ("arr_growth", "net_new_arr"), "mrr": ("arr_growth", "net_new_mrr")}
# Units of metrics that say nothing of how many there are.
UNCOUNTED: dict[str, set[str]] = {
    "account": {"money", "percent"}, "ticket": {"score", "minutes", "hours", "money"},
}  # fmt: skip
ADDED = frozenset((*GROWTH.values(), "arr_growth", "net_new_arr", "net_new_mrr"))


def read_per_account(slots: Slots) -> Plan | None:
    """'tickets per account' can be the average over accounts or each account's own."""
    u, metric = slots.u, slots.metric
    words = {u.word(position) for match in u.of("group") for position in match.at}
    is_asked = slots.groups == (ACCOUNT,) and "per" in words and slots.ranked.order is None
    if metric is None or not is_asked or not metric.is_sum or u.has("list", "rank", "all") or metric.name in GROWTH:
        return None
    when = f" in {slots.whens[0].mention.text}" if len(slots.whens) == 1 else ""
    question = f"{metric.label} per account can be an average or each account's own. Which one do you want?"
    choices = (f"Average {metric.label.lower()} per account{when}", f"Top 10 accounts by {metric.label}{when}")
    return Plan((call(AskBack(question=question, choices=choices)),), frozenset(range(len(u.tokens))))


def read_measure(slots: Slots) -> Plan | None:
    """A call per metric; None when nothing is measured or more than one period is named."""
    is_one_period = len(slots.whens) < 2 or is_between_closes(slots.whens, slots.metric)
    if not slots.measures.names or not is_one_period or slots.conditions.found:
        return None
    names = grown(slots)
    calls = tuple(measure_call(slots, name) for name in names)
    several = len(calls) > 1 or any(len(item.values) > 2 for item in slots.filters)
    is_growth = is_of_growth(slots.u) and set(names) <= ADDED | {*GROWTH}
    used = slots.used_with(
        "total",
        "right",
        *(("change", "added") if is_growth else ("added",) if not slots.ranked.order else ()),
        *(("compare",) if several else ()),
    ) | _said_beside(slots)
    if len(calls) > 1:
        used |= frozenset(match.first for match in slots.u.of("order") if slots.u.word(match.first) in COMPARATIVE)
        used |= frozenset(position for match in slots.u.of("difference") for position in match.at)
        unsaid = tuple(word for word in NOT_COMPUTED if slots.u.has_word(word))
        calls = tuple(with_left_out(item, unsaid) for item in calls)
    elif averages := _averages_of_medians(slots):
        used |= frozenset(averages)
        calls = (with_left_out(calls[0], tuple(slots.u.tokens[at].typed for at in averages)),)
    is_unranked = slots.ranked.order is not None and not any(
        _as_grouped(slots, name)[1] for name in slots.measures.names
    )
    return Plan(calls, used - slots.ranked.used if is_unranked else used)


def _averages_of_medians(slots: Slots) -> tuple[int, ...]:
    """'average time to first value': the figure is a median, so the word is said to be left out."""
    is_median = slots.metric is not None and "median" in slots.metric.formula and slots.metric.unit == "days"
    return tuple(at for match in slots.u.of("average") for at in match.at) if is_median else ()


def read_mismatch(slots: Slots) -> Plan | None:
    """'how many customers ...' is no question for an amount of money or a rate, 'how many tickets ...' none for a
    score or a time: something was misread."""
    u = slots.u
    asked = [
        match for match in u.of("count") if u.word(match.first) in ("how", "number") and u.word(match.last) != "much"
    ]
    nouns = {u.word(position) for match in asked for position in (match.last + 1, match.last + 2)}
    noun = next((one for one in UNCOUNTED if one in nouns and slots.measures.names), None)
    if (
        noun is None
        or slots.conditions.found
        or {METRICS[name].unit for name in slots.measures.names} - UNCOUNTED[noun]
    ):
        return None
    label = METRICS[slots.measures.names[0]].label
    when = f" in {slots.whens[0].mention.text}" if len(slots.whens) == 1 else ""
    question = f"I can't count {noun}s by {label}; what would help?"
    choices = (f"{label}{when}", f"How many {noun}s are there{when}?")
    return Plan((call(AskBack(question=question, choices=choices)),), frozenset(range(len(u.tokens))))


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


def grown(slots: Slots) -> tuple[str, ...]:
    """What is measured, where groups are ranked by how much they grew."""
    if not is_of_growth(slots.u) or not slots.groups or ACCOUNT in slots.groups:
        return slots.measures.names
    kept = slice(1) if is_of_speed(slots.u) else slice(1, 2) if slots.u.has("added") else slice(2)
    return tuple(dict.fromkeys(one for name in slots.measures.names for one in OF_GROUPS.get(name, (name,))[kept]))


def limit_of(slots: Slots) -> int | None:
    """The number named; one for a singular ('which industry has the highest'); else the tool's usual."""
    if slots.ranked.place is not None:
        return None
    if slots.ranked.limit is not None or slots.u.has("rank") or is_whole_order(slots.u):
        return slots.ranked.limit
    return None if slots.grouped.is_plural else 1


def _as_grouped(slots: Slots, name: str) -> tuple[str, tuple[str, ...]]:
    """Counts of accounts become amounts per account; 'features used most' are features by use."""
    groups = slots.groups
    if name == "features_used" and slots.ranked.order and not groups:
        return "usage_count", (FEATURE,)
    if ACCOUNT in groups:
        name = GROWTH[name] if name in GROWTH and is_of_growth(slots.u) else per_account(name)
        return name, groups
    names_accounts = any(match.value in ("accounts", "active_accounts") for match in slots.u.of("metric"))
    if slots.ranked.order and not groups and (name != per_account(name) or names_accounts):
        return per_account(name), (ACCOUNT,)
    return name, groups
