"""From a signal to what an answer can show: a dated fact and the rows behind it as passages."""

from __future__ import annotations

from tools.company import Company
from tools.evidence import Passage
from tools.facts import Fact, Span, Value
from tools.periods import write_day
from tools.record.record import Record
from tools.record.stated import TABLES, Rule, stated
from tools.schema import SCHEMA
from tools.signals.catalogue import SIGNALS, rule_of
from tools.signals.quotes import quoted
from tools.signals.signal import Mention, Signal

FIELDS = {table: name for name, table in TABLES.items()}


def signal_fact(record: Record, signal: Signal, company: Company) -> Fact:
    """The day on which the signal began, as a date fact; its period ends with the episode or on the record's day."""
    kind = SIGNALS[signal.name]
    used = (*kind.needs, *(need for need in kind.one_of if record.has(need)))
    tables = dict.fromkeys(need.partition(".")[0] for need in used)
    rule = Rule(
        name=kind.name,
        label=kind.label,
        unit="date",
        formula=rule_of(kind, company.thresholds),
        reads=tuple(FIELDS[table] for table in tables),
        version=kind.version,
    )
    return stated(
        record,
        rule,
        signal.began.isoformat(),
        company,
        period=Span(start=signal.began, end=signal.ended or record.day),
        inputs={name: _harmless(figure.value) for name, figure in signal.figures.items()},
    )


def _harmless(value: Value) -> Value:
    """A name of the data as it may be repeated."""
    return quoted(value) if isinstance(value, str) else value


def passages_of(record: Record, signal: Signal) -> tuple[Passage, ...]:
    """The rows that show the signal, newest first; rows without words have a title only."""
    return tuple(_passage(record, mention) for mention in reversed(signal.shown_by))


def _passage(record: Record, mention: Mention) -> Passage:
    return Passage(
        kind="record",
        title=_title(record, mention),
        ref=f"{mention.table}/{mention.identifier}",
        text=mention.text,
    )


def _title(record: Record, mention: Mention) -> str:
    """A person by name, a week of use by its last day, any other row by what it is and its identifier."""
    day = write_day(mention.on)
    if mention.table == "usage_events":
        return f"Use in the week to {day}"
    if mention.table == "contacts":
        return f"{quoted(record.contact_names.get(mention.identifier, mention.identifier))}, {day}"
    what = SCHEMA[mention.table].name.removesuffix("s").replace("_", " ").capitalize()
    return f"{what} {mention.identifier}, {day}"
