"""A week's work: which accounts of a book need attention, why, what to do until when, and who is ready to grow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from knowledge.documents import Document
from tools.book.actions import first_play, plays_section
from tools.book.measures import ARR
from tools.book.priority import MOST_REASONS, NEEDS_ATTENTION, RULE, Urgency, urgencies
from tools.context import Context
from tools.evidence import Passage, Section
from tools.expansion.readiness import Readiness, growing
from tools.facts import Fact
from tools.health.measures import HEALTH_SCORE
from tools.record.group import Group
from tools.record.record import Record
from tools.record.stated import Rule, lacking, measured, stated
from tools.signals.signal import Signal
from tools.signals.stating import passages_of, signal_fact

PAYING = "paying accounts of the book"
NEED = f"{PAYING} with an open grave sign, or with at least {NEEDS_ATTENTION} points before their ARR counts"
READS = ("account", "lines")
GROWTH_SHARE = 4


@dataclass(frozen=True)
class Week:
    """What a person can do in a week: accounts in need, the most urgent first, and some that are ready to grow."""

    context: Context
    everyone: Sequence[Urgency]
    limit: int

    @cached_property
    def in_need(self) -> list[Urgency]:
        return [item for item in self.everyone if item.needs_attention]

    @cached_property
    def ready(self) -> list[Readiness]:
        """The accounts ready to grow by the rule of expansion, the largest prospect first."""
        records = [item.record for item in self.everyone]
        return [item for item in growing(records, self.context.company) if item.is_ready]

    @cached_property
    def growing(self) -> list[Readiness]:
        """One place in four is kept for growth; more where fewer accounts are in need."""
        return self.ready[: max(self.limit // GROWTH_SHARE, self.limit - len(self.in_need))]

    @cached_property
    def urgent(self) -> list[Urgency]:
        return self.in_need[: self.limit - len(self.growing)]


def week_of(group: Group, limit: int) -> Week:
    return Week(group.context, urgencies(group.records, group.company), limit)


def head(group: Group, week: Week) -> tuple[Fact, ...]:
    """How many accounts need attention and what they pay, of how many."""
    in_need = {item.record.account.account_id for item in week.in_need}
    need = group.only(lambda record: record.account.account_id in in_need)
    return (
        need.fact(Rule("accounts_in_need", "Accounts that need attention", "count", NEED, READS), len(need.records)),
        need.fact(Rule("arr_in_need", "Their ARR", "money", f"ARR of {NEED}", READS), _arr(need)),
        group.fact(Rule("book_accounts", "Accounts in the book", "count", PAYING, READS), len(group.records)),
        group.fact(Rule("book_arr", "ARR of the book", "money", f"ARR of {PAYING}", READS), _arr(group)),
    )


def sections(week: Week) -> Iterator[Section]:
    yield _work(week.urgent, week)
    yield _reasons("Why", [(item.record, item.reasons[:MOST_REASONS]) for item in week.urgent], week.context)
    if week.growing:
        told = [(item.record, item.signs[:MOST_REASONS]) for item in week.growing]
        yield _reasons("Ready to grow", told, week.context)
    plays = (*(_play(item, week.context) for item in week.urgent), *(_talk(item, week) for item in week.growing))
    yield from plays_section(plays)


def _work(urgent: Sequence[Urgency], week: Week) -> Section:
    facts = tuple(fact for item in urgent for fact in _row(item, week.context))
    missing = "" if urgent else "nothing is urgent by this rule"
    more = len(week.in_need) - len(urgent)
    return Section(title="This week", layout="table", facts=facts, more=more, missing=missing)


def _row(item: Urgency, context: Context) -> Iterator[Fact]:
    record, company = item.record, context.company
    inputs = {"status": item.status, "signals": item.signals, "renewal": item.renewal, "arr_weight": item.weight}
    yield stated(record, RULE, item.points, company, inputs=inputs)
    yield measured(record, HEALTH_SCORE, company)
    yield measured(record, ARR, company)
    yield _renews(record, context)
    yield from _next_step(item, context)


def _renews(record: Record, context: Context) -> Fact:
    rule = Rule("renewal_due", "Renewal due", "date", "day of the earliest renewal not decided yet", ("renewals",))
    renewal = record.next_renewal
    because = lacking(record, ("renewals",)) or "no open renewal is on record"
    value = renewal.due_on.isoformat() if renewal else None
    return stated(record, rule, value, context.company, undefined_because=None if renewal else because)


def _next_step(item: Urgency, context: Context) -> Iterator[Fact]:
    """The weightiest play with its time limit, else what the status asks for."""
    play, company = _play(item, context), context.company
    response = company.health.response_of(item.health.status or "yellow")
    action = play.title if play else response.action
    days = response.within_days if play is None or play.within_days is None else play.within_days
    formula = "the weightiest play whose trigger is met, else the response set for the health status"
    due = (item.record.day + timedelta(days)).isoformat()
    yield stated(item.record, Rule("next_step", "Next step", "text", formula, RULE.reads), action, company)
    yield stated(
        item.record,
        Rule("next_step_due", "By", "date", "the day plus the days the play or the response allows", RULE.reads),
        due,
        company,
        inputs={"within_days": days},
    )


def _play(item: Urgency, context: Context) -> Document | None:
    return first_play(context, {sign.name for sign in item.reasons}, item.health.status or "")


def _talk(item: Readiness, week: Week) -> Document | None:
    return first_play(week.context, {sign.name for sign in item.signs})


def _reasons(title: str, told: Iterable[tuple[Record, Sequence[Signal]]], context: Context) -> Section:
    facts: list[Fact] = []
    passages: list[Passage] = []
    for record, signals in told:
        for signal in signals:
            facts.append(signal_fact(record, signal, context.company))
            passages += passages_of(record, signal)[:1]
    missing = "" if facts else "no open signal; the status comes from the parts of the health score"
    return Section(
        title=title, layout="signals", facts=tuple(facts), passages=tuple(dict.fromkeys(passages)), missing=missing
    )


def _arr(group: Group) -> Decimal:
    return sum((record.arr for record in group.records), Decimal(0))
