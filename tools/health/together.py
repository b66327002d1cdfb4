"""Facts about many accounts' health together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tools.context import Context
from tools.facts import Fact, Source, Value
from tools.record.record import Record
from tools.record.stated import Rule, source_of

MOST_NAMED = 20


@dataclass(frozen=True)
class Book:
    """The accounts an answer is about, at the as-of close; what facts rest on is counted once per set of fields."""

    context: Context
    records: tuple[Record, ...]
    _sources: dict[tuple[str, ...], Source] = field(default_factory=dict, repr=False, compare=False)

    def fact(self, rule: Rule, value: Value, subject: Mapping[str, str] | None = None, **others: Any) -> Fact:
        return Fact(
            metric=rule.name,
            label=rule.label,
            value=value,
            unit=rule.unit,
            currency=self.context.company.currency if rule.unit == "money" else None,
            subject=dict(subject or {}),
            as_of=self.context.as_of,
            definition=rule.definition,
            source=self._source(rule.reads),
            **others,
        )

    def _source(self, reads: tuple[str, ...]) -> Source:
        if reads not in self._sources:
            self._sources[reads] = _counted(self.records, reads)
        return self._sources[reads]


def _counted(records: Sequence[Record], reads: Sequence[str]) -> Source:
    """A list of hundreds of identifiers would prove nothing more than the tables read as a whole."""
    counted = source_of(records, reads)
    if len(records) <= MOST_NAMED:
        return counted
    return counted.model_copy(update={"query": ";\n".join(f"SELECT * FROM {name}" for name in counted.tables)})
