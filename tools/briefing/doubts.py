"""What the record of an account lacks or says in two ways, for a person to settle before relying on the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tools.briefing.brief import Brief
from tools.currencies import mixed
from tools.evidence import Section
from tools.facts import write_value
from tools.health.view import rule
from tools.names import listed
from tools.periods import write_day
from tools.record.record import Record, is_paid
from tools.suspect import is_order

YEAR, SETTLING_DAYS, MOST_NAMED = 365, 31, 3
SEEN_IN = ("lines", "renewals", "weeks", "churn_events", "interactions", "tickets", "surveys", "goals")
DOUBT = rule("doubt", "To check", "text", "what is not on record, or on record in two ways", SEEN_IN)


def doubts(brief: Brief) -> Section:
    """A sentence each."""
    told = (
        *_of_money(brief.record),
        *_of_renewals(brief),
        *_of_use(brief.record),
        *_of_losses(brief.record),
        *_of_texts(brief.record),
    )
    facts = [brief.fact(DOUBT, said, {"check": f"check {number}"}) for number, said in enumerate(told, start=1)]
    return Section(title="To check", name="doubts", layout="lines", facts=tuple(facts))


def is_unused(record: Record) -> bool:
    """Whether the company records use and none of an account that has paid for a month."""
    first = min((line.start_date for line in record.lines if is_paid(line)), default=None)
    return (
        record.is_paying
        and record.has("usage_events")
        and not record.weeks
        and first is not None
        and record.days_since(first) > SETTLING_DAYS
    )


def _of_money(record: Record) -> Iterator[str]:
    if because := mixed(record.currencies):
        yield f"No amount is defined: {because}"


def _of_renewals(brief: Brief) -> Iterator[str]:
    record = brief.record
    if not record.is_paying or not record.has("renewals"):
        return
    still_open = sorted((item for item in record.renewals if item.outcome is None), key=lambda item: item.due_on)
    if not still_open:
        yield "No open renewal is on record, though it pays"
    further = [
        write_day(item.due_on)
        if mixed(record.currencies)
        else f"{write_value(item.arr, 'money', brief.company.currency)} on {write_day(item.due_on)}"
        for item in still_open[1 : 1 + MOST_NAMED]
    ]
    if further:
        yield f"More than one renewal is open: also {listed(further)}"


def _of_use(record: Record) -> Iterator[str]:
    if is_unused(record):
        yield "No use is on record at all; find out whether nobody works with it or the events are missing"


def _of_losses(record: Record) -> Iterator[str]:
    """Churn that was filed within the year although ARR went on over its day."""
    for event in record.churn_events:
        margin = timedelta(SETTLING_DAYS)
        went_on = record.arr_on(event.churned_on - margin) and record.arr_on(min(event.churned_on + margin, record.day))
        if went_on and record.is_paying and record.days_since(event.churned_on) <= YEAR:
            yield f"Churn was filed on {write_day(event.churned_on)}, but it pays on; find out which holds"


def _of_texts(record: Record) -> Iterator[str]:
    found = {
        "notes": any(is_order(talk.notes or "") or is_order(talk.commitments or "") for talk in record.interactions),
        "tickets": any(is_order(f"{one.subject or ''}. {one.description or ''}") for one in record.tickets),
        "survey comments": any(is_order(one.comment or "") for one in record.surveys),
        "goals": any(is_order(goal.goal) for goal in record.goals),
    }
    where = [name for name, is_found in found.items() if is_found]
    if where:
        yield f"Text in its {listed(where)} reads like an order to software and is not repeated; read the record"
