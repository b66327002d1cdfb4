"""What is open and what is at stake: tickets with their ages, and for colleagues health and signs of risk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tools.adoption.use import USE
from tools.facts import Fact
from tools.health.score import health_of
from tools.letters.matter import Matter, rule
from tools.record.rows import Ticket
from tools.record.stated import measured
from tools.renewals.leaving import risks_of
from tools.renewals.rows import SCORE, STATUS
from tools.signals.stating import signal_fact
from tools.suspect import quotable

MOST_TICKETS, MOST_SIGNS = 5, 5
GRAVE = ("urgent", "critical", "high", "p1", "p2", "1", "2")
TICKET = rule("open_ticket", "Open ticket", "date", "the day it was opened; not closed on the day", "tickets")
ESCALATED = rule("escalated_ticket", "Escalated ticket", "date", "the day an escalated ticket was opened", "tickets")


def open_tickets(matter: Matter) -> tuple[Ticket, ...]:
    """Escalated ones first, then the grave, then the oldest."""
    found = [ticket for ticket in matter.record.tickets if ticket.closed_on is None]
    return tuple(sorted(found, key=lambda one: (not one.is_escalated, not is_grave(one), one.opened_on, one.ticket_id)))


def tickets(matter: Matter) -> Iterator[Fact]:
    yield from (_ticket_fact(matter, ticket) for ticket in open_tickets(matter)[:MOST_TICKETS])


def escalated(matter: Matter) -> Iterator[Fact]:
    """The open ticket that was escalated, which an account would not forgive us to pass over."""
    yield from (_ticket_fact(matter, ticket) for ticket in open_tickets(matter)[:1] if ticket.is_escalated)


def is_grave(ticket: Ticket) -> bool:
    return (ticket.priority or "").lower() in GRAVE


def _ticket_fact(matter: Matter, ticket: Ticket) -> Fact:
    inputs = {
        "subject": quotable(ticket.subject or ""),
        "priority": quotable(ticket.priority or ""),
        "days_open": matter.record.days_since(ticket.opened_on),
    }
    made = ESCALATED if ticket.is_escalated else TICKET
    return matter.fact(made, ticket.opened_on.isoformat(), {"ticket": ticket.ticket_id}, inputs=inputs)


def stakes(matter: Matter) -> Iterator[Fact]:
    """How many people work with it; amount and renewal stand among the terms."""
    fact = measured(matter.record, USE["active_users_recent"], matter.company)
    if fact.value is not None:
        yield fact


def state(matter: Matter) -> Sequence[Fact]:
    """Health and its status, or why there is none."""
    health = health_of(matter.record, matter.company)
    known = ((STATUS.rule, health.status), (SCORE.rule, health.score))
    return [
        matter.fact(made, value, undefined_because=None if value is not None else health.because)
        for made, value in known
    ]


def signs(matter: Matter) -> Iterator[Fact]:
    """The weightiest open signs of risk."""
    risks = risks_of(matter.record, matter.company)[:MOST_SIGNS]
    yield from (signal_fact(matter.record, risk, matter.company) for risk in risks)
