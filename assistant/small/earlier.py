"""Follow-ups: what a question leaves unsaid is taken from the calls of the turn before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage

from assistant.planner.follow_ups import POINTERS
from assistant.planner.slots import Slots
from assistant.small.composing import Call
from assistant.small.menu import METRIC_ARGUMENTS

TIMES = ("period", "earlier_period", "as_of")
SHAPES = ("group_by", "order", "limit", "grain")


@dataclass(frozen=True)
class Earlier:
    """The calls of the turn before."""

    calls: tuple[Call, ...] = ()

    @property
    def metrics(self) -> tuple[str, ...]:
        named = (call.arguments.get(key) for call in self.calls for key in METRIC_ARGUMENTS)
        return tuple(dict.fromkeys(name for name in named if name))


def earlier_of(past: Sequence[BaseMessage]) -> Earlier:
    made = [message for message in past if isinstance(message, AIMessage) and message.tool_calls]
    return Earlier(tuple(Call(call["name"], call["args"]) for call in made[-1].tool_calls) if made else ())


def leans(slots: Slots, earlier: Earlier) -> bool:
    """Whether a question needs the turn before: it measures nothing by itself, or points back."""
    words = {token.word for token in slots.u.tokens}
    return bool(earlier.calls) and (not slots.u.has("metric") or bool(POINTERS & words))


def continued(call: Call, slots: Slots, earlier: Earlier) -> Call:
    """The call with the earlier period and filters where the question names none, and the same shape for a metric."""
    if not leans(slots, earlier) or "metric" not in call.arguments:
        return call
    before = next((item for item in earlier.calls if item.name == call.name), earlier.calls[0]).arguments
    kept = {} if slots.whens else {name: before[name] for name in TIMES if name in before}
    if before.get("metric") == call.arguments["metric"] and not slots.grouped.names:
        kept |= {name: before[name] for name in SHAPES if name in before}
    merged = kept | call.arguments
    filters = _merged(before.get("filters", []), call.arguments.get("filters", []))
    return Call(call.name, merged | ({"filters": filters} if filters else {}))


def _merged(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """New filters, and old ones on other dimensions."""
    replaced = {item["dimension"] for item in new}
    return [*(item for item in old if item["dimension"] not in replaced), *new]
