"""Which end of a ranking is asked for, and how many: 'top 10', 'three smallest', 'best two', 'who has the most'."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from assistant.planner.phrases import Match
from assistant.planner.understanding import Understanding
from assistant.planner.wordings import word_set
from tools.metrics.metric import Metric
from tools.requests import Direction

GOOD: dict[tuple[str, str], Direction] = {
    ("best", "up"): "highest", ("best", "none"): "highest", ("best", "down"): "lowest",
    ("worst", "up"): "lowest", ("worst", "none"): "lowest", ("worst", "down"): "highest",
}  # fmt: skip
COMPARATIVE = word_set("comparative")
# What is fast has a short time, but a high growth.
SPEED: dict[str, Direction] = {
    "fastest": "highest", "quickest": "highest", "faster": "highest", "quicker": "highest",
    "slowest": "lowest", "slower": "lowest",
}  # fmt: skip
TIMES = ("minutes", "hours", "days")
GREW = frozenset(
    ("grow", "grew", "grown", "growing", "increase", "increased", "gained", "gain", "rise", "rose", "add", "added")
)
MOST_LISTED = 100
ENDINGS = ("st", "nd", "rd", "th")
PLACES_IN_RANK = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6,
}  # fmt: skip


@dataclass(frozen=True)
class Ranked:
    """The order, how many or which place of it is named, and the positions they explain."""

    order: Direction | None = None
    limit: int | None = None
    place: int | None = None
    used: frozenset[int] = frozenset()


def is_ranked(u: Understanding) -> bool:
    return u.has("rank") or place_named(u) is not None or any(not _is_comparative(u, match) for match in u.of("order"))


def ranked(u: Understanding, metric: Metric | None, taken: Collection[int]) -> Ranked:
    """The ranking asked for; comparatives ('higher') rank nothing by themselves."""
    orders = [match for match in u.of("order") if not _is_comparative(u, match)]
    ranks = u.of("rank")
    if not orders and not ranks:
        return _first_few(u, taken)
    direction: Direction = "highest"
    for match in orders[:1]:
        direction = _speed(u, match, metric) or direction_of(str(match.value), metric)
    used = {position for match in (*orders, *ranks) for position in match.at}
    place = place_named(u)
    if place is not None:
        return Ranked(direction, place=place[0], used=frozenset({*used, *place[1]}))
    numbers = [item for item in u.amounts if item.is_count and 1 <= item.number <= MOST_LISTED]
    number = next((item for item in numbers if set(item.at).isdisjoint(taken)), None)
    if number is None:
        return Ranked(direction, used=frozenset(used))
    return Ranked(direction, int(number.number), used=frozenset(used | set(number.at)))


def is_of_growth(u: Understanding) -> bool:
    """'who grew the most', 'fastest growing': ranked by what was added, not by what there is."""
    return u.has("order") and any(u.word(match.first) in GREW for match in u.of("change", "added"))


def is_whole_order(u: Understanding) -> bool:
    """'worst first', 'best to worst', 'ascending': everything in that order, not its first row."""
    orders = u.of("order")
    said = {u.word(at) for match in orders for at in match.at}
    is_first = any(u.word(match.last + 1) == "first" for match in orders) or bool(said & word_set("whole_orders"))
    pairs = pairwise(orders)
    return is_first or any(one.last + 2 == other.first and u.word(one.last + 1) == "to" for one, other in pairs)


def is_of_speed(u: Understanding) -> bool:
    return any(u.word(match.first) in SPEED for match in u.of("order"))


def _speed(u: Understanding, match: Match, metric: Metric | None) -> Direction | None:
    return None if metric is not None and metric.unit in TIMES else SPEED.get(u.word(match.first))


def _is_comparative(u: Understanding, match: Match) -> bool:
    return len(match.at) == 1 and u.word(match.first) in COMPARATIVE


def direction_of(word: str, metric: Metric | None) -> Direction:
    good = metric.direction if metric else "up"
    if (word, good) in GOOD:
        return GOOD[word, good]
    return "lowest" if word == "lowest" else "highest"


def place_named(u: Understanding) -> tuple[int, tuple[int, ...]] | None:
    """'second largest', '3rd', 'number 3': the place and where it is said."""
    dated = {position for when in u.whens for position in when.at}
    for position, token in enumerate(u.tokens):
        if position in dated:
            continue
        ending = u.word(position + 1) if token.is_number and u.word(position + 1) in ENDINGS else ""
        place = PLACES_IN_RANK.get(token.word + ending)
        if place is not None:
            return place, (position, position + 1) if ending else (position,)
        if token.word == "number" and u.plain(position + 1).isdigit() and 1 < int(u.plain(position + 1)) <= MOST_LISTED:
            return int(u.plain(position + 1)), (position, position + 1)
    return None


def _first_few(u: Understanding, taken: Collection[int]) -> Ranked:
    """'the first 5 accounts', 'our number 3 account'."""
    place = place_named(u)
    if place is not None and u.has("noun", "dimension"):
        return Ranked("highest", place=place[0], used=frozenset(place[1]))
    for item in u.amounts:
        if item.is_count and u.word(item.at[0] - 1) == "first" and set(item.at).isdisjoint(taken):
            return Ranked("highest", int(item.number), used=frozenset((item.at[0] - 1, *item.at)))
    return Ranked()
