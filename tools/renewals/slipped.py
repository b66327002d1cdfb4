"""Which open renewals got worse since a day: buckets of health computed on both days, and days that passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tools.company import Company
from tools.company_settings import BUCKETS
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact, Span
from tools.names import listed
from tools.periods import write_day
from tools.record.known import known_on
from tools.record.reading import is_signed_up
from tools.record.stated import Rule, stated
from tools.record.totals import added
from tools.renewals.asked import Asked
from tools.renewals.buckets import READS, RULE, WORDS, Rated, rated
from tools.renewals.due import Due
from tools.renewals.forecast import AFTER, NO_AMOUNT, OUTCOME, weighted
from tools.renewals.leaving import risks_of
from tools.renewals.rows import ARR, NO_HEALTH, labels_of
from tools.renewals.since import read_since

FELL = (
    "open renewals whose bucket of health is lower than on that day, whose day passed without a decision, or that are "
    f"critical since; the bucket: {RULE}"
)
COUNT = Rule("slipped_renewals", "Slipped", "count", FELL, READS)
AMOUNT = Rule("slipped_renewal_arr", "ARR of the slipped", "money", f"sum of the ARR of {FELL}", READS)
MOVED = Rule(
    "renewal_forecast_change",
    "Weighted forecast by health of the same renewals",
    "money",
    "sum of ARR x chance of the bucket of health now, less the same on that day, of renewals open on both days",
    READS,
)
BETTER = Rule(
    "improved_renewals", "Moved up", "count", f"open renewals whose bucket of health is higher now; {RULE}", READS
)
THEN = Rule("renewal_bucket_then", "Bucket then", "text", RULE, READS)
NOW = Rule("renewal_bucket_now", "Bucket now", "text", RULE, READS)
WHAT = Rule("renewal_slip", "What happened", "text", "bucket lower, newly critical, or day passed undecided", READS)
NEW_RISKS = Rule("new_risks", "New since then", "text", "open signs of risk noticed after that day", READS)


@dataclass(frozen=True)
class Move:
    """One renewal, open on both days, rated by health alone: on which day a call was made is not recorded."""

    then: Rated
    now: Rated

    @property
    def fall(self) -> int:
        """By how many buckets it fell; 0 when one of them is not known."""
        places = [BUCKETS.index(item.by_health) for item in (self.then, self.now) if item.by_health]
        return places[1] - places[0] if len(places) == 2 else 0

    @property
    def has_passed(self) -> bool:
        return self.now.due.is_overdue and not self.then.due.is_overdue

    @property
    def has_slipped(self) -> bool:
        return self.fall > 0 or self.has_passed

    @property
    def words(self) -> str:
        is_critical = self.now.by_health == "critical" and self.fall > 0
        return listed(
            [
                words
                for words, applies in (
                    ("newly critical", is_critical),
                    ("bucket lower", self.fall > 0 and not is_critical),
                    ("day passed undecided", self.has_passed),
                )
                if applies
            ]
        )


def slipped(asked: Asked) -> Evidence:
    """Head: how many renewals got worse and their ARR. Then each of them, and apart from them what was lost since."""
    since = read_since(asked.context, asked.request.since)
    open_then = [(then, due) for due in _population(asked) if (then := _then(due, since))]
    moves = [_move(then, now, asked.company) for then, now in open_then if now.is_open]
    fallen = sorted((move for move in moves if move.has_slipped), key=lambda move: move.now.place)
    lost = [now for _, now in open_then if not now.is_open and _is_less(now)]
    sections = (
        _section(asked, "Got worse", [tuple(_row(asked.company, move)) for move in fallen], "none got worse"),
        _section(asked, "Lost or reduced since", [tuple(_lost_row(asked.company, due)) for due in lost], "none was"),
    )
    return in_sections(
        tuple(_head(asked, moves, since)),
        sections,
        title=f"Renewals that slipped since {write_day(since)}",
        assumptions=_assumptions(asked, since),
    )


def _population(asked: Asked) -> tuple[Due, ...]:
    """Those due in the period asked for; without one all that are due by the end of the next 90 days."""
    return (
        asked.dues
        if asked.request.period
        else tuple(due for due in asked.all_dues if due.renewal.due_on <= asked.period.end)
    )


def _then(due: Due, since: date) -> Due | None:
    """The renewal as it stood on the earlier day; None where it was decided or the account not yet there."""
    record = known_on(due.record, since)
    then = Due(record, next(item for item in record.renewals if item.renewal_id == due.renewal.renewal_id))
    return then if is_signed_up(record) and then.is_open else None


def _move(then: Due, now: Due, company: Company) -> Move:
    before, after = (replace(rated(due, company), is_call_used=False) for due in (then, now))
    return Move(before, after)


def _is_less(due: Due) -> bool:
    return due.arr_after is None or due.arr_after < due.renewal.arr


def _head(asked: Asked, moves: Sequence[Move], since: date) -> Iterator[Fact]:
    span = {"period": Span(start=since, end=asked.context.as_of)}
    fallen = [move for move in moves if move.has_slipped]
    better = [move for move in moves if move.fall < 0]
    known = [move for move in moves if move.then.by_health and move.now.by_health]
    before, now = (weighted(items, asked.company) for items in ([m.then for m in known], [m.now for m in known]))
    inputs = {"then": before, "now": now, "renewals": len(known)}
    yield asked.total(COUNT, len(fallen), _dues(fallen), **span)
    yield asked.total(AMOUNT, added(move.now.arr for move in fallen), _dues(fallen), **span)
    yield asked.total(MOVED, now - before, _dues(known), inputs=inputs, is_change=True, **span)
    yield asked.total(BETTER, len(better), _dues(better), **span)


def _dues(moves: Sequence[Move]) -> list[Due]:
    return [move.now.due for move in moves]


def _row(company: Company, move: Move) -> Iterator[Fact]:
    risks = risks_of(move.now.due.record, company)
    began = [risk for risk in risks if risk.noticed > move.then.due.record.day]
    subject = {"due": write_day(move.now.due.renewal.due_on)}
    yield stated(move.now.due.record, WHAT, move.words, company, subject=subject)
    for item, rule in ((move.then, THEN), (move.now, NOW)):
        bucket = WORDS[item.by_health] if item.by_health else None
        because = None if bucket else NO_HEALTH
        yield stated(item.due.record, rule, bucket, company, subject=subject, undefined_because=because)
    yield ARR.fact(move.now, company, subject)
    yield stated(move.now.due.record, NEW_RISKS, labels_of(began), company, subject=subject)


def _lost_row(company: Company, due: Due) -> Iterator[Fact]:
    subject = {"due": write_day(due.renewal.due_on)}
    after = due.arr_after
    yield stated(due.record, OUTCOME, due.outcome, company, subject=subject)
    yield stated(due.record, ARR.rule, due.renewal.arr, company, subject=subject)
    yield stated(
        due.record, AFTER, after, company, subject=subject, undefined_because=NO_AMOUNT if after is None else None
    )


def _section(asked: Asked, title: str, rows: Sequence[tuple[Fact, ...]], missing: str) -> Section:
    shown = rows[: asked.request.limit]
    facts = tuple(fact for row in shown for fact in row)
    return Section(
        title=title, layout="table", facts=facts, more=len(rows) - len(shown), missing="" if rows else missing
    )


def _assumptions(asked: Asked, since: date) -> tuple[str, ...]:
    """What is compared, and that a company's own snapshots are left aside."""
    due = f"due in {asked.period.name}" if asked.request.period else f"due by {write_day(asked.period.end)}"
    recorded = any(record.forecast_snapshots for record in asked.records)
    return (
        f"the close of {write_day(since)} against {write_day(asked.context.as_of)}",
        due,
        *asked.filters,
        *asked.settings,
        "buckets computed by health on both days, CSM calls left out because their days are not recorded",
        *(["the recorded forecast snapshots are not used"] if recorded else []),
    )
