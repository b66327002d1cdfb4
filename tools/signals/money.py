"""Money that is late, less, or soon to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tools.company_settings import Thresholds
from tools.record.record import Record, is_paid
from tools.record.rows import Invoice, Renewal
from tools.signals.episodes import past
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share

CONTRACTION_DAYS = 90
LEAST_CONTRACTION = Decimal("0.01")


def _overdue(record: Record, limits: Thresholds) -> Iterator[Signal]:
    for invoice in record.invoices:
        late_on = invoice.due_on and invoice.due_on + timedelta(limits.overdue_days)
        paid_late = invoice.paid_on is None or (late_on is not None and invoice.paid_on > late_on)
        # A credit note is owed by us.
        if late_on and late_on <= record.day and paid_late and invoice.amount > 0:
            yield _late(record, invoice, late_on)


def _late(record: Record, invoice: Invoice, late_on: date) -> Signal:
    until = invoice.paid_on or record.day
    days = (until - (invoice.due_on or late_on)).days
    return Signal(
        "invoice_overdue",
        record.account.account_id,
        late_on,
        share(days, 90),
        invoice.paid_on,
        {"amount": Figure(invoice.amount, "money"), "days_late": Figure(days, "days")},
        (Mention("invoices", invoice.invoice_id, late_on),),
    )


def _near(record: Record, limits: Thresholds) -> Iterator[Signal]:
    for renewal in record.renewals:
        near_on = renewal.due_on - timedelta(limits.renewal_days)
        decided = _decided_on(renewal)
        if near_on <= record.day and (decided is None or decided > near_on):
            left = (renewal.due_on - record.day).days
            yield Signal(
                "renewal_near",
                record.account.account_id,
                near_on,
                round(1 - share(left, limits.renewal_days), 2),
                past(decided, record.day),
                {"arr": Figure(renewal.arr, "money"), "due_on": Figure(renewal.due_on.isoformat(), "date")},
                (Mention("renewals", renewal.renewal_id, renewal.due_on),),
            )


def _decided_on(renewal: Renewal) -> date | None:
    return renewal.closed_on or (renewal.due_on if renewal.outcome else None)


def _contraction(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    for day in _days_of_change(record):
        before, after = record.arr_on(day - timedelta(1)), record.arr_on(day)
        if 0 < after < before * (1 - LEAST_CONTRACTION):
            yield Signal(
                "contraction",
                record.account.account_id,
                day,
                share(before - after, before),
                past(day + timedelta(CONTRACTION_DAYS), record.day),
                {"arr_before": Figure(before, "money"), "arr_after": Figure(after, "money")},
                tuple(Mention("subscriptions", name, day) for name in _lines_ending(record, day)),
            )


def _days_of_change(record: Record) -> list[date]:
    return sorted({line.end_date for line in record.lines if is_paid(line) and line.end_date})


def _lines_ending(record: Record, day: date) -> list[str]:
    return [line.subscription_id for line in record.lines if is_paid(line) and line.end_date == day]


KINDS = (
    SignalKind(
        "invoice_overdue",
        "Invoice overdue",
        "money",
        "risk",
        "an invoice is unpaid {overdue_days} days after it was due, until it is paid; strength: days late out of 90",
        ("invoices", "invoices.due_on", "invoices.paid_on"),
        _overdue,
    ),
    SignalKind(
        "renewal_near",
        "Renewal near",
        "money",
        "risk",
        "a renewal not yet decided is due within {renewal_days} days or past its day; strength: how near it is",
        ("renewals",),
        _near,
    ),
    SignalKind(
        "contraction",
        "Contract made smaller",
        "money",
        "risk",
        f"closing ARR fell from one day to the next but not to nothing, for {CONTRACTION_DAYS} days; "
        "strength: the share lost",
        ("subscriptions",),
        _contraction,
    ),
)
