"""What went well in a period: the accounts that grew most, and the largest renewal that had been in doubt."""

from __future__ import annotations

from collections.abc import Iterator

from tools.board.reported import Reported, renewals_of
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Section
from tools.facts import Fact
from tools.measure import rank
from tools.record.known import known_on
from tools.record.stated import Rule, stated
from tools.renewals.buckets import READS, RULE, WORDS, rated
from tools.renewals.due import Due

MOST = 2
DOUBTFUL = ("at_risk", "critical")
KEPT = Rule("renewal_arr", "Renewed ARR due", "money", "as recorded on the renewal", ("renewals",))
BEFORE = Rule("renewal_bucket_before", "Bucket before", "text", f"at the close before the period: {RULE}", READS)
DUE_ON = Rule("renewal_due_on", "Due", "date", "as recorded on the renewal", ("renewals",))


def wins(reported: Reported) -> Section:
    """One or two, the growth first."""
    saved = tuple(_saved(reported))
    facts = (*_grown(reported, MOST - bool(saved)), *saved)
    missing = "" if facts else f"no account grew and no doubtful renewal was kept in {reported.period.name}"
    return Section(name="wins", title="Wins", layout="lines", facts=facts, missing=missing)


def _grown(reported: Reported, most: int) -> tuple[Fact, ...]:
    grown = [fact for fact in reported.grouped("expansion_arr", "account") if fact.value]
    return tuple(rank(grown, "highest")[:most])


def _saved(reported: Reported) -> Iterator[Fact]:
    """The largest renewal due in the period that was kept although health put it in doubt before."""
    try:
        dues = renewals_of(reported.ahead, reported.period).dues
    except NoData:
        return
    kept = sorted((due for due in dues if due.is_kept), key=lambda due: -due.renewal.arr)
    for due in kept:
        bucket = _bucket_before(reported, due)
        if bucket in DOUBTFUL:
            yield from _told(reported.ahead, due, WORDS[bucket])
            return


def _bucket_before(reported: Reported, due: Due) -> str | None:
    record = known_on(due.record, reported.period.opening_day)
    renewal = next((item for item in record.renewals if item.renewal_id == due.renewal.renewal_id), None)
    return rated(Due(record, renewal), reported.context.company).by_health if renewal and record.is_paying else None


def _told(context: Context, due: Due, bucket: str) -> Iterator[Fact]:
    yield stated(due.record, KEPT, due.renewal.arr, context.company)
    yield stated(due.record, BEFORE, bucket, context.company)
    yield stated(due.record, DUE_ON, due.renewal.due_on.isoformat(), context.company)
