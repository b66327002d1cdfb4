"""What forensics concludes, as facts: rules in words, the clue as a dated fact, the rows that show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tools.evidence import Passage
from tools.facts import Fact, Span, Unit, Value
from tools.forensics import chances, kinds, patterns, warning
from tools.forensics.autopsy import Autopsy
from tools.forensics.clues import Found, clue_of
from tools.forensics.losses import FILED_DAYS
from tools.forensics.patterns import STATED, Weighed
from tools.record.record import Record
from tools.record.stated import Rule, stated
from tools.signals.quotes import quoted
from tools.signals.signal import Signal
from tools.signals.stating import passages_of, signal_fact

# What a story is read from: everything dated of an account.
READS = ("lines", "contacts", "weeks", "tickets", "surveys", "interactions", "onboardings", "renewals", "invoices")
LOST_ON = Rule("churn_lost_on", "Lost on", "date", "first day without a live paid line", ("lines",))
LOST_ARR = Rule("churn_lost_arr", "ARR lost", "money", "ARR at the close of the day before the loss", ("lines",))
KIND = Rule("churn_kind", "Kind", "text", kinds.RULE, (*READS, "churn_events"))
PATTERN = Rule("churn_pattern", "Pattern", "text", patterns.RULE, (*READS, "churn_events"))
CONFIDENCE = Rule("churn_confidence", "Confidence", "text", patterns.RULE, (*READS, "churn_events"))
LEAD = Rule("churn_lead_days", "Lead time", "days", f"day of the loss - first warning sign: {warning.RULE}", READS)
WARNED_ON = Rule("churn_first_warning", "First warning sign on", "date", warning.RULE, READS)
REASON = Rule(
    "churn_stated_reason",
    "Reason given",
    "text",
    f"as filed in the churn event nearest to the loss, up to {FILED_DAYS} days away",
    ("churn_events",),
)
DECIDED = Rule(
    "churn_decided_on",
    "Decided by",
    "date",
    "the day the renewal was decided, else the first mention of leaving that held until the loss, else the loss",
    ("renewals", "interactions", "tickets", "surveys", "lines"),
)
CHANCE = Rule("churn_last_chance", "Last chance", "date", chances.RULE, READS)
UNSUPPORTED = "the data cannot support a cause: no pattern has marks enough on record"
NO_WARNING = "no warning sign is on record before the loss"
NO_EVENT = "no churn event was filed for the loss"
NO_REASON = "the churn event gives no reason"


def rule(name: str, label: str, unit: Unit, formula: str, reads: tuple[str, ...] = READS) -> Rule:
    return Rule(name, label, unit, formula, reads)


def of_loss(item: Autopsy, made: Rule, value: Value, because: str = "", **others: Any) -> Fact:
    """A fact about the loss, as known today."""
    context = item.context
    return stated(
        item.record, made, value, context.company, undefined_because=because if value is None else None, **others
    )


def basics(item: Autopsy, subject: Mapping[str, str] | None = None) -> dict[str, Fact]:
    """What every telling of a loss begins with, by metric."""
    told, named = dict(subject or {}), item.verdict.named
    label = named.pattern.label if named else None
    inputs: dict[str, Value] = {"points": named.points} if named else {}
    facts = (
        of_loss(item, LOST_ON, item.loss.lost_on.isoformat(), subject=told),
        of_loss(item, LOST_ARR, item.arr, subject=told),
        of_loss(item, PATTERN, label, UNSUPPORTED, subject=told, inputs=inputs),
        of_loss(item, CONFIDENCE, item.verdict.confidence, UNSUPPORTED, subject=told),
        of_loss(item, KIND, item.judged.kind, kinds.UNKNOWN, subject=told, inputs={"filed": item.judged.filed}),
        of_loss(item, LEAD, item.lead_days, NO_WARNING, subject=told),
    )
    return {fact.metric: fact for fact in facts}


def reason_fact(item: Autopsy, subject: Mapping[str, str] | None = None) -> Fact:
    because = NO_REASON if item.loss.event else NO_EVENT
    value = quoted(item.stated_reason) or None
    return of_loss(item, REASON, value, because, subject=dict(subject or {}))


def clue_fact(item: Autopsy, found: Found, points: int | None = None) -> Fact:
    """A dated fact: since when the clue is on record. It ends with its newest episode or on the eve of the loss."""
    record, loss = item.loss.record, item.loss
    inputs = {"points": points} if points is not None else {}
    if found.signal is not None:
        fact = signal_fact(record, found.signal, loss.company)
        span = Span(start=found.on, end=found.until or record.day)
        return fact.model_copy(
            update={"value": found.on.isoformat(), "period": span, "inputs": {**fact.inputs, **inputs}}
        )
    if found.name == STATED:
        label, formula, reads = "Reason given says the same", REASON.formula, REASON.reads
    else:
        clue = clue_of(found.name, loss)
        label, formula, reads = clue.label, clue.rule, clue.reads
    made = Rule(f"clue_{found.name}", label, "date", formula, reads)
    of = item.record if found.is_filed else record
    span = Span(start=found.on, end=max(found.until or of.day, found.on))
    figures = {**found.figures, "on": found.on.isoformat(), **inputs}
    return stated(of, made, found.on.isoformat(), loss.company, period=span, inputs=figures)


def clue_facts(item: Autopsy, weighed: Iterable[tuple[Found, int]]) -> tuple[Fact, ...]:
    """The weightiest first, of equals the earliest."""
    ordered = sorted(weighed, key=lambda pair: (-pair[1], pair[0].on))
    return tuple(clue_fact(item, found, points) for found, points in ordered)


def passages(record: Record, found: Iterable[Found]) -> tuple[Passage, ...]:
    """The rows behind clues, newest first in each."""
    rows = (passage for one in found for passage in passages_of(record, _as_signal(record, one)))
    return tuple(dict.fromkeys(rows))


def evidence_of(weighed: Weighed) -> tuple[tuple[Found, int], ...]:
    """What speaks for a pattern: its marks and what fits it."""
    return (*weighed.own, *weighed.supports)


def _as_signal(record: Record, found: Found) -> Signal:
    shown_by = tuple(mention for mention in found.mentions if mention.table != "churn_events")
    return Signal(found.name, record.account.account_id, found.on, 0.0, found.until, {}, shown_by)
