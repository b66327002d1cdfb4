"""By what a question groups: 'by industry', 'per plan', 'which country', 'top 3 features', 'each account'."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.planner.index import emitted
from assistant.planner.phrases import Match
from assistant.planner.selections import fitting
from assistant.planner.understanding import Understanding
from assistant.planner.wordings import word_set
from tools.dimensions import ACCOUNT
from tools.metrics.metric import Metric

ASKING = ("which", "what", "whose")
SKIPPED = word_set("skipped")
# Missing dimensions whose name is an everyday word: meant only behind 'by', 'per' or 'each'.
LOOSE = ("product",)
SPLIT_NOUNS = word_set("split_nouns")
# What a tool takes; a further one stays unused and so is asked back about.
MOST_GROUPS = 2


@dataclass(frozen=True)
class Grouped:
    """Dimensions to group by, the positions they explain, and whether the grouped noun stands in the plural."""

    names: tuple[str, ...] = ()
    used: frozenset[int] = frozenset()
    is_plural: bool = True
    absent: tuple[str, ...] = ()


def grouped(u: Understanding, metric: Metric | None, taken: Collection[int], *, is_ranked: bool) -> Grouped:
    """The dimensions named on their own; those in `taken` belong to filters."""
    free = set(taken)
    found: list[tuple[int, str, tuple[int, ...], Match]] = []
    for match in u.of("dimension", "absent"):
        if match.kind == "absent" and match.value in LOOSE and not _led_by(u, match):
            continue
        if free.isdisjoint(match.at):
            found.append((match.first, _named(u, match, metric), _led_by(u, match), match))
    noun = _account_noun(u, free, is_ranked=is_ranked and not found)
    if noun is not None:
        found.append((noun.first, ACCOUNT, _led_by(u, noun), noun))
    found.sort(key=lambda item: item[0])
    names = tuple(dict.fromkeys(name for _, name, _, match in found if match.kind != "absent"))
    found = [item for item in found if item[1] not in names[MOST_GROUPS:]]
    used = {position for _, _, led, match in found for position in (*led, *match.at)}
    absent = tuple(str(match.value) for _, _, _, match in found if match.kind == "absent")
    is_plural = any(u.tokens[match.last].is_plural for *_, match in found)
    return Grouped(names[:MOST_GROUPS], frozenset(used), is_plural or not found, absent)


def _named(u: Understanding, match: Match, metric: Metric | None) -> str:
    """The dimension that fits the metric: its own rows' first, then the account's."""
    if match.kind == "absent":
        return str(match.value)
    cuts = fitting(u, metric)
    dimensions = u.index.vocabulary.dimensions
    table = metric.frame.cut_table if metric else "accounts"
    names = [emitted(name) for name in match.value]

    def place(name: str) -> tuple[bool, bool]:
        return name not in cuts, name in dimensions and dimensions[name].table not in (table, "accounts")

    return min(names, key=place)


def _led_by(u: Understanding, match: Match) -> tuple[int, ...]:
    """The 'by', 'per' or 'each' before the name, and a 'mix' or 'split' after it."""
    led: list[int] = []
    position = match.first - 1
    while position >= 0 and match.first - position <= 3:
        other = u.by_position.get(position)
        if other is not None and other.kind in ("group", "rank"):
            led += other.at
        elif u.word(position) not in SKIPPED:
            break
        position -= 1
    behind = u.by_position.get(match.last + 1)
    if behind is not None and behind.kind == "group" and u.word(match.last + 1) in SPLIT_NOUNS:
        led += behind.at
    return tuple(led)


def _account_noun(u: Understanding, taken: Collection[int], *, is_ranked: bool) -> Match | None:
    """The word 'account' where accounts are grouped by: after 'by' or 'which', or ranked."""
    nouns = [match for match in u.of("noun") if match.first not in taken]
    listed = [match for match in u.of("list") if {u.word(position) for position in match.at} & {"account", "who"}]
    for match in nouns:
        before = u.by_position.get(match.first - 1)
        is_doer = u.word(match.first - 1) == "by" and u.word(match.first - 2) in word_set("passive")
        if before is not None and before.kind == "group" and u.word(match.first) != "who" and not is_doer:
            return match
    if not is_ranked:
        return None
    return next(iter([*nouns, *listed]), None)
