"""Turns of use: when it left its usual level for good, up or down, and when it came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tools.record.rows import Week
from tools.signals.episodes import Run
from tools.signals.levels import SPANS, Level, is_quiet, levels

LASTING_WEEKS = 26  # by then it is no change any more but what is usual
SETTLE_WEEKS = 2
YEAR_WEEKS, SEASON_WEEKS = 50, 4  # of the weeks counted: those around the turn of the year are not


@dataclass(frozen=True)
class Turn:
    """A change worth telling: at least this share of the usual level, upwards (sign 1) or downwards (-1)."""

    least: float
    sign: int

    def begins(self, level: Level) -> bool:
        """Far enough, beyond the usual swings, and not only for a week or two."""
        steady = level.without_busy if self.sign > 0 else level.without_quiet
        is_far = level.stands_out and self._is(self.least, level.recent, level.usual)
        return is_far and all(self._is(self.least / 2, value, level.usual) for value in (steady, level.latest))

    def holds(self, first: Level, furthest: float, level: Level) -> bool:
        """Not yet half-way back to what was usual when it began, from where it was furthest away."""
        return self._is(max(self.least, furthest) / 2, level.latest, first.usual)

    def _is(self, least: float, value: float, usual: float) -> bool:
        return self.sign * (value - usual) >= least * usual


@dataclass(frozen=True)
class Seen:
    """A level of what is counted, and whether the same weeks a year before had turned as well."""

    counted: str
    level: Level
    first: Level
    is_seasonal: bool

    @property
    def change(self) -> float:
        """Against what was usual when it began; negative for a fall."""
        return self.level.recent / self.first.usual - 1


def turns(weeks: Sequence[Week], turn: Turn) -> Iterator[Run[Seen]]:
    """Turns of the active users or of the uses a week, whichever shows first; those that overlap are one."""
    busy = tuple(week for week in weeks if not is_quiet(week))
    counts = [(counted, levels(values, span)) for counted, values in _counts(busy) for span in SPANS]
    found = (run for counted, seen in counts for run in _turns_of(busy, counted, seen, turn))
    yield from _joined(sorted(found, key=lambda run: run.began))


def _counts(weeks: Sequence[Week]) -> Iterator[tuple[str, tuple[float, ...]]]:
    if any(week.users for week in weeks):
        yield "active users", tuple(float(len(week.users)) for week in weeks)
    yield "uses", tuple(float(week.uses) for week in weeks)


def _turns_of(weeks: Sequence[Week], counted: str, found: Sequence[Level], turn: Turn) -> Iterator[Run[Seen]]:
    turned = {level.place for level in found if turn.begins(level)}
    seen, away, furthest = list[Seen](), 0, 0.0
    for level in found:
        if not seen and level.place not in turned:
            continue
        first = seen[0].level if seen else level
        away = 0 if turn.holds(first, furthest, level) else away + 1
        if away == SETTLE_WEEKS or level.place - first.place == LASTING_WEEKS:
            yield Run(weeks[first.place].ends_on, weeks[level.place].ends_on, tuple(seen))
            seen, away, furthest = [], 0, 0.0
        else:
            seen.append(Seen(counted, level, first, _is_seasonal(level.place, turned)))
            furthest = max(furthest, turn.sign * seen[-1].change)
    if seen:
        yield Run(weeks[seen[0].level.place].ends_on, None, tuple(seen))


def _is_seasonal(place: int, turned: set[int]) -> bool:
    a_year_ago = place - YEAR_WEEKS
    return not turned.isdisjoint(range(a_year_ago - SEASON_WEEKS, a_year_ago + SEASON_WEEKS + 1))


def _together(run: Run[Seen], current: Run[Seen]) -> tuple[Seen, ...]:
    """What was seen in both in the order of time; of the same week what showed first comes last."""
    return tuple(sorted((*run.seen, *current.seen), key=lambda seen: seen.level.place))


def _joined(found: Iterable[Run[Seen]]) -> Iterator[Run[Seen]]:
    current: Run[Seen] | None = None
    for run in found:
        if current is None or (current.ended is not None and run.began >= current.ended):
            if current:
                yield current
            current = run
        elif current.ended is not None:
            current = replace(current, ended=run.ended and max(current.ended, run.ended), seen=_together(run, current))
        else:
            current = replace(current, seen=_together(run, current))
    if current:
        yield current
