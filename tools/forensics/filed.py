"""Churn that was filed in a period although the ARR of the accounts did not end: shown beside the losses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tools.evidence import Section
from tools.facts import Fact
from tools.forensics.composition import NOT_FILED
from tools.forensics.period import Review
from tools.forensics.stating import rule
from tools.record.reading import read_records
from tools.record.record import Record
from tools.record.rows import ChurnEvent
from tools.record.totals import ratio, span_of, total
from tools.signals.quotes import quoted

WITHOUT = "churn events filed in the period of accounts that did not stop paying in it"
READS = ("churn_events", "lines")


def filed(review: Review) -> Iterator[Section]:
    """By reason given; no section where every event belongs to a loss."""
    events = [(record, event) for record, event in _events(review)]
    if not events:
        return
    counts = Counter(quoted(event.reason or "") or NOT_FILED for _, event in events)
    records = list({record.account.account_id: record for record, _ in events}.values())
    facts = tuple(
        fact for reason, count in counts.most_common() for fact in _row(review, records, (reason, count, len(events)))
    )
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
            yield from ((record, event) for event in record.churn_events if review.period.contains(event.churned_on))


def _row(review: Review, records: list[Record], told: tuple[str, int, int]) -> Iterator[Fact]:
    reason, count, whole = told
    company, others = review.context.company, {"as_of": review.period.end, "period": span_of(review.period)}
    subject, inputs = {"reason": reason}, {"part": count, "whole": whole}
    made = rule("filed_events", "Events", "count", f"{WITHOUT}, with this reason", READS)
    yield total(records, made, count, company, subject=subject, **others)
    made = rule("filed_share", "Share", "percent", f"{WITHOUT}, with this reason / all of them", READS)
    yield total(records, made, ratio(count, whole), company, subject=subject, inputs=inputs, **others)
