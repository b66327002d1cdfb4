"""Facts about several accounts at once: a rule in words, the value it gave, and the rows of all their records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from tools.company import Company
from tools.facts import Fact, Span, Value
from tools.periods import Period
from tools.record.record import Record
from tools.record.stated import Rule, made, source_of


def total(records: Sequence[Record], rule: Rule, value: Value, company: Company, **others: Any) -> Fact:
    """The fact that the rule gave this value for these accounts; `others` are further fields of the fact.

    Without an account `as_of` must be among them. A `source` counted once may be given for many facts.
    """
    fields = {"as_of": others["as_of"] if "as_of" in others else records[0].day} | others
    if "source" not in fields:
        fields["source"] = source_of(records, rule.reads)
    return made(records, rule, value, company, fields)


def added(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def ratio(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """None when there is no whole."""
    return Decimal(part) / Decimal(whole) if whole else None


def span_of(period: Period) -> Span:
    return Span(start=period.start, end=period.end, label=period.label)
