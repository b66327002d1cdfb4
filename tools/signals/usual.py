"""From every account's record what is usual in the company, each day by what had been recorded up to its close."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from tools.record.record import Record
from tools.record.rows import Interaction
from tools.signals.adoption import breadth_changes
from tools.signals.champions import champion_talks
from tools.signals.levels import SPANS, Share, busy_weeks, counts, shares
from tools.signals.norms import Counted, Move, Norms, Steps

# Of fewer, the middle one says nothing of the rest.
LEAST_ACCOUNTS, LEAST_GAPS = 10, 10
TALKS: Mapping[str, Callable[[Record], Iterable[Sequence[Interaction]]]] = {
    "any": lambda record: (record.talks,),
    "champion": lambda record: (talks for _, talks in champion_talks(record)),
}


def norms_from(records: Sequence[Record], company: str) -> Norms:
    """What is usual in the company of this name, from all its records with everything known on them."""
    return Norms(
        company=company,
        features=_first_uses(records),
        moves=_moves(records),
        breadth=_breadth(records),
        gaps=_gaps(records),
    )


def _first_uses(records: Iterable[Record]) -> dict[str, date]:
    found: dict[str, date] = {}
    for record in records:
        for week in record.weeks:
            for name in week.features:
                found[name] = min(week.ends_on, found.get(name, week.ends_on))
    return found


def _moves(records: Iterable[Record]) -> dict[Counted, dict[date, Move]]:
    found: dict[Counted, dict[date, list[Share]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        busy = busy_weeks(record.weeks)
        for counted, values in counts(busy):
            for span in SPANS:
                for share in shares(values, span):
                    # An account without any use has left or not come yet: it does not move.
                    if share.recent:
                        found[counted, span][busy[share.place].ends_on].append(share)
    return {
        series: {day: _middle(met) for day, met in days.items() if len(met) >= LEAST_ACCOUNTS}
        for series, days in found.items()
    }


def _middle(found: Sequence[Share]) -> Move:
    return Move(
        median(share.recent for share in found),
        median(share.latest for share in found),
        median(share.later for share in found),
    )


def _breadth(records: Iterable[Record]) -> dict[date, float]:
    found: dict[date, list[float]] = defaultdict(list)
    for record in records:
        for item, rare in breadth_changes(record.weeks):
            if rare.was_enough and rare.is_enough and item.there_is:
                found[item.on].append(item.share)
    return {day: median(shares) for day, shares in found.items() if len(shares) >= LEAST_ACCOUNTS}


def _gaps(records: Sequence[Record]) -> dict[tuple[str, str | None], Steps]:
    ended: dict[tuple[str, str | None], list[tuple[date, int]]] = defaultdict(list)
    for record in records:
        for kind, talks_of in TALKS.items():
            ended[kind, record.account.segment].extend(_ended(talks_of(record)))
    return {key: _month_by_month(sorted(gaps)) for key, gaps in ended.items()}


def _ended(threads: Iterable[Sequence[Interaction]]) -> Iterator[tuple[date, int]]:
    """The distances between conversations, each with the day on which it was over."""
    for talks in threads:
        days = [talk.happened_on for talk in talks]
        yield from ((after, (after - before).days) for before, after in pairwise(days) if after > before)


def _month_by_month(gaps: Sequence[tuple[date, int]]) -> Steps:
    """The middle distance of those over before each month began."""
    steps: dict[date, int] = {}
    lengths: list[int] = []
    for day, length in gaps:
        insort(lengths, length)
        if len(lengths) >= LEAST_GAPS:
            steps[_next_month(day)] = lengths[len(lengths) // 2]
    return Steps(tuple(steps), tuple(steps.values()))


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
