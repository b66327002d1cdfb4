"""Churn that was filed in a period although the ARR of the accounts did not end: shown beside the losses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tools.evidence import Section
from tools.facts import Fact
from tools.forensics.composition import NOT_FILED
from tools.forensics.period import Review
from tools.forensics.stating import rule
from tools.periods import Period
from tools.record.reading import read_records
from tools.record.record import Record
from tools.record.rows import ChurnEvent
from tools.record.totals import ratio, span_of, total
from tools.signals.quotes import quoted

WITHOUT = "churn events filed in the period of accounts that did not stop paying in it"
DOWNGRADE = "downgrade"
LEDGER = "accounts with ARR at the period's opening and none at its close"
READS = ("churn_events", "lines")


def filed(review: Review) -> Iterator[Section]:
    """How much, then by reason given; no section where every event belongs to a loss."""
    events = [(record, event) for record, event in _events(review)]
    if not events:
        return
    counts = Counter(quoted(event.reason or "") or NOT_FILED for _, event in events)
    records = list({record.account.account_id: record for record, _ in events}.values())
    facts = tuple(
        fact for reason, count in counts.most_common() for fact in _row(review, records, (reason, count, len(events)))
    )
    yield _sources(review, records, len(events))
    yield Section(
        title="Churn filed without a loss",
        name="reason",
        layout="table",
        facts=facts,
        missing="these accounts went on paying: what was filed is no churned ARR",
    )


def _events(review: Review) -> Iterator[tuple[Record, ChurnEvent]]:
    for name, record in read_records(review.context).items():
        if name in review.kept:
            yield from ((record, event) for event in record.churn_events if _is_of(event, review.period))


def _is_of(event: ChurnEvent, period: Period) -> bool:
    """A filed downgrade says that the account went on: it agrees with the ledger."""
    return period.contains(event.churned_on) and (event.kind or "").lower() != DOWNGRADE


def _sources(review: Review, records: list[Record], events: int) -> Section:
    """What each of the two sources counts in the period, with its rule."""
    company, others = review.context.company, {"as_of": review.period.end, "period": span_of(review.period)}
    counted = (
        (rule("filed_total", "Churn events filed", "count", WITHOUT, READS), events),
        (
            rule("filed_accounts", "Accounts they were filed for", "count", f"accounts of these: {WITHOUT}", READS),
            len(records),
        ),
        (rule("ledger_losses", "Accounts whose paid lines ended", "count", LEDGER, ("lines",)), len(review.lost)),
    )
    facts = tuple(total(records, made, value, company, subject={}, **others) for made, value in counted)
    return Section(title="Two sources that disagree", name="differences", layout="lines", facts=facts)


def _row(review: Review, records: list[Record], told: tuple[str, int, int]) -> Iterator[Fact]:
    reason, count, whole = told
    company, others = review.context.company, {"as_of": review.period.end, "period": span_of(review.period)}
    subject, inputs = {"reason": reason}, {"part": count, "whole": whole}
    made = rule("filed_events", "Events", "count", f"{WITHOUT}, with this reason", READS)
    yield total(records, made, count, company, subject=subject, **others)
    made = rule("filed_share", "Share", "percent", f"{WITHOUT}, with this reason / all of them", READS)
    yield total(records, made, ratio(count, whole), company, subject=subject, inputs=inputs, **others)
