"""Silence: nothing is heard for clearly longer than is usual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tools.record.record import Record
from tools.record.rows import Interaction
from tools.signals.norms import Norms

LEAST_GAPS = 3
# What an account's longest silence before is stretched by, and what that may come to, in limits, at most.
STRETCH, MOST = 1.25, 3
LONG = 3  # so many times what was already silence is as strong a sign as it gets


@dataclass(frozen=True)
class Rhythm:
    """Silence is longer than `limit` days, so many `times` the usual distance of conversations of the `kind`, and a
    quarter longer than any distance before, which counts up to three limits.

    The usual distance is the account's own that three of four do not exceed: a letter between two meetings makes no
    shorter rhythm. While there are too few it is its segment's middle one; where that is not known either the longest
    so far; with a single conversation the limit itself.
    """

    kind: str
    limit: int
    times: int
    norms: Norms

    def silence_after(self, days: Sequence[date], segment: str | None) -> int:
        """After how many days without it is silence, with these conversations so far."""
        gaps = sorted((after - before).days for before, after in pairwise(days) if after > before)
        if len(gaps) >= LEAST_GAPS:
            longest = min(round(STRETCH * gaps[-1]), MOST * self.limit)
            return max(self.limit, self.times * gaps[3 * (len(gaps) - 1) // 4], longest)
        unknown = self.limit if self.norms.gaps else 0
        usual = self.norms.usual_gap(self.kind, segment, days[-1]) or max(gaps, default=unknown)
        return max(self.limit, round(self.times * usual))


def silences(
    record: Record, talks: Sequence[Interaction], rhythm: Rhythm
) -> Iterator[tuple[Interaction, date, date | None]]:
    """After which talk nothing came for too long: since when, until when."""
    days = [talk.happened_on for talk in talks]
    for place, talk in enumerate(talks):
        silent_on = talk.happened_on + timedelta(rhythm.silence_after(days[: place + 1], record.account.segment))
        following = days[place + 1] if place + 1 < len(days) else None
        if silent_on <= record.day and (following is None or following > silent_on):
            yield talk, silent_on, following
