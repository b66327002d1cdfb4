"""Several accounts looked at together: facts about them as one, made like the facts about one account."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tools.company import Company
from tools.context import Context
from tools.facts import Fact, Source, Value
from tools.record.record import Record
from tools.record.stated import Rule, source_of
from tools.record.totals import total


@dataclass(frozen=True)
class Group:
    """Accounts at the close of the context's day; what their facts rest on is counted once per set of fields."""

    context: Context
    records: tuple[Record, ...]
    _sources: dict[tuple[str, ...], Source] = field(default_factory=dict, repr=False, compare=False)

    @property
    def company(self) -> Company:
        return self.context.company

    def fact(self, rule: Rule, value: Value, subject: Mapping[str, str] | None = None, **others: Any) -> Fact:
        """The fact that the rule gave this value for these accounts; `others` are further fields of the fact."""
        known = {"as_of": self.context.as_of, "source": self._source(rule.reads), "subject": dict(subject or {})}
        return total(self.records, rule, value, self.company, **known, **others)

    def only(self, keep: Callable[[Record], bool]) -> Group:
        return group_of(self.context, (record for record in self.records if keep(record)))

    def _source(self, reads: tuple[str, ...]) -> Source:
        if reads not in self._sources:
            self._sources[reads] = source_of(self.records, reads)
        return self._sources[reads]


def group_of(context: Context, records: Iterable[Record]) -> Group:
    return Group(context, tuple(records))


def in_order(records: Sequence[Record], key: Callable[[Record], Any]) -> list[Record]:
    """Largest first, ties by the account's name."""
    return sorted(sorted(records, key=lambda record: record.account.name), key=key, reverse=True)
