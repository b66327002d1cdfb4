"""Scores of past days and what became of the accounts within the horizon after them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from tools.company import Company
from tools.context import Context
from tools.health.history import settings_of
from tools.health.outcomes import lost_between
from tools.health.snapshots import Score, computed_score, kept_scores
from tools.periods import Period, add_months
from tools.record.known import known_on
from tools.record.reading import read_records
from tools.record.record import Record

Basis = Literal["computed", "recorded"]
Scoring = Callable[[Record, date], Score | None]
# A score looks back up to 90 days: earlier ones would stand on less evidence than later ones.
LEAD_DAYS = 90
STORED_DAYS = 31


@dataclass(frozen=True)
class Observation:
    """One account at the close of one day, and the day within the horizon on which it was lost, if it was."""

    account_id: str
    name: str
    day: date
    arr: Decimal
    score: Score
    lost_on: date | None

    @property
    def is_lost(self) -> bool:
        return self.lost_on is not None


@dataclass(frozen=True)
class Observed:
    """Every observation, and the days they were taken on. `unscored` counts paying accounts without a score."""

    days: tuple[date, ...]
    observations: tuple[Observation, ...]
    unscored: int


def observe(context: Context, horizon: int, basis: Basis, period: Period | None = None) -> Observed:
    """Scores at each month end whose horizon is over at the as-of close. Raises OutsideError."""
    records = tuple(read_records(context).values())
    key = ("health observed", context.scope.csms, context.as_of, settings_of(context.company), horizon, basis, period)
    return context.warehouse.once(key, lambda: _observe(context, records, horizon, (basis, period)))


def score_days(records: Sequence[Record], as_of: date, horizon: int, basis: Basis = "computed") -> tuple[date, ...]:
    """The month ends with the whole horizon before the as-of close, from the first evidence on.

    Computed scores begin 90 days after it, recorded ones with the first that was stored.
    """
    firsts, lead = FIRST_DAYS[basis]
    first = min((day for record in records for day in firsts(record)), default=None)
    return () if first is None else tuple(_month_ends(first + timedelta(lead), as_of - timedelta(horizon)))


def _observe(context: Context, records: Sequence[Record], horizon: int, taken: tuple[Basis, Period | None]) -> Observed:
    basis, period = taken
    possible = score_days(records, context.as_of, horizon, basis)
    days = tuple(day for day in possible if period is None or period.contains(day))
    score_of = SCORED[basis](context)
    found, unscored = list[Observation](), 0
    for record, day in paying(records, days):
        score = score_of(record, day)
        if score is None:
            unscored += 1
        else:
            found.append(_observation(record, day, score, horizon))
    return Observed(days, tuple(found), unscored)


def paying(records: Sequence[Record], days: Iterable[date]) -> Iterator[tuple[Record, date]]:
    """Each day with each account that pays at its close."""
    yield from ((record, day) for day in days for record in records if record.arr_on(day))


def _observation(record: Record, day: date, score: Score, horizon: int) -> Observation:
    lost_on = lost_between(record, day, day + timedelta(horizon))
    return Observation(record.account.account_id, record.account.name, day, record.arr_on(day), score, lost_on)


def _computed(context: Context) -> Scoring:
    """The score kept with the data where there is one, else the same one computed now."""
    kept = kept_scores(context)

    def score_of(record: Record, day: date) -> Score | None:
        key = record.account.account_id, day
        return kept[key] if key in kept else computed_score(known_on(record, day), context.company)

    return score_of


def _recorded(context: Context) -> Scoring:
    return lambda record, day: _last_recorded(known_on(record, day), context.company)


def _last_recorded(known: Record, company: Company) -> Score | None:
    stored = [item for item in known.health_snapshots if known.days_since(item.taken_on) < STORED_DAYS]
    if not stored:
        return None
    score = stored[-1].health_score
    return Score(Decimal(repr(score)), company.health.status_of(score, known.account.segment), {})


SCORED: Mapping[Basis, Callable[[Context], Scoring]] = {"computed": _computed, "recorded": _recorded}


def _evidence_began(record: Record) -> Iterator[date]:
    """The first days of the tables that health looks at; contracts and contacts often reach further back."""
    firsts = (
        (record.weeks, "starts_on"),
        (record.tickets, "opened_on"),
        (record.surveys, "answered_on"),
        (record.interactions, "happened_on"),
    )
    yield from (getattr(rows[0], field) for rows, field in firsts if rows)


def _snapshots_began(record: Record) -> Iterator[date]:
    yield from (item.taken_on for item in record.health_snapshots[:1])


FIRST_DAYS: Mapping[Basis, tuple[Callable[[Record], Iterator[date]], int]] = {
    "computed": (_evidence_began, LEAD_DAYS),
    "recorded": (_snapshots_began, 0),
}


def _month_ends(first: date, last: date) -> Iterator[date]:
    start = first.replace(day=1)
    while (end := add_months(start, 1) - timedelta(1)) <= last:
        if end >= first:
            yield end
        start = add_months(start, 1)
