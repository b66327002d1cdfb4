"""From a model's choice to whole calls: periods, names, numbers and order are read from the question, never taken from
the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.planner.account_questions import read_account
from assistant.planner.bridges import read_bridge, read_cohort, read_concentration, read_share
from assistant.planner.calls import ToolCall
from assistant.planner.comparisons import read_comparison, read_group_comparison
from assistant.planner.groupings import grouped
from assistant.planner.lists import read_list
from assistant.planner.measures import Measures
from assistant.planner.measuring import measure_call, read_measure
from assistant.planner.rankings import is_ranked, ranked
from assistant.planner.selections import selected
from assistant.planner.slots import Plan, Slots
from assistant.planner.timing import period_words
from assistant.planner.trends import read_trend
from assistant.small.heard import METRIC_ARGUMENTS, Call
from assistant.small.menu import ToolSpec
from tools.dimensions import ACCOUNT
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric

Arguments = dict[str, Any]
BECAUSE: Mapping[str, str] = {
    "out_of_scope": "I only answer questions about this company's accounts; I change nothing and send nothing.",
    "no_data": "The loaded data does not let me answer that.",
    "not_allowed": "I don't show that.",
    "undefined": "That is not defined.",
    "unknown_entity": "I don't find that name in the data.",
}
LONGEST_SITUATION = 300
QUESTION = "I am not sure what you want to know; please name the metric, and the account or group and period it is for."


@dataclass(frozen=True)
class Choice:
    """A tool, and what the model filled in."""

    tool: ToolSpec
    given: Arguments

    @property
    def metric(self) -> Metric | None:
        name = next((self.given[key] for key in self.given if key in METRIC_ARGUMENTS), None)
        return METRICS[name] if name else None


@dataclass(frozen=True)
class Composed:
    """Calls, the positions of the words that they account for, and a metric that no word of the question names."""

    calls: tuple[Call, ...]
    used: frozenset[int]
    guess: Metric | None = None


def compose(choice: Choice, slots: Slots) -> Composed:
    """The calls that a choice stands for; without two sides or steps in the question a metric is a single value."""
    metric, name = choice.metric, choice.tool["name"]
    guess = metric if metric and not _names(slots, metric) else None
    plan = None if slots.measures.names else _read(name, slots)
    if plan is not None:
        return _composed(plan)
    read = slots_for(slots, metric) if metric else slots
    plan = _read(name, read)
    if plan is not None:
        return _composed(plan, guess)
    if metric and name in READERS:
        return Composed(_measured(read, metric), read.used_with("total"), guess)
    return Composed((_filled(choice, read),), read.used_with(*STANDS_FOR.get(name, ())))


def _names(slots: Slots, metric: Metric) -> bool:
    """Whether the question names the metric, or the field that it was chosen from."""
    return bool(slots.measures.names) or any(match.value == metric.name for match in slots.u.of("metric"))


def _read(tool: str, slots: Slots) -> Plan | None:
    return next((found for reader in READERS.get(tool, ()) if (found := reader(slots)) is not None), None)


def _composed(plan: Plan, guess: Metric | None = None) -> Composed:
    return Composed(tuple(map(_plain, plan.calls)), plan.used, guess)


def slots_for(slots: Slots, metric: Metric) -> Slots:
    """The same question read for another metric: which values, groups and order fit depends on it."""
    if slots.metric is metric:
        return slots
    u = slots.u
    measures = Measures((metric.name,), slots.measures.used)
    chosen = selected(u, metric)
    groups = grouped(u, metric, chosen.used | measures.used | slots.conditions.used, is_ranked=is_ranked(u))
    ranking = ranked(u, metric, slots.conditions.used | chosen.used)
    return replace(slots, measures=measures, selected=chosen, grouped=groups, ranked=ranking)


def _measured(slots: Slots, metric: Metric) -> tuple[Call, ...]:
    call = measure_call(slots, metric.name)
    if len(slots.whens) < 2:
        return (_plain(call),)
    words = [period_words(when.mention, metric, slots.u.calendar) for when in slots.whens]
    return tuple(Call(call.name, call.arguments | {"period": word}) for word in dict.fromkeys(words))


def _filled(choice: Choice, slots: Slots) -> Call:
    """Any tool: what the model gave, and for each other argument what the question says, or nothing."""
    given = {name: value for name, value in choice.given.items() if value is not None}
    properties = choice.tool["parameters"].get("properties", {})
    read = {name: FILLS[name](slots, given) for name in properties if name in FILLS and name not in given}
    return Call(
        choice.tool["name"], given | {name: value for name, value in read.items() if value not in (None, [], False)}
    )


FILLS: Mapping[str, Callable[[Slots, Arguments], Any]] = {
    "period": lambda slots, _given: slots.period(slots.metric or METRICS["opening_arr"]) if slots.whens else None,
    "filters": lambda slots, _given: [
        item.model_dump(mode="json", exclude_defaults=True)
        for item in slots.filters
        if item.dimension != ACCOUNT or not slots.account
    ],
    "account": lambda slots, _given: slots.account,
    "group_by": lambda slots, _given: list(slots.grouped.names[:1]),
    "order": lambda slots, _given: slots.ranked.order,
    "limit": lambda slots, _given: slots.ranked.limit,
    "top": lambda slots, _given: slots.ranked.limit or _count(slots),
    "because": lambda _slots, given: BECAUSE[given.get("reason", "out_of_scope")],
    "question": lambda _slots, _given: QUESTION,
    "situation": lambda slots, _given: slots.u.text[:LONGEST_SITUATION],
}
READERS: Mapping[str, tuple[Callable[[Slots], Plan | None], ...]] = {
    "measure_metric": (read_share, read_measure),
    "compare_metric": (read_group_comparison, read_comparison),
    "trend_metric": (read_trend,),
    "list_accounts": (read_list,),
    "bridge_arr": (read_bridge,),
    "measure_concentration": (read_concentration,),
    "retain_cohorts": (read_cohort,),
    "describe_account": (read_account,),
}
# The words that a tool explains by being called, where the model chose it by other words.
STANDS_FOR: Mapping[str, tuple[str, ...]] = {
    "bridge_arr": ("bridge", "why", "change"),
    "measure_concentration": ("concentration",),
    "retain_cohorts": ("cohort",),
}


def _count(slots: Slots) -> int | None:
    counts = [int(amount.number) for amount in slots.u.amounts if amount.is_count and 1 <= amount.number <= 100]
    return counts[0] if counts else None


def _plain(call: ToolCall) -> Call:
    return Call(call.name, call.arguments)
