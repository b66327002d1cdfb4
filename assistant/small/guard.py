"""What a small model may not decide: refusals, unknown names, and whether a call says all that the question says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.planner.calls import ToolCall, call_of
from assistant.planner.follow_ups import followed
from assistant.planner.leftovers import about_leftovers
from assistant.planner.reading import read
from assistant.planner.refusals import read_currency, read_missing, read_refusal
from assistant.planner.slots import Slots
from assistant.planner.timing import period_words
from assistant.planner.understanding import Understanding
from assistant.planner.vague import read_vague
from assistant.planner.wordings import english
from assistant.small.composing import Choice, Composed, compose
from assistant.small.earlier import TIMES, continued
from assistant.small.heard import METRIC_ARGUMENTS, Call, Heard
from tools.dimensions import ACCOUNT
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric
from tools.names import listed

BEFORE_NAMES = frozenset(["for", "of", "at", "from", "with", "in", "by", "does", "did", "has", "about", "versus"])
ASKED = frozenset(("metric", "noun", "attribute", "missing"))
SETTLING = (read_refusal, read_currency, read_missing, read_vague)
TALKING = frozenset(("ask_back", "decline", "describe_data"))
# Tools whose calls need not say every word: what they are about is in their arguments.
LOOSE = frozenset(("define_term", "find_playbook"))
MOST_CALLS = 6
UNHEARD = "I can't answer that with {what} in one go; please ask for it on its own."


def settled(heard: Heard) -> tuple[Call, ...]:
    """Calls that need no model: what is never answered, what can mean several things, names that nobody has."""
    previous = _previous(heard)
    plan = followed(heard.slots, previous) if previous else None
    plan = plan or next((found for reader in SETTLING if (found := reader(heard.slots)) is not None), None)
    if plan is not None:
        return _plain(plan.calls)
    if heard.slots.u.has("topic"):
        return _plain(_reading(heard))
    nameless = [position for position in heard.unread if _is_name(heard.slots.u, position)]
    return _plain((about_leftovers(heard.slots.u, nameless),)) if nameless else ()


def _is_name(u: Understanding, position: int) -> bool:
    """Whether an unread word is the name of somebody or something: by its capital, its digits or its place, or as a
    word that is not English right beside what is asked for."""
    token = u.tokens[position]
    is_capital = token.is_capital and position > 0 and not token.starts_sentence
    has_digit = any(mark.isdigit() for mark in token.plain)
    is_english = token.word in english() or token.plain in english()
    is_beside = any(u.by_position[at].kind in ASKED for at in (position - 1, position + 1) if at in u.by_position)
    is_named = u.plain(position - 1) in BEFORE_NAMES or (is_beside and not is_english)
    return is_capital or has_digit or is_named


def guarded(choices: Sequence[Choice], heard: Heard) -> tuple[Call, ...]:
    """The composed calls, one for each metric named. When they leave out something that the question names, code reads
    the question alone; when that reading leaves out something too, a question back."""
    slots = heard.slots
    asked = [*choices, *_forgotten(choices, slots)]
    composed = [compose(choice, slots) for choice in asked]
    whole = [item for item in composed if not _unsaid(item, heard)] or composed[:1]
    unsaid = _unsaid(whole[0], heard)
    if unsaid:
        return _read_alone(heard) or (Call("ask_back", {"question": UNHEARD.format(what=listed(unsaid))}),)
    guess = next((item.guess for item in whole if item.guess and not heard.leans), None)
    if guess is not None:
        return (_confirming(guess, slots),)
    calls = [continued(call, heard) for item in whole for call in item.calls]
    looking = [call for call in calls if call.name not in TALKING]
    kept = looking or calls[:1]
    return tuple(call for place, call in enumerate(kept) if call not in kept[:place])[:MOST_CALLS]


def _confirming(guess: Metric, slots: Slots) -> Call:
    """A metric that the model took from other words than its names is confirmed before it is measured."""
    asked = " ".join([guess.label, *(when.mention.text for when in slots.whens)])
    return Call("ask_back", {"question": f"Do you mean {guess.label}?", "choices": [asked, "What data do you have?"]})


def _read_alone(heard: Heard) -> tuple[Call, ...]:
    """The planner's reading of the question, where it looks something up and leaves no word out."""
    calls = _reading(heard)
    is_whole = all(call.name not in TALKING and not call.request.left_out for call in calls)
    return _plain(calls) if is_whole else ()


