"""Calls as short sentences, so that a table of questions can be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.planner.calls import ToolCall, call_of
from assistant.planner.reading import read
from tests.assistant.planner.companies import CALENDAR, NUMBERED
from tools.vocabulary import Vocabulary


def asked(*questions: str, company: Vocabulary = NUMBERED) -> str:
    """The calls of the last question, each turn knowing the one before."""
    calls: tuple[ToolCall, ...] = ()
    for question in questions:
        calls = read(question, company, CALENDAR, calls)
    return written(calls)


def written(calls: Sequence[ToolCall]) -> str:
    return " + ".join(_sentence(call) for call in calls)


def called(name: str, **arguments: Any) -> ToolCall:
    return call_of(name, arguments)


def _sentence(call: ToolCall) -> str:
    """'measure nrr in Q3 2024 where country is DE by industry highest 3'."""
    arguments = dict(call.arguments)
    arguments.pop("question", None), arguments.pop("because", None), arguments.pop("choices", None)
    words = [call.name.removesuffix("_metric").removesuffix("_arr")]
    for key in [name for name in WRITERS if name in arguments]:
        words.append(WRITERS[key](arguments.pop(key)))
    return " ".join([*words, *(f"{key}={value}" for key, value in arguments.items())])


def _where(filters: Sequence[dict[str, Any]]) -> str:
    parts = [
        f"{item['dimension']} {'is not' if item.get('is_excluded') else 'is'} {' or '.join(item['values'])}"
        for item in filters
    ]
    return "where " + " and ".join(parts)


def _bounds(conditions: Sequence[dict[str, Any]]) -> str:
    return "with " + " and ".join(f"{i['metric']} {i['comparison']} {i['amount']:g}" for i in conditions)


WRITERS: dict[str, Any] = {
    "metric": str,
    "account": str,
    "terms": ", ".join,
    "reason": str,
    "topic": str,
    "attribute": lambda name: f"its {name}",
    "conditions": _bounds,
    "period": lambda period: f"in {period}",
    "earlier_period": lambda period: f"against {period}",
    "dimension": lambda name: f"of {name}",
    "values": " against ".join,
    "grain": lambda grain: f"each {grain}",
    "filters": _where,
    "group_by": lambda names: "by " + " and ".join(names),
    "sort_by": lambda name: f"sorted by {name}",
    "order": str,
    "limit": str,
    "top": lambda number: f"top {number}",
    "as_of": lambda day: f"as of {day}",
    "left_out": lambda words: f"without saying {', '.join(words)}",
}
