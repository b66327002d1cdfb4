"""By what a list of accounts is to be sorted: 'sorted by renewal date', 'ranked by health score'."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.planner.demand_book import demand_book
from assistant.planner.phrases import longest
from assistant.planner.understanding import Understanding
from tools.dimensions import ACCOUNT
from tools.requests import Direction

SORTING = ("sort", "sorted", "rank", "ranked", "order", "ordered")
PASSED = ("the", "their", "its", "next", "upcoming")
# Of these the low end is what a reader looks for first.
LOWEST_FIRST = frozenset(
    ("days_to_renewal", "health_score", "nps_latest", "csat_latest", "active_licensed_share", "breadth_share")
)


@dataclass(frozen=True)
class Sorting:
    """A measure or metric, which end of it comes first, and the words that say so."""

    by: str
    order: Direction
    at: frozenset[int]


def sorting_of(u: Understanding) -> Sorting | None:
    """None where nothing is said about it, or where its words are no measure of accounts."""
    for start, token in enumerate(u.tokens):
        is_said = token.word in SORTING and u.word(start + 1) == "by"
        is_ranked = token.word == ACCOUNT and u.word(start + 1) == "by"
        if not (is_said or is_ranked):
            continue
        place = start + 2
        while u.word(place) in PASSED:
            place += 1
        bounds = [match for match in demand_book().find(u.tokens) if match.kind == "bound"]
        named = [*longest(bounds, ("bound",)), *(u.of("metric") if is_said else ())]
        found = max((match for match in named if match.first == place), key=lambda match: match.last, default=None)
        if found is not None:
            order: Direction = "lowest" if found.value in LOWEST_FIRST else "highest"
            return Sorting(str(found.value), order, frozenset(range(start + is_ranked, found.last + 1)))
    return None
