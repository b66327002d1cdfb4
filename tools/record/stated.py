"""From a record to facts: a rule in words, the value it gave, and the rows it read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tools.company import Company
from tools.currencies import mixed
from tools.errors import NoData
from tools.facts import Definition, Fact, Source, Unit, Value
from tools.names import listed, need_words
from tools.record.known import RULES
from tools.record.reading import ROWS
from tools.record.record import Record

TABLES: Mapping[str, str] = {name: table for name, (table, _) in ROWS.items()} | {
    "weeks": "usage_events",
    "account": "accounts",
}


# A query names so many accounts; a book of thousands would drown the answer.
MOST_NAMED = 25


@dataclass(frozen=True)
class Rule:
    """How a value of one account is made, in words. `reads` are the fields of the record it looks at."""

    name: str
    label: str
    unit: Unit
    formula: str
    reads: tuple[str, ...]
    version: int = 1

    @property
    def definition(self) -> Definition:
        return Definition(name=self.name, version=self.version, formula=self.formula)

    @property
    def rests_on_money(self) -> bool:
        return self.unit == "money" or (self.unit == "percent" and "ARR" in self.formula)


@dataclass(frozen=True)
class Measure:
    """A value every account has: `value` reads it off a record, None where `undefined` applies."""

    rule: Rule
    value: Callable[[Record, Company], Value]
    undefined: str
    needs: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.rule.name

    @property
    def label(self) -> str:
        return self.rule.label


def stated(record: Record, rule: Rule, value: Value, company: Company, **others: Any) -> Fact:
    """The fact that the rule gave this value for the account; `others` are further fields of the fact."""
    subject = {"account": record.account.name} | others.pop("subject", {})
    fields = {"subject": subject, "as_of": record.day, "source": source_of((record,), rule.reads)} | others
    return made((record,), rule, value, company, fields)


def made(records: Sequence[Record], rule: Rule, value: Value, company: Company, fields: Mapping[str, Any]) -> Fact:
    """The fact that the rule gave this value; an amount is not defined while the data mixes currencies."""
    because = mixed(records[0].currencies) if records and rule.rests_on_money else ""
    judged = {"value": None, "undefined_because": because} if because else {"value": value}
    return Fact(
        metric=rule.name,
        label=rule.label,
        unit=rule.unit,
        currency=company.currency if rule.unit == "money" else None,
        definition=rule.definition,
        **{**fields, **judged},
    )


def measured(record: Record, measure: Measure, company: Company) -> Fact:
    """One account's value of a measure; what the company does not record is undefined with that reason."""
    missing = lacking(record, measure.needs)
    value = None if missing else measure.value(record, company)
    because = missing or (measure.undefined if value is None else None)
    return stated(record, measure.rule, value, company, undefined_because=because)


def lacking(record: Record, needs: Sequence[str]) -> str:
    """Why something cannot be known: the tables and columns the company's data does not have; empty if none."""
    missing = [need_words(need) for need in needs if not record.has(need)]
    return f"the data has no {listed(missing, 'or')}" if missing else ""


def require_tables(record: Record, what: str, needs: Sequence[str]) -> None:
    """Raises NoData naming what the company's data lacks."""
    missing = [need_words(need) for need in needs if not record.has(need)]
    if missing:
        raise NoData(f"{what} needs {listed(missing)}, which this company's data does not have; import them first.")


def source_of(records: Sequence[Record], reads: Sequence[str]) -> Source:
    """The rows of these fields that were known on the day, and queries that return them."""
    there = [name for name in reads if all(record.has(TABLES[name]) for record in records[:1])]
    rows = sum(_rows(record, name) for record in records for name in there)
    return Source(
        tables=tuple(dict.fromkeys(TABLES[name] for name in there)),
        rows=rows,
        query=";\n".join(_query(records, name) for name in there),
    )


def _rows(record: Record, name: str) -> int:
    if name == "account":
        return 1
    if name == "weeks":
        return sum(week.rows for week in record.weeks)
    return len(getattr(record, name))


def _query(records: Sequence[Record], name: str) -> str:
    """The rows of one table known of these accounts on the day, as plain SQL."""
    named = [f"'{_quoted(record.account.account_id)}'" for record in records[:MOST_NAMED]]
    others = len(records) - len(named)
    identifiers = ", ".join(named) + (f" /* and the {others} other accounts of this figure */" if others else "")
    day = "used_on" if name == "weeks" else RULES[name].born if name in RULES else None
    until = f" AND ({day} IS NULL OR {day} <= DATE '{records[0].day}')" if day and records else ""
    return f"SELECT * FROM {TABLES[name]} WHERE account_id IN ({identifiers}){until}"


def _quoted(text: str) -> str:
    return text.replace("'", "''")
