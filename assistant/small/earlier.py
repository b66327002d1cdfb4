"""Follow-ups: what a question leaves unsaid is taken from the calls of the turn before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.small.heard import Call, Heard

TIMES = ("period", "earlier_period", "as_of")
SHAPES = ("group_by", "order", "limit", "grain")


def continued(call: Call, heard: Heard) -> Call:
    """The call with the earlier period and filters where the question names none, and the same shape for a metric."""
    if not heard.leans or "metric" not in call.arguments:
        return call
    before = next((item for item in heard.earlier if item.name == call.name), heard.earlier[0]).arguments
    kept = {} if heard.slots.whens else {name: before[name] for name in TIMES if name in before}
    if before.get("metric") == call.arguments["metric"] and not heard.slots.grouped.names:
        kept |= {name: before[name] for name in SHAPES if name in before}
    filters = _merged(_filters(before), call.arguments.get("filters", []))
    return Call(call.name, kept | call.arguments | ({"filters": filters} if filters else {}))


def _filters(before: dict[str, Any]) -> list[dict[str, Any]]:
    """The earlier filters; an account that was described counts as one."""
    if "account" in before:
        return [{"dimension": "account", "values": [before["account"]]}]
    return list(before.get("filters", []))


def _merged(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """New filters, and old ones on other dimensions."""
    replaced = {item["dimension"] for item in new}
    return [*(item for item in old if item["dimension"] not in replaced), *new]
