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
def templates(name: str) -> Mapping[str, tuple[str, ...]]:
    """The sentences of one file, by key, the preferred one first."""
    content = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return {key: (found,) if isinstance(found, str) else tuple(found) for key, found in content.items()}


def sentence_of(name: str, facts: Sequence[Fact]) -> str:
    """The sentence of that file for facts that belong together, chosen by the first; empty when none fits them."""
    first = facts[0]
    values = {fact.metric: shown(fact) for fact in reversed(facts) if fact.value is not None}
    since = {"since": write_day(facts[-1].period.start)} if facts[-1].period else {}
    subject = {key: plain(value) for key, value in first.subject.items()}
    return fill(name, first.metric, {**subject, **values, **since, "day": write_day(first.as_of)})


def fill(name: str, key: str, values: Mapping[str, Any]) -> str:
    """The first sentence of that key whose values are all there; nothing rather than a sentence with a hole."""
    for template in templates(name).get(key, ()):
        wanted = {field for _, field, _, _ in Formatter().parse(template) if field}
        if wanted <= {field for field, value in values.items() if value is not None}:
            return template.format_map({field: _Written(values[field]) for field in wanted})
    return ""


class _Written:
    """A value that writes itself in the unit named after the colon: {share:percent}."""

    def __init__(self, value: Value) -> None:
        self._value = value

    def __format__(self, unit: str) -> str:
        value = Decimal(self._value) if unit == "percent" and self._value is not None else self._value
        return write_value(value, cast("Unit", unit)) if unit else str(value)
