"""What can be bounded and sorted by in a list of accounts, beside the metrics: one value per account and day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from tools.adoption.use import USE
from tools.company import Company
from tools.facts import Value
from tools.health.measures import MEASURES as OF_HEALTH
from tools.metrics.metric import exact
from tools.record.record import Record, is_paid
from tools.record.stated import Measure, Rule
from tools.signals.catalogue import SIGNALS, open_signals
from tools.signals.episodes import paying_spans, seen_since
from tools.signals.signal import Direction

QBR = "qbr"
ENGAGED_DAYS = 90


def days_since_contact(record: Record, _: Company) -> int | None:
    return _days_since(record, record.talks[-1].happened_on if record.talks else None)


def days_since_qbr(record: Record, _: Company) -> int | None:
    held = [item.happened_on for item in record.interactions if (item.type or "").lower() == QBR]
    return _days_since(record, held[-1] if held else None)


def days_to_renewal(record: Record, _: Company) -> int | None:
    renewal = record.next_renewal
    return (renewal.due_on - record.day).days if renewal else None


def open_escalations(record: Record, _: Company) -> int:
    return sum(ticket.is_escalated and ticket.closed_on is None for ticket in record.tickets)


def newest_score(kind: str) -> Callable[[Record, Company], Value]:
    """The newest score of a kind of survey."""

    def newest(record: Record, _: Company) -> Value:
        scores = [answer.score for answer in record.surveys if answer.type == kind]
        return exact(scores[-1]) if scores else None

    return newest


def engaged_contacts(record: Record, _: Company) -> int:
    heard = [(talk.contact_id, talk.happened_on) for talk in record.talks]
    heard += [(answer.contact_id, answer.answered_on) for answer in record.surveys]
    there = {contact.contact_id for contact in record.people}
    return len(there & {contact for contact, day in heard if record.days_since(day) <= ENGAGED_DAYS})


def open_count(direction: Direction) -> Callable[[Record, Company], Value]:
    """How many kinds of signals of a direction are open."""
    wanted = [kind for kind in SIGNALS.values() if kind.direction == direction]
    return lambda record, company: len({signal.name for signal in open_signals(record, company, wanted)})


def tenure_days(record: Record, _: Company) -> int | None:
    first = min((line.start_date for line in record.lines if is_paid(line)), default=None)
    return None if first is None else record.days_since(first)


def overdue_amount(record: Record, _: Company) -> Decimal:
    return sum((item.amount for item in record.invoices if _is_overdue(item.due_on, item.paid_on, record)), Decimal(0))


def days_to_first_value(record: Record, _: Company) -> int | None:
    reached = [row for row in record.onboardings if row.first_value_on]
    return (reached[-1].first_value_on - reached[-1].signed_on).days if reached and reached[-1].first_value_on else None


def account_arr(record: Record, _: Company) -> Decimal:
    return record.arr


def _is_overdue(due: date | None, paid: date | None, record: Record) -> bool:
    return due is not None and due < record.day and paid is None


def _days_since(record: Record, last: date | None) -> int | None:
    """Without a last time, since the account began to pay, or since anything of it is on record if that is later."""
    if last is None:
        spans, seen = paying_spans(record), seen_since(record)
        last = max(spans[-1][0], seen or spans[-1][0]) if spans else None
    return None if last is None else record.days_since(last)


NEVER_PAID = "it never paid"
ALWAYS = "it is always known"
_SINCE = "; without one since it began to pay, or since anything is recorded of it if that is later"
SEEN_IN = ("weeks", "contacts", "tickets", "surveys", "interactions", "goals", "invoices", "renewals", "onboardings")
ARR = Measure(
    Rule("arr", "ARR", "money", "annualised amount of the paid lines live at the close", ("lines",)),
    account_arr,
    ALWAYS,
)

MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure(
            Rule(
                "days_since_contact",
                "Days since contact",
                "days",
                f"days since the last meaningful interaction{_SINCE}",
                ("interactions",),
            ),
            days_since_contact,
            NEVER_PAID,
            ("interactions",),
        ),
        Measure(
            Rule(
                "days_since_qbr",
                "Days since the last QBR",
                "days",
                f"days since the last interaction of type {QBR}{_SINCE}",
                ("interactions",),
            ),
            days_since_qbr,
            NEVER_PAID,
            ("interactions", "interactions.type"),
        ),
        Measure(
            Rule(
                "days_to_renewal",
                "Days to renewal",
                "days",
                "days to the earliest renewal not decided yet; negative when overdue",
                ("renewals",),
            ),
            days_to_renewal,
            "no open renewal is on record",
            ("renewals",),
        ),
        Measure(
            Rule(
                "open_escalations",
                "Open escalations",
                "count",
                "tickets marked as escalated and not closed",
                ("tickets",),
            ),
            open_escalations,
            ALWAYS,
            ("tickets", "tickets.is_escalated"),
        ),
        Measure(
            Rule("nps_latest", "Newest NPS answer", "score", "score of the newest NPS answer, 0 to 10", ("surveys",)),
            newest_score("nps"),
            "no NPS answer is on record",
            ("surveys",),
        ),
        Measure(
            Rule("csat_latest", "Newest CSAT answer", "score", "score of the newest CSAT answer, 1 to 5", ("surveys",)),
            newest_score("csat"),
            "no CSAT answer is on record",
            ("surveys",),
        ),
        Measure(
            Rule(
                "engaged_contacts",
                "Engaged contacts",
                "count",
                f"people still there who were heard in a conversation or a survey in the last {ENGAGED_DAYS} days",
                ("contacts", "interactions", "surveys"),
            ),
            engaged_contacts,
            ALWAYS,
            ("contacts", "interactions", "interactions.contact_id"),
        ),
        Measure(
            Rule(
                "open_risk_signals",
                "Open risk signals",
                "count",
                "kinds of risk signals that hold on the day",
                SEEN_IN,
            ),
            open_count("risk"),
            ALWAYS,
        ),
        Measure(
            Rule(
                "open_growth_signals",
                "Open growth signals",
                "count",
                "kinds of growth signals that hold on the day",
                SEEN_IN,
            ),
            open_count("growth"),
            ALWAYS,
        ),
        Measure(
            Rule(
                "tenure_days",
                "Days since it first paid",
                "days",
                "days since the start of the first paid line",
                ("lines",),
            ),
            tenure_days,
            NEVER_PAID,
        ),
        Measure(
            Rule(
                "overdue_amount",
                "Overdue amount",
                "money",
                "sum of the invoices past their due day and not paid",
                ("invoices",),
            ),
            overdue_amount,
            ALWAYS,
            ("invoices", "invoices.due_on", "invoices.paid_on"),
        ),
        Measure(
            Rule(
                "days_to_first_value",
                "Days to first value",
                "days",
                "days from signature to first value of the newest onboarding that reached it",
                ("onboardings",),
            ),
            days_to_first_value,
            "it has not reached first value",
            ("onboardings", "onboardings.first_value_on"),
        ),
        *OF_HEALTH,
        *USE.values(),
    )
}