def _reading(heard: Heard) -> tuple[ToolCall, ...]:
    u = heard.slots.u
    return read(heard.text, u.index.vocabulary, u.calendar, _previous(heard))


def _unsaid(composed: Composed, heard: Heard) -> tuple[str, ...]:
    """What the question names and the calls leave out: periods, groups, words that mean something, numbers."""
    looking = [call for call in composed.calls if call.name not in TALKING]
    if not looking:
        return ()
    u = heard.slots.u
    is_loose = all(call.name in LOOSE for call in looking)
    left = () if is_loose else sorted(set(u.leftovers(composed.used)) - set(heard.unread))
    words = [*(u.tokens[position].typed for position in left), *_left_out(looking)]
    return (*(f"'{word}'" for word in dict.fromkeys(words)), *_unheard(looking, heard.slots))


def _left_out(calls: Iterable[Call]) -> list[str]:
    return [word for call in calls for word in call.arguments.get("left_out", ())]


def _previous(heard: Heard) -> tuple[ToolCall, ...]:
    return tuple(call_of(call.name, call.arguments) for call in heard.earlier)


def _plain(calls: Iterable[ToolCall]) -> tuple[Call, ...]:
    return tuple(Call(call.name, call.arguments) for call in calls)


def _forgotten(choices: Sequence[Choice], slots: Slots) -> Iterable[Choice]:
    """Metrics named side by side ('NRR and GRR') of which the model chose only some, for the tool it chose."""
    first = next((choice for choice in choices if choice.metric is not None), None)
    chosen = {choice.metric.name for choice in choices if choice.metric is not None}
    if first is None or len(slots.measures.names) < 2:
        return
    key = next(name for name in first.given if name in METRIC_ARGUMENTS)
    for name in slots.measures.names:
        if name not in chosen:
            yield replace(first, given=first.given | {key: name})


def _unheard(calls: Sequence[Call], slots: Slots) -> tuple[str, ...]:
    missed = [what for what, (is_named, keys) in HEARD.items() if is_named(slots) and not _has(calls, keys)]
    return (*missed, *_unused_metrics(calls, slots), *_unused_periods(calls, slots))


def _unused_periods(calls: Sequence[Call], slots: Slots) -> tuple[str, ...]:
    """Fewer periods in the calls than in the question; one that only says 'now' needs none."""
    words = {period_words(when.mention, slots.metric, slots.u.calendar) for when in slots.whens} - {None}
    used = {str(call.arguments[key]) for call in calls for key in TIMES if key in call.arguments}
    is_span = any("grain" in call.arguments for call in calls) and bool(used)
    return () if is_span or len(used) >= len(words) else ("all those periods" if len(words) > 1 else "a period",)


def _unused_metrics(calls: Sequence[Call], slots: Slots) -> tuple[str, ...]:
    """A metric named beside the one asked for, which no call measures and which says nothing about its period."""
    if not any(METRIC_ARGUMENTS & call.arguments.keys() for call in calls):
        return ()
    unused = [match for match in slots.u.of("metric") if slots.used.isdisjoint(match.at)]
    return tuple(METRICS[match.value].label for match in unused)


def _has(calls: Sequence[Call], keys: frozenset[str]) -> bool:
    return all(call.name in keys or any(call.arguments.get(key) for key in keys) for call in calls)


# What a question can name, and what must then be in every call: one of these arguments, or this tool.
HEARD: Mapping[str, tuple[Callable[[Slots], bool], frozenset[str]]] = {
    "steps": (lambda slots: slots.u.has("month", "quarter", "year"), frozenset(("grain", "trend_metric"))),
    "that selection": (
        lambda slots: any(item.dimension != ACCOUNT for item in slots.filters),
        frozenset(("filters", "values", "dimension", "group_by", "attribute")),
    ),
    "an account": (
        lambda slots: any(item.dimension == ACCOUNT for item in slots.filters),
        frozenset(("account", "filters", "values")),
    ),
    "a bound": (lambda slots: bool(slots.conditions.found) and not slots.u.has("right"), frozenset(("conditions",))),
    "groups": (
        lambda slots: bool(slots.grouped.names),
        frozenset(("group_by", "dimension", "filters", "attribute", "sort_by", "top")),
    ),
}
