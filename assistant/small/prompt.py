"""The messages a small model is shown. What stands before the question is the same for every question of a company, so
that a server can keep it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Any

import yaml
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from assistant.planner.slots import Slots
from assistant.prompt import FOLDER
from assistant.small.menu import ToolSpec, open_arguments
from tools.dimensions import ACCOUNT
from tools.metrics.catalogue import METRICS

EXAMPLES = Path(__file__).parent / "examples.yaml"


def opening(tools: Sequence[ToolSpec], metrics: Sequence[str]) -> list[BaseMessage]:
    """Rules, tools, metrics, then examples of the bound tools as earlier turns."""
    names = {tool["name"] for tool in tools}
    shown = [example for example in examples() if names.issuperset(call["tool"] for call in example["calls"])]
    rules = Template((FOLDER / "small_model.md").read_text(encoding="utf-8"))
    filled = rules.substitute(tools="\n".join(map(_tool_line, tools)), metrics="\n".join(_metric_lines(metrics)))
    return [SystemMessage(filled), *(message for example in shown for message in _turn(example))]


@lru_cache(maxsize=1)
def examples() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load(EXAMPLES.read_text(encoding="utf-8")))


def asked(text: str, found: str) -> HumanMessage:
    return HumanMessage(f"{text}\n(found: {found})")


def answered(calls: Iterable[dict[str, Any]]) -> AIMessage:
    return AIMessage(json.dumps({"calls": list(calls)}))


def found_in(slots: Slots) -> str:
    """What code read in the question, in a few words."""
    return "; ".join(_found(slots)) or "nothing"


def _found(slots: Slots) -> Iterator[str]:
    u = slots.u
    if slots.measures.names:
        yield f"metrics {', '.join(slots.measures.names)}"
    if slots.whens:
        yield f"{len(slots.whens)} period{'s' if len(slots.whens) > 1 else ''}"
    yield from (f"by {name}" for name in slots.grouped.names)
    yield from (f"by {grain}" for grain in ("month", "quarter", "year") if u.has(grain))
    if slots.ranked.order:
        yield "ranked"
    for item in slots.filters:
        what = f"{len(item.values)} values of {item.dimension}" if len(item.values) > 1 else item.dimension
        yield "1 account" if item.dimension == ACCOUNT and len(item.values) == 1 else what
    if slots.conditions.found:
        yield "a condition"
    if u.has("compare", "change", "difference"):
        yield "comparison"


def _turn(example: dict[str, Any]) -> tuple[BaseMessage, BaseMessage]:
    return asked(example["question"], example["found"]), answered(example["calls"])


def _tool_line(tool: ToolSpec) -> str:
    return f"- {tool['name']}({', '.join(open_arguments(tool))}): {tool['description']}"


def _metric_lines(metrics: Sequence[str]) -> Iterator[str]:
    for family, names in groupby(metrics, key=lambda name: METRICS[name].family):
        yield f"- {family}: {', '.join(names)}"
