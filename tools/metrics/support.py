"""Support tickets: how many, how urgent, how fast, how satisfied."""

from __future__ import annotations

from typing import Any

import ibis
from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.metric import Frame, Metric, measured, only, ratio
from tools.periods import Period

# What is written when a ticket is closed, and was not known before.
KNOWN_AT_CLOSE = ("resolution_hours", "satisfaction_score")


def opened(context: Context, period: Period) -> Table:
    tickets = _as_known(context, context.table("tickets"))
    return tickets.filter(tickets.opened_on.between(period.start, period.end))


def _as_known(context: Context, tickets: Table) -> Table:
    """Asked as of a past day, how a ticket ended that was closed later is blank."""
    is_past = context.as_of < context.warehouse.coverage.last_day
    hidden = [name for name in KNOWN_AT_CLOSE if name in tickets.columns]
    if not is_past or not hidden or "closed_at" not in tickets.columns:
        return tickets
    is_later = (tickets.closed_at.date() > context.as_of).fill_null(False)
    return tickets.mutate({name: is_later.ifelse(None, tickets[name]) for name in hidden})


def open_at(context: Context, period: Period) -> Table:
    """Tickets opened by the day and not closed by its end."""
    tickets = context.table("tickets")
    is_closed = (
        (tickets.closed_at.date() <= period.end).fill_null(False)
        if "closed_at" in tickets.columns
        else ibis.literal(False)
    )
    return tickets.filter((tickets.opened_on <= period.end) & ~is_closed)


def closed(context: Context, period: Period) -> Table:
    tickets = context.table("tickets")
    return tickets.filter(tickets.closed_at.date().between(period.start, period.end))


def _rows(rows: Table) -> Any:
    return rows.count()


def _given(column: str) -> Any:
    return lambda rows: rows[column].count()


def _median(column: str) -> Any:
    return lambda rows: rows[column].median()


def _mean(column: str) -> Any:
    return lambda rows: rows[column].mean()


OPENED = Frame("tickets opened in the period", "period", ("tickets",), opened, cut_table="tickets")
OPEN_AT = Frame("tickets open at the close", "state", ("tickets",), open_at, cut_table="tickets")
CLOSED = Frame("tickets closed in the period", "period", ("tickets",), closed, cut_table="tickets")

TICKETS = Metric(
    "tickets",
    "Tickets",
    "count",
    "tickets opened in the period",
    "support",
    OPENED,
    {"tickets": _rows},
    only,
    direction="down",
)

ACCOUNTS_WITH_TICKETS = Metric(
    "accounts_with_tickets",
    "Accounts with tickets",
    "count",
    "accounts that opened at least one ticket in the period",
    "support",
    OPENED,
    {"accounts": lambda rows: rows.account_id.nunique()},
    only,
    direction="down",
)

OPEN_TICKETS = Metric(
    "open_tickets",
    "Open tickets",
    "count",
    "tickets opened by the day and not closed by its end",
    "support",
    OPEN_AT,
    {"open_tickets": _rows},
    only,
    direction="down",
)

CLOSED_TICKETS = Metric(
    "closed_tickets",
    "Closed tickets",
    "count",
    "tickets closed in the period",
    "support",
    CLOSED,
    {"closed_tickets": _rows},
    only,
    direction="up",
    needs=("tickets.closed_at",),
)

ESCALATED_TICKETS = Metric(
    "escalated_tickets",
    "Escalated tickets",
    "count",
    "tickets opened in the period that were escalated",
    "support",
    OPENED,
    {"escalated_tickets": lambda rows: rows.is_escalated.fill_null(False).sum()},
    only,
    direction="down",
    needs=("tickets.is_escalated",),
)

ESCALATION_RATE = Metric(
    "escalation_rate",
    "Escalation rate",
    "percent",
    "escalated tickets / tickets opened in the period",
    "support",
    OPENED,
    {"escalated_tickets": lambda rows: rows.is_escalated.fill_null(False).sum(), "tickets": _rows},
    ratio("escalated_tickets", "tickets"),
    direction="down",
    needs=("tickets.is_escalated",),
    undefined="no ticket was opened",
)

