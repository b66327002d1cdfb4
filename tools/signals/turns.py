"""Turns of use: when it left its usual level for good, up or down, and when it came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tools.record.rows import Week
from tools.signals.episodes import Run
from tools.signals.levels import SPANS, Level, busy_weeks, counts, levels
from tools.signals.norms import UNMOVED, Counted, Move, Norms
from tools.signals.onsets import last_usual

LASTING_WEEKS = 26  # by then it is no change any more but what is usual
SETTLE_WEEKS = 2
ON_THE_WAY = 2 / 3  # of the way in the mean, where the later half of these weeks went all of it
YEAR_WEEKS, SEASON_WEEKS = 50, 4  # of the weeks counted: those around the turn of the year are not


@dataclass(frozen=True)
class Turn:
    """A change worth telling: at least this share of the usual level, upwards (sign 1) or downwards (-1)."""

    least: float
    sign: int

    def begins(self, level: Level, move: Move) -> bool:
        """Far enough, beyond the usual swings, not only for a week or two, and not with the whole company."""
        expected, lately, of_half = (
            level.usual * self._along(share) for share in (move.recent, move.latest, move.later)
        )
        steady = level.without_busy if self.sign > 0 else level.without_quiet
        is_near = self._is(ON_THE_WAY * self.least, level.recent, expected)
        is_far = self._is(self.least, level.recent, expected) or self._is(self.least, level.later, of_half)
        lasts = self._is(self.least / 2, steady, expected) and self._is(self.least / 2, level.latest, lately)
        return level.stands_out(expected) and is_near and is_far and lasts

    def _along(self, share: float) -> float:
        """What the whole company explains: its fall of a fall, its growth of a growth."""
        return self.sign * max(self.sign, self.sign * share)

    def holds(self, first: Level, furthest: float, level: Level) -> bool:
        """Not yet half-way back to what was usual when it began, from where it was furthest away."""
        return self._is(max(self.least, furthest) / 2, level.latest, first.usual)

    def _is(self, least: float, value: float, usual: float) -> bool:
        return self.sign * (value - usual) >= least * usual


@dataclass(frozen=True)
class Seen:
    """A level of what is counted; `last_year` is the change of the same weeks a year before where these turned as well.

    `since` is the first day of the first week that was not usual any more, as known when the turn was first seen.
    """

    counted: str
    level: Level
    first: Level
    since: date
    last_year: float | None

    @property
    def change(self) -> float:
        """Against what was usual when it began; negative for a fall."""
        return self.level.recent / self.first.usual - 1

    @property
    def beyond_season(self) -> float:
        """The change that is left when what the same weeks did a year before is taken out; all of it without that."""
        return (1 + self.change) / (1 + (self.last_year or 0.0)) - 1


def turns(weeks: Sequence[Week], turn: Turn, norms: Norms) -> Iterator[Run[Seen]]:
    """Turns of the active users or of the uses a week, whichever shows first; those that overlap are one."""
    busy = busy_weeks(weeks)
    series = [(counted, span, values) for counted, values in counts(busy) for span in SPANS]
    found = (run for counted, span, values in series for run in _turns_in(busy, (counted, span), values, (turn, norms)))
    yield from _joined(sorted(found, key=lambda run: run.began))


def _turns_in(
    weeks: Sequence[Week], series: Counted, values: tuple[float, ...], sought: tuple[Turn, Norms]
) -> Iterator[Run[Seen]]:
    (counted, span), (turn, norms) = series, sought
    found, moves = levels(values, span), norms.moves_of(counted, span)
    turned = {level.place for level in found if turn.begins(level, moves.get(weeks[level.place].ends_on, UNMOVED))}
    for run in _turns_of(weeks, counted, found, (turn, turned)):
        shown = values[: run.seen[0].level.place + 1]
        since = weeks[last_usual(shown, span[0], turn.sign) + 1].starts_on
        yield replace(run, seen=tuple(replace(seen, since=since) for seen in run.seen))


def _turns_of(
    weeks: Sequence[Week], counted: str, found: Sequence[Level], turning: tuple[Turn, set[int]]
) -> Iterator[Run[Seen]]:
    turn, turned = turning
    changes = {level.place: level.recent / level.usual - 1 for level in found if level.place in turned}
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
            seen.append(Seen(counted, level, first, weeks[first.place].ends_on, _a_year_before(level.place, changes)))
            furthest = max(furthest, turn.sign * seen[-1].change)
    if seen:
        yield Run(weeks[seen[0].level.place].ends_on, None, tuple(seen))


def _a_year_before(place: int, changes: Mapping[int, float]) -> float | None:
    """The furthest change of the weeks around the same one a year before, in which use had turned; None if in none."""
    weeks = range(place - YEAR_WEEKS - SEASON_WEEKS, place - YEAR_WEEKS + SEASON_WEEKS + 1)
    return max((changes[week] for week in weeks if week in changes), key=abs, default=None)


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
