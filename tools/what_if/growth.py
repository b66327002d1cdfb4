"""ARR over years: what is kept of it each year and what is newly won, under named conventions of timing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Timing:
    """When the year's new ARR arrives: `step` leads from one year's close to the next."""

    name: str
    words: str
    step: Callable[[Decimal, Decimal, Decimal], Decimal]


TIMINGS: Mapping[str, Timing] = {
    timing.name: timing
    for timing in (
        Timing(
            "year_end",
            "new ARR arrives at the year's end and is kept whole that year",
            lambda arr, kept, new: arr * kept + new,
        ),
        Timing(
            "mid_year",
            "new ARR arrives in mid-year and loses half a year's share",
            lambda arr, kept, new: arr * kept + new * (1 + kept) / 2,
        ),
        Timing(
            "year_start",
            "new ARR arrives at the year's start and loses the whole year's share",
            lambda arr, kept, new: (arr + new) * kept,
        ),
    )
}
USUAL = TIMINGS["year_end"]


@dataclass(frozen=True)
class Plan:
    """Where it starts and what is won each year, in whole currency units."""

    opening: Decimal
    new: Decimal
    years: int

    def closes(self, kept: Decimal, timing: Timing = USUAL) -> tuple[Decimal, ...]:
        """The ARR at the close of each year, the opening first."""
        found = [self.opening]
        for _ in range(self.years):
            found.append(timing.step(found[-1], kept, self.new))
        return tuple(found)
