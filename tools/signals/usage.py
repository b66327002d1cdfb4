"""How much an account uses the product: falling, growing, flat, or with more errors than usual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from math import sqrt
from statistics import median

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.signals.adoption import has_room
from tools.signals.episodes import runs
from tools.signals.levels import terms
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share
from tools.signals.turns import LASTING_WEEKS, Seen, Turn, turns

SEASONAL = 1 / 3
DAYS = 7
FLAT, RISING, LEAST_USERS = 0.08, 0.15, 5
PLATEAU_SETTLE = 4
RECENT, BEFORE, LEAST_BEFORE = 4, 26, 8
ERROR_RISE, LEAST_ERRORS, ERROR_SWINGS, LEAST_USED = 2, 5, 4, 10
ERROR_SETTLE = 2


def _drops(record: Record, limits: Thresholds) -> Iterator[Signal]:
    return _turned("usage_drop", Turn(limits.usage_drop, -1), record, limits)


def _growths(record: Record, limits: Thresholds) -> Iterator[Signal]:
    return _turned("usage_growth", Turn(limits.usage_growth, 1), record, limits)


def _turned(name: str, turn: Turn, record: Record, limits: Thresholds) -> Iterator[Signal]:
    """A fall may come at once; a rise in the first weeks of a contract is no growth."""
    skipped_days = limits.activation_days if turn.sign > 0 else 0
    for weeks in terms(record):
        for run in turns(weeks[skipped_days // DAYS :], turn, limits.norms):
            told = run.seen[-1] if run.ended is None else max(run.seen, key=lambda seen: turn.sign * seen.change)
            yield Signal(
                name,
                record.account.account_id,
                run.seen[0].since,
                share(max(turn.sign * told.beyond_season, SEASONAL * turn.sign * told.change), 1),
                run.ended,
                {**_figures(told), "noticed": Figure(run.began.isoformat(), "date")},
                (_week(run.began),),
                known_from=run.began,
            )


def _figures(told: Seen) -> dict[str, Figure]:
    return {
        "counted": Figure(f"{told.counted} a week", "text"),
        "before": _count(told.first.usual),
        "after": _count(told.level.recent),
        "same_season_last_year": Figure("no" if told.last_year is None else "yes", "text"),
    }


def _count(value: float) -> Figure:
    return Figure(Decimal(str(round(value, 1))), "count")


def _week(ends_on: date) -> Mention:
    return Mention("usage_events", ends_on.isoformat(), ends_on)


def _plateaus(record: Record, limits: Thresholds) -> Iterator[Signal]:
    for weeks in terms(record):
        uses = [float(week.uses) for week in weeks]
        users = [float(len(week.users)) for week in weeks]
        spans = (slice(end - limits.plateau_weeks, end) for end in range(limits.plateau_weeks, len(weeks) + 1))
        moments = (
            (weeks[span][-1].ends_on, level if level and has_room(record, limits, weeks[span]) else None)
            for span in spans
            for level in (_flat(users[span], uses[span]),)
        )
        for run in runs(moments, PLATEAU_SETTLE):
            flat_weeks = limits.plateau_weeks + len(run.seen) - 1
            figures = {"flat_weeks": Figure(flat_weeks, "count"), "active_users_or_uses": _count(run.seen[-1])}
            yield Signal(
                "usage_plateau",
                record.account.account_id,
                run.began,
                share(flat_weeks, 2 * LASTING_WEEKS),
                run.ended,
                figures,
                (_week(run.began),),
            )


def _flat(users: Sequence[float], uses: Sequence[float]) -> float | None:
    """The users a week (of few people the uses) when the halves hardly differ and uses do not rise; None otherwise."""
    before, after = _halves(users if median(users) >= LEAST_USERS else uses)
    used_before, used_after = _halves(uses)
    is_flat = after > 0 and abs(after - before) <= FLAT * before and used_after < (1 + RISING) * used_before
    return after if is_flat else None


def _halves(values: Sequence[float]) -> tuple[float, float]:
    half = len(values) // 2
    return median(values[:half]), median(values[-half:])


@dataclass(frozen=True)
class Errors:
    found: int
    expected: float


def _errors(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    for weeks in terms(record):
        ends = range(RECENT + LEAST_BEFORE, len(weeks) + 1)
        errors = [0, *accumulate(int(week.errors) for week in weeks)]
        used = [0, *accumulate(week.rows for week in weeks)]
        moments = ((weeks[end - 1].ends_on, _more_errors(errors, used, end)) for end in ends)
        for run in runs(moments, ERROR_SETTLE):
            last = run.seen[-1]
            yield Signal(
                "errors_rising",
                record.account.account_id,
                run.began,
                share(last.found - last.expected, last.found),
                run.ended,
                {"errors": Figure(last.found, "count"), "expected": _count(last.expected)},
                (_week(run.began),),
            )


def _more_errors(errors: Sequence[int], used: Sequence[int], end: int) -> Errors | None:
    """The errors of the last four weeks when they are clearly more than so much use had before; else None.

    Both are running totals, so that a difference is the sum of the weeks between.
    """
    start, middle = max(0, end - RECENT - BEFORE), end - RECENT
    if min(used[middle] - used[start], used[end] - used[middle]) < LEAST_USED:
        return None
    rate = (errors[middle] - errors[start]) / (used[middle] - used[start])
    expected = rate * (used[end] - used[middle])
    found = errors[end] - errors[middle]
    least = max(LEAST_ERRORS, ERROR_RISE * expected, expected + ERROR_SWINGS * sqrt(expected))
    return Errors(found, expected) if found >= least else None


KINDS = (
    SignalKind(
        "usage_drop",
        "Use dropped",
        "usage",
        "risk",
        "active users or uses a week fell by {usage_drop:.0%} or more: the mean of 4 weeks against the median of up to "
        "26 before (13 against 39 where use is sparse; two thirds of it if the later half fell by all of it), more "
        "than the median account in these weeks, beyond the usual swings and not for a week or two only; over when "
        "half of it is back, or after half a year; began where a straight fall best explains the weeks up to the one "
        "in which it was noticed; strength: the share lost, where the same weeks a year before fell too what was lost "
        "beyond that, at least a third",
        ("usage_events",),
        _drops,
    ),
    SignalKind(
        "usage_plateau",
        "Use is flat",
        "usage",
        "risk",
        f"over {{plateau_weeks}} weeks the active users (uses where fewer than {LEAST_USERS}) of the two halves differ "
        f"by at most {FLAT:.0%} and uses rise by less than {RISING:.0%} while licences or features are left to grow "
        "into; over after four weeks without; strength: flat weeks out of a year",
        ("usage_events",),
        _plateaus,
    ),
    SignalKind(
        "usage_growth",
        "Use grew",
        "usage",
        "growth",
        "active users or uses a week rose by {usage_growth:.0%} or more, measured like a drop, from "
        "{activation_days} days after the start; strength: the share gained",
        ("usage_events",),
        _growths,
    ),
    SignalKind(
        "errors_rising",
        "More errors than usual",
        "usage",
        "risk",
        f"errors of the last 4 weeks are at least {LEAST_ERRORS}, {ERROR_RISE} times what so much use had in up to 26 "
        "weeks before, and beyond the usual swings, where at least 10 uses were recorded; "
        "strength: the share that is too many",
        ("usage_events", "usage_events.errors"),
        _errors,
    ),
)
