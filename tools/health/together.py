"""Facts about many accounts' health together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.context import Context
from tools.facts import Fact, Source, Value
from tools.record.record import Record
from tools.record.stated import Rule, source_of
from tools.record.totals import total


@dataclass(frozen=True)
class Book:
    """The accounts an answer is about, at the as-of close; what facts rest on is counted once per set of fields."""

    context: Context
    records: tuple[Record, ...]
    _sources: dict[tuple[str, ...], Source] = field(default_factory=dict, repr=False, compare=False)

    def fact(self, rule: Rule, value: Value, subject: Mapping[str, str] | None = None, **others: Any) -> Fact:
        known = {"as_of": self.context.as_of, "source": self._source(rule.reads), "subject": dict(subject or {})}
        return total(self.records, rule, value, self.context.company, **known, **others)

    def _source(self, reads: tuple[str, ...]) -> Source:
        if reads not in self._sources:
            self._sources[reads] = source_of(self.records, reads)
        return self._sources[reads]
