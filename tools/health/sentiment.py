"""How an account feels about the company: what its people answer, how often and in what tone they ask for help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from tools.company import Company
from tools.health.component import FULL, Component, counted, faded, newest_last, scaled, tenths
from tools.names import shown
from tools.record.record import Record
from tools.record.rows import Survey, Ticket
from tools.signals.quotes import QUOTED
from tools.signals.signal import Figure, Mention

YEAR, HALF_YEAR, QUARTER = 365, 180, 90
LOAD_DAYS, USUAL_DAYS, LEAST_USUAL_DAYS = 60, 180, 60
# The answer worth nothing and the one worth 100: an NPS of 6 is a detractor's, a CSAT of 3 a shrug.
SCALES: Mapping[str, tuple[float, float]] = {"nps": (4, 9), "csat": (2, 4.5)}
OPEN_ESCALATION, ONE_ESCALATION = Decimal(10), Decimal(40)


def survey_answers(record: Record, _: Company) -> Decimal | None:
    answers = newest_answers(record)
    mean = faded(record, ((item.answered_on, _mark(item.type, item.score)) for item in answers))
    return None if mean is None else tenths(mean)


def newest_answers(record: Record) -> tuple[Survey, ...]:
    """Each person's newest NPS or CSAT answer of the last year; those of people who left are left out."""
    gone = {contact.contact_id for contact in record.contacts if contact.left_on}
    asked = [item for item in record.surveys if item.type in SCALES and item.contact_id not in gone]
    recent = [item for item in asked if record.days_since(item.answered_on) <= YEAR]
    newest = {item.contact_id or item.survey_id: item for item in recent}
    return tuple(newest.values())


def ticket_satisfaction(record: Record, _: Company) -> Decimal | None:
    rated = ((_closed(item), _mark("csat", item.satisfaction_score or 0)) for item in rated_tickets(record))
    mean = faded(record, rated)
    return None if mean is None else tenths(mean)


def rated_tickets(record: Record) -> tuple[Ticket, ...]:
    recent = [item for item in record.tickets if record.days_since(_closed(item)) <= HALF_YEAR]
    return tuple(item for item in recent if item.satisfaction_score is not None)


def ticket_load(record: Record, _: Company) -> Decimal | None:
    """One ticket is added on both sides, so that a second ticket in a quiet account is not yet a flood."""
    recent, usual = len(_opened_within(record, LOAD_DAYS)), usual_tickets(record)
    if usual is None or not (usual or recent):
        return None
    return scaled((recent + 1) / (usual + 1), 3, 1)


def usual_tickets(record: Record) -> float | None:
    """Tickets to expect in 60 days, from the half year before them; None for an account too young to tell."""
    observed = min(_days_known(record) - LOAD_DAYS, USUAL_DAYS)
    if observed < LEAST_USUAL_DAYS:
        return None
    before = len(_opened_within(record, LOAD_DAYS + USUAL_DAYS)) - len(_opened_within(record, LOAD_DAYS))
    return before / observed * LOAD_DAYS


def escalations(record: Record, _: Company) -> Decimal | None:
    found = escalated(record)
    if not found:
        return FULL if _opened_within(record, HALF_YEAR) else None
    is_open = record.has("tickets.closed_at") and any(item.closed_on is None for item in found)
    return Decimal(0) if len(found) > 1 else OPEN_ESCALATION if is_open else ONE_ESCALATION


def escalated(record: Record) -> tuple[Ticket, ...]:
    """Escalated tickets opened in the last 90 days, and older ones of the last year that are still open."""
    return tuple(
        item
        for item in _opened_within(record, YEAR)
        if item.is_escalated and (record.days_since(item.opened_on) <= QUARTER or _is_still_open(record, item))
    )


def answers_seen(record: Record, _: Company) -> tuple[Mention, ...]:
    return newest_last(
        Mention("surveys", item.survey_id, item.answered_on, _said(item.type.upper(), item.score, item.comment))
        for item in newest_answers(record)
    )


def ratings_seen(record: Record, _: Company) -> tuple[Mention, ...]:
    return newest_last(
        Mention("tickets", item.ticket_id, _closed(item), _said("rated", item.satisfaction_score or 0, item.subject))
        for item in rated_tickets(record)
    )


def load_seen(record: Record, _: Company) -> tuple[Mention, ...]:
    return _mentions(_opened_within(record, LOAD_DAYS))


