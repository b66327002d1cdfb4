"""How far an account has spread: licences in use, and how many of the features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import accumulate

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.record.rows import Week
from tools.signals.episodes import Run, runs
from tools.signals.levels import distinct, seats_on, terms
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share

WINDOW, QUARTER = 4, 13
SETTLE_WEEKS, NARROW_SETTLE_WEEKS = 3, 8
BEFORE_WEEKS, LEAST_BEFORE = 26, 13
LEAST_FEATURES, LEAST_ROWS = 2, 10
BREADTH_CHANGE = 0.3
ROOM_IN_LICENCES, ROOM_IN_FEATURES = 0.5, 0.35


@dataclass(frozen=True)
class Spread:
    """Of what there is, so much is in use: active users of seats, used features of those there are."""

    on: date
    used: int
    there_is: float

    @property
    def share(self) -> float:
        return self.used / self.there_is


@dataclass(frozen=True)
class Rare:
    """Nine of ten months before had at least `low`, and as many at most `high` features; and whether the weeks then and
    now hold enough recorded uses to show them.
    """

    low: int
    high: int
    was_enough: bool
    is_enough: bool


def licences(record: Record, weeks: Sequence[Week]) -> Iterator[Spread]:
    """Active users of the last four weeks against seats, at the end of each week; nothing where either is unknown."""
    if not any(week.users for week in weeks):
        return
    for week, active in zip(weeks, distinct(tuple(week.users for week in weeks), WINDOW), strict=True):
        if seats := seats_on(record, week.ends_on):
            yield Spread(week.ends_on, active, seats)


def features(weeks: Sequence[Week]) -> tuple[int, ...]:
    """Different features used in the four weeks up to each week."""
    return distinct(tuple(frozenset(week.features) for week in weeks), WINDOW)


def available_on(limits: Thresholds, day: date) -> int:
    """How many features there are: as the company says, else as many as anybody had used by then."""
    return limits.features_available or limits.norms.features_on(day)


def has_room(record: Record, limits: Thresholds, weeks: Sequence[Week]) -> bool:
    """Whether licences or features are left to grow into, at the end of the last of these weeks."""
    last = weeks[-WINDOW:]
    active = len(frozenset[str]().union(*(week.users for week in last)))
    used = len(frozenset[str]().union(*(week.features for week in last)))
    seats, available = seats_on(record, weeks[-1].ends_on), available_on(limits, weeks[-1].ends_on)
    return bool(
        (seats and active and active / seats < ROOM_IN_LICENCES) or (available and used / available < ROOM_IN_FEATURES)
    )


def _licences_low(record: Record, limits: Thresholds) -> Iterator[Signal]:
    for weeks in terms(record):
        found = [
            item for item in licences(record, weeks) if (item.on - weeks[0].starts_on).days > limits.activation_days
        ]
        moments = ((item.on, item if item.share < limits.licence_use_low else None) for item in found)
        for run in runs(moments, SETTLE_WEEKS):
            yield _licence_signal(record, "licences_low", run, 1 - run.seen[-1].share / limits.licence_use_low)


def _licences_full(record: Record, limits: Thresholds) -> Iterator[Signal]:
    for weeks in terms(record):
        moments = (
            (item.on, item if item.share >= limits.licence_use_high else None) for item in licences(record, weeks)
        )
        for run in runs(moments, SETTLE_WEEKS):
            yield _licence_signal(record, "licences_near_limit", run, run.seen[-1].share)


def _licence_signal(record: Record, name: str, run: Run[Spread], strength: float) -> Signal:
    last = run.seen[-1]
    figures = {"active_users": Figure(last.used, "count"), "seats": Figure(int(last.there_is), "count")}
    return _signal(record, name, run, share(strength, 1), figures)


def _narrow(record: Record, limits: Thresholds) -> Iterator[Signal]:
    for weeks in terms(record):
        start = weeks[0].starts_on + timedelta(limits.activation_days)
        moments = ((item.on, item if item.share < limits.breadth_low else None) for item in _breadth(weeks, limits))
        for run in runs(((day, item) for day, item in moments if day > start), NARROW_SETTLE_WEEKS):
            figures = {
                "features_used": Figure(run.seen[-1].used, "count"),
                "features_available": Figure(int(run.seen[-1].there_is), "count"),
            }
            yield _signal(record, "breadth_narrow", run, share(1 - run.seen[-1].share, 1), figures)


def _breadth(weeks: Sequence[Week], limits: Thresholds) -> Iterator[Spread]:
    """Used features of those there are, over the shorter span with enough recorded uses to show them; else nothing."""
    rows, groups = [0, *accumulate(week.rows for week in weeks)], tuple(frozenset(week.features) for week in weeks)
    used = {span: distinct(groups, span) for span in (WINDOW, QUARTER)}
    for place, week in enumerate(weeks):
        span = next((span for span in used if _is_enough(rows, place + 1, span)), None)
        available = available_on(limits, week.ends_on)
        if span and available:
            yield Spread(week.ends_on, used[span][place], available)


def _breadth_turned(name: str, sign: int, record: Record, limits: Thresholds) -> Iterator[Signal]:
    """Features of the last four weeks against the usual number of such weeks before, which they do not overlap."""
    for weeks in terms(record):
        moments = (
            (item.on, item if _is_turn(item, rare, sign, limits) else None) for item, rare in breadth_changes(weeks)
        )
        for run in runs(moments, SETTLE_WEEKS):
            last = run.seen[-1]
            figures = {
                "features_used": Figure(last.used, "count"),
                "usual": Figure(Decimal(str(round(last.there_is, 1))), "count"),
            }
            yield _signal(record, name, run, share(sign * (last.share - 1), 1), figures)


def breadth_changes(weeks: Sequence[Week]) -> Iterator[tuple[Spread, Rare]]:
    """At the end of each week the features in use of those usual before, and between which bounds they usually lay."""
    used, rows = features(weeks), [0, *accumulate(week.rows for week in weeks)]
    for place in range(WINDOW + LEAST_BEFORE, len(weeks)):
        before = sorted(used[max(WINDOW - 1, place - WINDOW - BEFORE_WEEKS) : place - WINDOW + 1])
        item = Spread(weeks[place].ends_on, used[place], before[len(before) // 2])
        ends = place - WINDOW + 1, place + 1
        tenth = len(before) // 10
        yield item, Rare(before[tenth], before[-1 - tenth], *(_is_enough(rows, end) for end in ends))


def _is_turn(item: Spread, rare: Rare, sign: int, limits: Thresholds) -> bool:
    """Clearly more or fewer than usual, and than the middle account's change explains."""
    expected = item.there_is * sign * max(sign, sign * limits.norms.breadth.get(item.on, 1.0))
    is_far = item.there_is > 0 and sign * (item.used - expected) >= max(LEAST_FEATURES, BREADTH_CHANGE * item.there_is)
    # What was reached in one of ten months before is chance, not a turn.
    is_rare = item.used < rare.low if sign < 0 else item.used > rare.high
    return is_far and is_rare and rare.was_enough and (sign < 0 or rare.is_enough)


