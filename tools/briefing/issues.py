"""What is open between an account and us: tickets, the escalated ones first, and unpaid invoices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tools.book.measures import MEASURES
from tools.briefing.brief import Brief
from tools.evidence import Section
from tools.facts import Fact
from tools.health.view import rule
from tools.record.record import Record
from tools.record.rows import Invoice, Ticket
from tools.record.stated import lacking, measured
from tools.suspect import named

MOST_ISSUES, SUBJECT_LENGTH = 5, 80
PRIORITIES = ("urgent", "critical", "high", "normal", "medium", "low")
TICKETS, INVOICES = ("tickets",), ("invoices",)
OPEN_DAYS = rule("ticket_open_days", "Open for", "days", "days since it was opened, not closed", TICKETS)
OPENED = rule("ticket_opened_on", "Opened", "date", "as recorded", TICKETS)
SUBJECT = rule("ticket_subject", "Subject", "text", "as written, shortened", TICKETS)
PRIORITY = rule("ticket_priority", "Priority", "text", "as recorded", TICKETS)
ESCALATED = rule("ticket_escalated", "Escalated", "text", "marked as escalated", TICKETS)
MORE = rule("further_open_tickets", "Further open tickets", "count", "open tickets beyond those listed", TICKETS)
AMOUNT = rule("invoice_amount", "Amount", "money", "as recorded", INVOICES)
LATE_DAYS = rule("invoice_days_late", "Late by", "days", "days since it was due, not paid", INVOICES)
DUE_DAYS = rule("invoice_due_in", "Due in", "days", "days until it is due, not paid", INVOICES)


def issues(brief: Brief) -> Section:
    """Open tickets, then invoices past their day; of a time only the tickets opened in it."""
    tickets = [ticket for ticket in open_tickets(brief.record) if brief.is_new(ticket.opened_on)]
    late = [invoice for invoice in unpaid(brief.record) if _is_late(invoice, brief.record.day)]
    shown_tickets = tickets[:MOST_ISSUES]
    found = [_of_ticket(brief, ticket) for ticket in shown_tickets] + [of_invoice(brief, invoice) for invoice in late]
    found.append(brief.known(MORE, max(len(tickets) - MOST_ISSUES, 0) or None))
    return Section(
        title="Open issues",
        name="issues",
        layout="lines",
        facts=tuple(fact for group in found for fact in group),
        missing="" if any(found) else _nothing(brief.record),
    )


def open_tickets(record: Record) -> list[Ticket]:
    """The escalated ones first, then by priority, the oldest first."""
    still_open = [ticket for ticket in record.tickets if ticket.closed_on is None]
    return sorted(still_open, key=lambda ticket: (not ticket.is_escalated, _urgency(ticket), ticket.opened_on))


def unpaid(record: Record) -> list[Invoice]:
    """Not paid; what is no more than a credit is not owed."""
    return [invoice for invoice in record.invoices if invoice.paid_on is None and invoice.amount > 0]


def overdue_total(brief: Brief) -> Fact:
    return measured(brief.record, MEASURES["overdue_amount"], brief.company)


def of_invoice(brief: Brief, invoice: Invoice) -> list[Fact]:
    """Its amount, and how late it is or when it is due."""
    subject = {"invoice": invoice.invoice_id}
    facts = [brief.fact(AMOUNT, invoice.amount, subject)]
    if invoice.due_on:
        days = (brief.record.day - invoice.due_on).days
        facts += brief.known(LATE_DAYS if days > 0 else DUE_DAYS, abs(days), subject)
    return facts


def _of_ticket(brief: Brief, ticket: Ticket) -> list[Fact]:
    subject = {"ticket": ticket.ticket_id}
    return list(_ticket_facts(brief, ticket, subject))


def _ticket_facts(brief: Brief, ticket: Ticket, subject: dict[str, str]) -> Iterator[Fact]:
    yield brief.fact(OPENED, ticket.opened_on, subject)
    yield from brief.known(OPEN_DAYS, _told_days(brief.record.days_since(ticket.opened_on)), subject)
    yield from brief.known(SUBJECT, named(ticket.subject or "", SUBJECT_LENGTH), subject)
    yield from brief.known(PRIORITY, ticket.priority, subject)
    yield from brief.known(ESCALATED, "escalated" if ticket.is_escalated else None, subject)


def _told_days(days: int) -> int | None:
    """A day or less is told by the date alone."""
    return days if days > 1 else None


def _urgency(ticket: Ticket) -> int:
    named = (ticket.priority or "").lower()
    return PRIORITIES.index(named) if named in PRIORITIES else len(PRIORITIES)


def _is_late(invoice: Invoice, day: date) -> bool:
    return invoice.due_on is not None and invoice.due_on < day


def _nothing(record: Record) -> str:
    billed = " and no invoice is overdue" if record.has("invoices") else ""
    return lacking(record, ("tickets",)) or f"no ticket is open{billed}"