def escalations_seen(record: Record, _: Company) -> tuple[Mention, ...]:
    found = escalated(record)
    others = (ticket for ticket in _opened_within(record, YEAR) if ticket not in found)
    return (*_mentions(others), *_mentions(found))


def answer_figures(record: Record, _: Company) -> Mapping[str, Figure]:
    return {"Survey answers counted": counted(len(newest_answers(record)))}


def rating_figures(record: Record, _: Company) -> Mapping[str, Figure]:
    return {"Rated tickets": counted(len(rated_tickets(record)))}


def load_figures(record: Record, _: Company) -> Mapping[str, Figure]:
    recent, usual = len(_opened_within(record, LOAD_DAYS)), usual_tickets(record) or 0
    return {"Tickets in 60 days": counted(recent), "Tickets in 60 days, usually": counted(usual)}


def escalation_figures(record: Record, _: Company) -> Mapping[str, Figure]:
    return {"Escalated tickets": counted(len(escalated(record)))}


def _mentions(tickets: Iterable[Ticket]) -> tuple[Mention, ...]:
    return newest_last(
        Mention("tickets", item.ticket_id, item.opened_on, shown(item.subject or item.description or "", QUOTED))
        for item in tickets
    )


def _said(kind: str, score: float, words: str | None) -> str:
    return shown(f"{kind} {score:g}{': ' + words if words else ''}", QUOTED)


def _mark(kind: str, score: float) -> float:
    return float(scaled(score, *SCALES[kind]))


def _closed(ticket: Ticket) -> date:
    return ticket.closed_on or ticket.opened_on


def _is_still_open(record: Record, ticket: Ticket) -> bool:
    return record.has("tickets.closed_at") and ticket.closed_on is None


def _opened_within(record: Record, days: int) -> tuple[Ticket, ...]:
    return tuple(item for item in record.tickets if record.days_since(item.opened_on) <= days)


def _days_known(record: Record) -> int:
    return record.days_since(min((line.start_date for line in record.lines), default=record.day))


COMPONENTS: tuple[Component, ...] = (
    Component(
        name="survey_answers",
        label="Survey answers",
        input="sentiment",
        weight=0.25,
        needs=("surveys",),
        reads=("surveys", "contacts"),
        formula=(
            "each present contact's newest NPS (4 gives 0, 9 gives 100) or CSAT (2 gives 0, 4.5 gives 100) of the last "
            "year; an answer counts half as much as one 60 days younger"
        ),
        unknown="nobody who is still there answered an NPS or CSAT survey in the last year",
        full="every newest answer an NPS of 9 or a CSAT of 4.5",
        signals=("nps_low", "nps_drop", "csat_low", "promoter"),
        value=survey_answers,
        rows=answers_seen,
        figures=answer_figures,
    ),
    Component(
        name="ticket_satisfaction",
        label="Ratings of tickets",
        input="sentiment",
        weight=0.10,
        needs=("tickets", "tickets.satisfaction_score"),
        reads=("tickets",),
        formula=(
            "ratings of tickets closed in the last 180 days, 2 gives 0 and 4.5 gives 100; a rating counts half as much "
            "as one 60 days younger"
        ),
        unknown="no ticket of the last 180 days was rated",
        full="tickets rated 4.5 or better",
        signals=(),
        value=ticket_satisfaction,
        rows=ratings_seen,
        figures=rating_figures,
    ),
    Component(
        name="ticket_load",
        label="Tickets against the usual number",
        input="sentiment",
        weight=0.10,
        needs=("tickets",),
        reads=("tickets", "lines"),
        formula=(
            "(tickets opened in the last 60 days + 1) / (their usual number, from the 180 days before, + 1); 100 at 1 "
            "or less, 0 at 3 or more"
        ),
        unknown="there are no tickets in the last 240 days, or the account is younger than 120 days",
        full="no more tickets than usual",
        signals=("tickets_rising",),
        value=ticket_load,
        rows=load_seen,
        figures=load_figures,
    ),
    Component(
        name="escalations",
        label="Escalations",
        input="sentiment",
        weight=0.10,
        needs=("tickets", "tickets.is_escalated"),
        reads=("tickets",),
        formula=(
            "escalated tickets of the last 90 days and older ones still open: none gives 100, one that is closed 40, "
            "one still open 10, more 0"
        ),
        unknown="there is no ticket in the last 180 days",
        full="no escalation in 90 days and none open",
        signals=("escalation",),
        value=escalations,
        rows=escalations_seen,
        figures=escalation_figures,
    ),
)
