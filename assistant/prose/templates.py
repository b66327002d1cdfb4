"""Sentences kept as data: `{name}` is filled with the value of that name, written as its unit asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, cast

import yaml

from assistant.prose.escaping import plain
from assistant.prose.wording import shown
from tools.facts import Fact, Unit, Value, write_value
from tools.periods import write_day

HERE = Path(__file__).parent


@cache
def templates(name: str) -> Mapping[str, str]:
    """The sentences of one file, by key."""
    content: Mapping[str, str] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


def lead_of(head: Sequence[Fact]) -> str:
    """The sentence that opens an answer, chosen by its first fact; empty when none fits its facts."""
    template = templates("leads").get(head[0].metric, "")
    values = {fact.metric: shown(fact) for fact in reversed(head) if fact.value is not None}
    subject = {name: plain(value) for name, value in head[0].subject.items()}
    return fill(template, {**subject, **values, "day": write_day(head[0].as_of)})


def fill(template: str, values: Mapping[str, Any]) -> str:
    """The template with its values, or nothing when one of them is missing: no sentence with a hole."""
    wanted = [(name, spec) for _, name, spec, _ in Formatter().parse(template) if name]
    if not template or any(name not in values for name, _ in wanted):
        return ""
    return template.format_map({name: _Written(values[name]) for name, _ in wanted})


class _Written:
    """A value that writes itself in the unit named after the colon: {share:percent}."""

    def __init__(self, value: Value) -> None:
        self._value = value

    def __format__(self, unit: str) -> str:
        value = Decimal(self._value) if unit == "percent" and self._value is not None else self._value
        return write_value(value, cast("Unit", unit or "text")) if unit else plain(str(value), longest=240)