FIRST_RESPONSE_MINUTES = Metric(
    "first_response_minutes",
    "Median first response",
    "minutes",
    "median minutes from opening a ticket to the first answer, over tickets opened in the period",
    "support",
    OPENED,
    {"median": _median("first_response_minutes"), "answered": _given("first_response_minutes"), "tickets": _rows},
    measured,
    direction="down",
    needs=("tickets.first_response_minutes",),
    undefined="no ticket has a first response",
)

MEAN_FIRST_RESPONSE_MINUTES = Metric(
    "mean_first_response_minutes",
    "Mean first response",
    "minutes",
    "mean minutes from opening a ticket to the first answer, over tickets opened in the period",
    "support",
    OPENED,
    {"mean": _mean("first_response_minutes"), "answered": _given("first_response_minutes"), "tickets": _rows},
    measured,
    direction="down",
    needs=("tickets.first_response_minutes",),
    undefined="no ticket has a first response",
)

RESOLUTION_HOURS = Metric(
    "resolution_hours",
    "Median resolution time",
    "hours",
    "median hours from opening to closing a ticket, over tickets opened in the period",
    "support",
    OPENED,
    {"median": _median("resolution_hours"), "resolved": _given("resolution_hours"), "tickets": _rows},
    measured,
    direction="down",
    needs=("tickets.resolution_hours",),
    undefined="no ticket was resolved",
)

MEAN_RESOLUTION_HOURS = Metric(
    "mean_resolution_hours",
    "Mean resolution time",
    "hours",
    "mean hours from opening to closing a ticket, over tickets opened in the period",
    "support",
    OPENED,
    {"mean": _mean("resolution_hours"), "resolved": _given("resolution_hours"), "tickets": _rows},
    measured,
    direction="down",
    needs=("tickets.resolution_hours",),
    undefined="no ticket was resolved",
)

TICKET_CSAT = Metric(
    "ticket_csat",
    "Ticket CSAT",
    "score",
    "mean satisfaction score (1 to 5) of the tickets opened in the period that were scored",
    "support",
    OPENED,
    {"mean": _mean("satisfaction_score"), "scored": _given("satisfaction_score"), "tickets": _rows},
    measured,
    direction="up",
    needs=("tickets.satisfaction_score",),
    undefined="no ticket was scored",
    beside=("csat_response_rate",),
)

CSAT_RESPONSE_RATE = Metric(
    "csat_response_rate",
    "CSAT response rate",
    "percent",
    "tickets with a satisfaction score / tickets opened in the period",
    "support",
    OPENED,
    {"scored": _given("satisfaction_score"), "tickets": _rows},
    ratio("scored", "tickets"),
    direction="up",
    needs=("tickets.satisfaction_score",),
    undefined="no ticket was opened",
)

FIRST_CONTACT_RESOLUTION = Metric(
    "first_contact_resolution",
    "First contact resolution",
    "percent",
    "tickets closed in the period that needed one answer / tickets closed in it with their number of answers recorded",
    "support",
    CLOSED,
    {"at_first": lambda rows: (rows.replies <= 1).sum(), "closed": _given("replies")},
    ratio("at_first", "closed"),
    direction="up",
    needs=("tickets.closed_at", "tickets.replies"),
    undefined="no closed ticket has its number of answers recorded",
)

SUPPORT: tuple[Metric, ...] = (
    TICKETS,
    ACCOUNTS_WITH_TICKETS,
    OPEN_TICKETS,
    CLOSED_TICKETS,
    ESCALATED_TICKETS,
    ESCALATION_RATE,
    FIRST_RESPONSE_MINUTES,
    MEAN_FIRST_RESPONSE_MINUTES,
    RESOLUTION_HOURS,
    MEAN_RESOLUTION_HOURS,
    TICKET_CSAT,
    CSAT_RESPONSE_RATE,
    FIRST_CONTACT_RESOLUTION,
)