def _is_enough(rows: Sequence[int], end: int, span: int = WINDOW) -> bool:
    """Whether the weeks before hold enough recorded uses to show which features are used; `rows` are running totals."""
    return rows[end] - rows[max(0, end - span)] >= LEAST_ROWS


def _signal(record: Record, name: str, run: Run[Spread], strength: float, figures: dict[str, Figure]) -> Signal:
    return Signal(
        name,
        record.account.account_id,
        run.began,
        strength,
        run.ended,
        figures,
        (Mention("usage_events", run.seen[0].on.isoformat(), run.seen[0].on),),
    )


USAGE = ("usage_events",)
KINDS = (
    SignalKind(
        "licences_low",
        "Licences unused",
        "usage",
        "risk",
        "fewer than {licence_use_low:.0%} of the seats had a user in the last four weeks, from {activation_days} days "
        "after the start; over after three weeks above it; strength: how far below",
        ("usage_events", "usage_events.user_id"),
        _licences_low,
    ),
    SignalKind(
        "licences_near_limit",
        "Licences nearly full",
        "usage",
        "growth",
        "at least {licence_use_high:.0%} of the seats had a user in the last four weeks; over after three weeks below "
        "it; strength: the share in use",
        ("usage_events", "usage_events.user_id"),
        _licences_full,
    ),
    SignalKind(
        "breadth_narrow",
        "Few features used",
        "usage",
        "risk",
        "fewer than {breadth_low:.0%} of the features there are (or anybody had used by then) were used in 4 "
        f"weeks (13 where these hold fewer than {LEAST_ROWS} recorded uses), from {{activation_days}} days after the "
        "start; over after eight weeks above it; strength: the share not used",
        ("usage_events", "usage_events.feature"),
        _narrow,
    ),
    SignalKind(
        "breadth_falling",
        "Fewer features used",
        "usage",
        "risk",
        f"the features used in four weeks are at least {LEAST_FEATURES} and {BREADTH_CHANGE:.0%} fewer than the median "
        "of the half-year before, fewer than in nine of ten such months, and more so than with the median account; "
        "strength: the share lost",
        ("usage_events", "usage_events.feature"),
        partial(_breadth_turned, "breadth_falling", -1),
    ),
    SignalKind(
        "breadth_growing",
        "More features used",
        "usage",
        "growth",
        f"the features used in four weeks are at least {LEAST_FEATURES} and {BREADTH_CHANGE:.0%} more than the median "
        "of the half-year before, more than in nine of ten such months, and more so than with the median account; "
        "strength: the share gained",
        ("usage_events", "usage_events.feature"),
        partial(_breadth_turned, "breadth_growing", 1),
    ),
)
