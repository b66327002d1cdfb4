"""Sentences kept as data: `{name}` is filled with the value of that name, written as its unit asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, cast

import yaml

from assistant.prose.escaping import plain
from assistant.prose.wording import abbreviated, lowered, shown
from tools.facts import Fact, Unit, Value, write_value
from tools.periods import write_day

HERE = Path(__file__).parent


@cache
def templates(name: str) -> Mapping[str, tuple[str, ...]]:
    """The sentences of one file, by key, the preferred one first."""
    content = yaml.load((HERE / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {key: (found,) if isinstance(found, str) else tuple(found) for key, found in content.items()}


def sentence_of(name: str, facts: Sequence[Fact], **others: str) -> str:
    """The sentence of that file for facts that belong together, chosen by the first; empty when none fits them.

    Values go by their metric and subjects by their dimension; the second of a kind is called "health_change 2".
    """
    return fill(name, facts[0].metric, {**others, **values_of(facts)})


def fill(name: str, key: str, values: Mapping[str, Any]) -> str:
    """The first sentence of that key whose values are all there."""
    return filled(templates(name).get(key, ()), values)


def values_of(facts: Sequence[Fact]) -> Mapping[str, str]:
    """What a sentence about these facts may name: values by metric, subjects by dimension, their day, since when."""
    since = {"since": write_day(facts[-1].period.start)} if facts[-1].period else {}
    return {**since, **_named(facts), "day": write_day(facts[0].as_of)}


def filled(sentences: Iterable[str], values: Mapping[str, Any]) -> str:
    """The first sentence whose values are all there; nothing rather than a sentence with a hole."""
    for template in sentences:
        wanted = {field for _, field, _, _ in Formatter().parse(template) if field}
        if wanted <= {field for field, value in values.items() if value is not None}:
            return template.format_map({field: _Written(values[field]) for field in wanted})
    return ""


def _named(facts: Sequence[Fact]) -> Mapping[str, str]:
    values: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for fact in facts:
        seen[fact.metric] += 1
        number = f" {seen[fact.metric]}" if seen[fact.metric] > 1 else ""
        if fact.value is not None:
            values[f"{fact.metric}{number}"] = shown(fact)
        for dimension, value in fact.subject.items():
            values.setdefault(f"{dimension}{number}", plain(value))
    return values


class _Written:
    """A value that writes itself as asked after the colon: in a unit {share:percent}; as the noun that its number
    wants {accounts:account/accounts}, without the number; inside a sentence {reason:lowered}; as a {owner:role}."""

    def __init__(self, value: Value) -> None:
        self._value = value

    def __format__(self, asked: str) -> str:
        if "/" in asked:
            one, many = asked.split("/")
            return one if str(self._value) == "1" else many
        if asked in WORDS:
            return WORDS[asked](str(self._value))
        value = Decimal(self._value) if asked == "percent" and self._value is not None else self._value
        return write_value(value, cast("Unit", asked)) if asked else str(value)


WORDS = {"lowered": lowered, "role": abbreviated}
