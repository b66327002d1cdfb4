"""A value of many accounts together as a fact, made like the values of one account."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tools.company import Company
from tools.context import Context
from tools.facts import Fact, Value
from tools.record.record import Record
from tools.record.stated import Rule
from tools.record.totals import total


@dataclass(frozen=True)
class Group:
    """Accounts looked at together at the close of the context's day."""

    context: Context
    records: tuple[Record, ...]

    @property
    def company(self) -> Company:
        return self.context.company

    def stated(self, rule: Rule, value: Value, **others: Any) -> Fact:
        """The fact that the rule gave this value for these accounts; `others` are further fields of the fact."""
        return total(self.records, rule, value, self.company, as_of=self.context.as_of, **others)

    def only(self, keep: Callable[[Record], bool]) -> Group:
        return Group(self.context, tuple(record for record in self.records if keep(record)))


def group_of(context: Context, records: Iterable[Record]) -> Group:
    return Group(context, tuple(records))


def in_order(records: Sequence[Record], key: Callable[[Record], Any]) -> list[Record]:
    """Largest first, ties by the account's name."""
    return sorted(sorted(records, key=lambda record: record.account.name), key=key, reverse=True)
