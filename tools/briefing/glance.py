"""What an account pays, since when, until when, and who looks after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tools.adoption.use import USE
from tools.book.measures import ARR
from tools.briefing.brief import Brief
from tools.company import Company
from tools.evidence import Section
from tools.facts import Fact, Span
from tools.health.measures import SCORE
from tools.health.sections.moved import change_fact
from tools.health.view import rule
from tools.names import listed
from tools.periods import add_months
from tools.record.record import Record, is_paid
from tools.record.stated import measured
from tools.renewals.one import Next, next_of
from tools.renewals.one import head as renewal_facts
from tools.suspect import named

YEAR, PLAN_LENGTH = 12, 60
ACCOUNT, LINES = ("account",), ("lines",)
BOTH = (*LINES, *ACCOUNT)
SINCE = rule("paying_since", "Paying since", "date", "the first day of its first paid line", LINES)
ENDED = rule("paid_until", "Stopped paying on", "date", "the last day on which one of its paid lines ended", LINES)
NEVER = rule("never_paid", "Contract", "text", "no paid line is on record", LINES)
GREW = rule("arr_change", "ARR against before", "money", "ARR - ARR at the close of the day compared with", LINES)
PLAN = rule("account_plan", "Plan", "text", "plans of the live lines, else the plan recorded on the account", BOTH)
SEATS = rule("account_seats", "Seats", "count", "seats of the live lines, else as recorded on the account", BOTH)
SEGMENT = rule("account_segment", "Segment", "text", "as recorded", ACCOUNT)
INDUSTRY = rule("account_industry", "Industry", "text", "as recorded", ACCOUNT)
CSM = rule("account_csm", "CSM", "text", "as recorded, by name where the company's people have one", ACCOUNT)
STATUS = rule("health_status", "Health status", "text", "the score's status, or lower by open grave signs")
OVERDUE = rule(
    "days_past_renewal", "Days past the renewal", "days", "the as-of date - the day it was due", ("renewals",)
)
CONTRACT, RELATION = {"about": "contract"}, {"about": "tenure"}


def head(brief: Brief) -> Iterator[Fact]:
    """What it pays, its health, and the next renewal with its bucket; for a lost account since when it is gone."""
    record = brief.record
    if not record.is_paying:
        ended = last_paid_day(record)
        yield brief.fact(ENDED, ended) if ended else brief.fact(NEVER, "never had a paid contract by the record")
        return
    yield measured(record, ARR, brief.company)
    health = brief.view.health
    if health.score is not None:
        yield brief.fact(STATUS, health.status, inputs={"score": health.score})
        yield brief.fact(SCORE, health.score)
    yield from _renewal(brief, next_of(brief.context, record))


def glance(brief: Brief) -> Section:
    """The contract in a line, the relationship in another."""
    facts = [fact.model_copy(update={"subject": fact.subject | CONTRACT}) for fact in _contract(brief)]
    return Section(
        title="At a glance",
        name="facts_at_a_glance",
        layout="lines",
        facts=(*facts, *_relationship(brief)),
    )


def arr_change(brief: Brief, since: date) -> list[Fact]:
    """The change of ARR since the close of a day on which the account paid."""
    before = brief.record.arr_on(since)
    if not before:
        return []
    span, inputs = Span(start=since, end=brief.record.day), {"before": before, "after": brief.record.arr}
    return [brief.fact(GREW, brief.record.arr - before, period=span, inputs=inputs, is_change=True)]


def last_paid_day(record: Record) -> date | None:
    """The first day on which nothing paid was live any more."""
    return max((line.end_date for line in record.lines if is_paid(line) and line.end_date), default=None)


def csm_of(record: Record, company: Company) -> str:
    """By name, where the company's people have one; empty when nobody is recorded."""
    return company.name_of(record.account.csm or "")


def _renewal(brief: Brief, found: Next) -> Iterator[Fact]:
    """Day, amount and days left, or days past, with the bucket; nothing without an open renewal."""
    if found.item is None:
        return
    for fact in renewal_facts(found):
        is_past = fact.metric == "days_to_renewal" and isinstance(fact.value, int) and fact.value < 0
        if is_past:
            yield brief.fact(OVERDUE, -int(fact.value or 0))
        elif fact.value is not None:
            yield fact


def _contract(brief: Brief) -> Iterator[Fact]:
    record = brief.record
    if record.is_paying:
        yield measured(record, ARR, brief.company)
        yield from _paid_for(brief)


def _paid_for(brief: Brief) -> Iterator[Fact]:
    """What the amount was a year ago, and what it buys."""
    record = brief.record
    yield from (fact for fact in arr_change(brief, add_months(record.day, -YEAR)) if fact.value)
    plans = dict.fromkeys(line.plan for line in record.live_lines if line.plan)
    yield from brief.known(PLAN, named(listed(list(plans)) or record.account.plan or "", PLAN_LENGTH))
    yield from brief.known(SEATS, record.seats)
    used = measured(record, USE["active_users_recent"], brief.company)
    # More users than seats is a finding of its own, told by its sign: "4 of 3 seats" is no sentence.
    if isinstance(used.value, int) and not (record.seats and used.value > record.seats):
        yield used


def _relationship(brief: Brief) -> Iterator[Fact]:
    record = brief.record
    first = min((line.start_date for line in record.lines if is_paid(line)), default=None)
    yield from brief.known(SINCE, first, RELATION)
    yield from brief.known(SEGMENT, record.account.segment, RELATION)
    yield from brief.known(INDUSTRY, record.account.industry, RELATION)
    yield from brief.known(CSM, csm_of(record, brief.company), RELATION)


def changed(brief: Brief) -> Iterator[Fact]:
    """The change of the score since the day compared with, where both days have one."""
    moved = change_fact(brief.view)
    if moved.value is not None:
        yield moved
