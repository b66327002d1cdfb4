"""The history of an account for somebody who takes it over: contract, people, CSMs of ours, losses, escalations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise

from tools.briefing.brief import Brief
from tools.briefing.goals import name_of
from tools.briefing.people import TITLE_LENGTH
from tools.company import Company
from tools.evidence import Section
from tools.facts import Fact
from tools.health.view import rule
from tools.names import shown
from tools.periods import write_day
from tools.record.record import Record, is_paid
from tools.signals.people import SETTLED_DAYS, is_champion, is_executive
from tools.suspect import named

MOST_EVENTS, WORDS = 12, 70
READS = ("lines", "contacts", "interactions", "tickets", "goals", "onboardings", "churn_events")
HAPPENED = rule("event_on", "On", "date", "the day of a contract, a person, a loss, an escalation or a goal", READS)
EVENT = rule("event", "What happened", "text", "as the rows of that day say", READS)
BEFORE = rule("event_arr_before", "ARR before", "money", "ARR at the close of the day before", ("lines",))
AFTER = rule("event_arr_after", "ARR after", "money", "ARR at the close of the day", ("lines",))


@dataclass(frozen=True)
class Event:
    """Something that happened to the account; a contract's has amounts. The higher `weight` is kept where many are."""

    on: date
    what: str
    weight: int = 1
    before: Decimal | None = None
    after: Decimal | None = None


def timeline(brief: Brief) -> Section:
    """The weightiest events in the order of time."""
    found = [event for event in events_of(brief.record, brief.company) if event.on <= brief.record.day]
    kept = sorted(found, key=lambda event: (-event.weight, brief.record.days_since(event.on)))[:MOST_EVENTS]
    # What changed the contract comes last of its day, so that the amounts stand at it.
    in_order = sorted(kept, key=lambda event: (event.on, event.after is not None))
    days = {day: list(events) for day, events in groupby(in_order, key=lambda event: event.on)}
    facts = [fact for day, events in days.items() for fact in _facts(brief, day, events)]
    return Section(title="What happened so far", name="timeline", layout="lines", facts=tuple(facts))


def events_of(record: Record, company: Company) -> Iterator[Event]:
    yield from _contract(record)
    yield from _people(record)
    yield from _handovers(record, company)
    yield from _troubles(record)
    yield from _successes(record)


def _contract(record: Record) -> Iterator[Event]:
    """Every day on which ARR changed."""
    paid = [line for line in record.lines if is_paid(line)]
    days = sorted({line.start_date for line in paid} | {line.end_date for line in paid if line.end_date})
    for place, day in enumerate(days):
        before, after = record.arr_on(day - timedelta(1)), record.arr_on(day)
        if before != after:
            yield Event(
                day, _change(before, after, is_first=place == 0), 4 if not before or not after else 2, before, after
            )


def _change(before: Decimal, after: Decimal, *, is_first: bool) -> str:
    if not before:
        return "signed" if is_first else "came back"
    if not after:
        return "left"
    return "grew" if after > before else "shrank"


def _people(record: Record) -> Iterator[Event]:
    """Champions and executives who joined after the start or left."""
    signed = min((line.start_date for line in record.lines if is_paid(line)), default=record.day)
    settled = signed + timedelta(SETTLED_DAYS)
    for contact in record.contacts:
        who = "champion" if is_champion(contact) else "sponsor" if is_executive(contact) else ""
        titled = f", {named(contact.title, TITLE_LENGTH)}" if contact.title else ""
        name = f"{named(contact.name, TITLE_LENGTH)}{titled}"
        if who and contact.left_on:
            yield Event(contact.left_on, f"{who} left: {name}", 4)
        if who and contact.joined_on and contact.joined_on > settled:
            yield Event(contact.joined_on, f"{who} joined: {name}", 2)


def _handovers(record: Record, company: Company) -> Iterator[Event]:
    """The first talk of each CSM of ours who follows another."""
    talks = [talk for talk in record.interactions if talk.csm]
    for before, after in pairwise(talks):
        if before.csm != after.csm:
            names = [shown(company.name_of(talk.csm or "")) for talk in (after, before)]
            yield Event(after.happened_on, " took over from ".join(names), 3)


def _troubles(record: Record) -> Iterator[Event]:
    for ticket in record.tickets:
        if ticket.is_escalated:
            words = f": “{named(ticket.subject, WORDS)}”" if ticket.subject else ""
            yield Event(ticket.opened_on, f"ticket escalated{words}", 3)
    for loss in record.churn_events:
        reason = f": {named(loss.reason, WORDS)}" if loss.reason else ""
        yield Event(loss.churned_on, f"{loss.kind or 'churn'} recorded{reason}", 3)
    for goal in record.goals:
        if (goal.status or "").lower() == "missed" and goal.due_on:
            yield Event(goal.due_on, f"goal missed: “{name_of(goal)}”", 1)


def _successes(record: Record) -> Iterator[Event]:
    for start in record.onboardings:
        if start.first_value_on:
            yield Event(start.first_value_on, "first value reached", 2)
    for goal in record.goals:
        if (goal.status or "").lower() == "met" and goal.due_on:
            yield Event(goal.due_on, f"goal met: “{name_of(goal)}”", 1)


def _facts(brief: Brief, day: date, events: Sequence[Event]) -> Iterator[Fact]:
    """What happened on one day as one line, with the amounts of its change of contract."""
    subject = {"event": write_day(day)}
    yield brief.fact(HAPPENED, day, subject)
    yield brief.fact(EVENT, "; ".join(event.what for event in events), subject)
    for event in events:
        yield from brief.known(BEFORE, event.before or None, subject)
        yield from brief.known(AFTER, event.after, subject)
