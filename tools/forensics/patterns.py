"""Which story a loss tells, weighed by a table of clues for and against, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from tools.facts import Frozen
from tools.forensics.clues import Found, clues_of
from tools.forensics.losses import Loss
from tools.forensics.themes import themes_of

TABLE = Path(__file__).with_name("patterns.yaml")
Confidence = Literal["high", "medium", "low"]
STATED = "stated"
LEAST_POINTS = 3
FIRM_POINTS = 4
SURE: Mapping[Confidence, tuple[int, int]] = {"high": (6, 3), "medium": (4, 1)}
RULE = (
    "points of its marks and of what fits it minus those of what speaks against it, by the table of patterns; a mark "
    "first seen with the notice gives half, one that rests on a single text a point less, the same rows count once; "
    "named from "
    f"{LEAST_POINTS} points on; how an account left only where no cause is, or one of fewer than {FIRM_POINTS} points "
    "that the reason given does not support, and never with high confidence; confidence high from "
    f"{SURE['high'][0]} points and {SURE['high'][1]} ahead of the next, medium from {SURE['medium'][0]} and "
    f"{SURE['medium'][1]}, low where the only mark is a single text"
)


class Pattern(Frozen):
    """A row of the table: points by clue. `stated` are the themes of an exit reason that say the same."""

    name: str
    label: str
    own: Mapping[str, int]
    supports: Mapping[str, int] = Field(default_factory=dict)
    against: Mapping[str, int] = Field(default_factory=dict)
    stated: tuple[str, ...] = ()
    is_course: bool = False
    unavoidable: bool = False

    @property
    def clues(self) -> tuple[str, ...]:
        return tuple(name for name in (*self.own, *self.supports, *self.against) if name != STATED)


@dataclass(frozen=True)
class Weighed:
    """A pattern and what was found for and against it, with the points of each."""

    pattern: Pattern
    own: tuple[tuple[Found, int], ...]
    supports: tuple[tuple[Found, int], ...]
    against: tuple[tuple[Found, int], ...]

    @property
    def in_favour(self) -> int:
        return sum(points for _, points in (*self.own, *self.supports))

    @property
    def opposed(self) -> int:
        return sum(points for _, points in self.against)

    @property
    def points(self) -> int:
        return self.in_favour - self.opposed

    @property
    def is_hearsay(self) -> bool:
        """Whether all its marks are one text."""
        return len(self.own) == 1 and self.own[0][0].is_single

    @property
    def is_firm(self) -> bool:
        """Whether it stands against a way of leaving with more points: by its own, or since the reason given agrees."""
        return self.points >= FIRM_POINTS or any(found.name == STATED for found, _ in self.supports)


@dataclass(frozen=True)
class Verdict:
    """The pattern that the data supports, None when it supports none, and the others that were weighed, best first."""

    named: Weighed | None
    confidence: Confidence | None
    others: tuple[Weighed, ...]

    @property
    def label(self) -> str:
        return self.named.pattern.label if self.named else "not supported"


@cache
def patterns() -> Mapping[str, Pattern]:
    rows = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: Pattern(name=name, **row) for name, row in rows.items()}


def verdict_of(loss: Loss) -> Verdict:
    """The pattern with most points; of equals the one whose marks came first."""
    found = clues_of(loss, (name for pattern in patterns().values() for name in pattern.clues))
    weighed = sorted((_weigh(loss, pattern, found) for pattern in patterns().values()), key=_order)
    marked = [item for item in weighed if item.own]
    named = _named([item for item in marked if item.points >= LEAST_POINTS])
    if named is None:
        return Verdict(None, None, tuple(marked))
    others = tuple(item for item in marked if item is not named)
    rivals = [item for item in others if item.pattern.is_course == named.pattern.is_course]
    return Verdict(named, _confidence(named, rivals), others)


def _named(fitting: Sequence[Weighed]) -> Weighed | None:
    """The best cause; how it left where there is none, or one too weak to stand against it."""
    cause = next((item for item in fitting if not item.pattern.is_course), None)
    best = next(iter(fitting), None)
    return best if cause is None or not cause.is_firm else cause


def stated_themes(loss: Loss) -> frozenset[str]:
    """What the reason filed for the loss speaks of."""
    event = loss.event
    return themes_of(f"{event.reason or ''}. {event.feedback or ''}".lstrip(". ")) if event else frozenset()


def _confidence(named: Weighed, others: Sequence[Weighed]) -> Confidence:
    if named.is_hearsay:
        return "low"
    lead = named.points - max((item.points for item in others), default=0)
    fitting: Iterator[Confidence] = (
        name
        for name, (least, ahead) in SURE.items()
        if named.points >= least and lead >= ahead and not (name == "high" and named.pattern.is_course)
    )
    return next(fitting, "low")


def _order(item: Weighed) -> tuple[int, str]:
    first = min((found.on.isoformat() for found, _ in item.own), default="9")
    return -item.points, first


def _weigh(loss: Loss, pattern: Pattern, found: Mapping[str, Found]) -> Weighed:
    own = [(found[name], _mark(found[name], points, loss)) for name, points in pattern.own.items() if name in found]
    supports = [*_given(pattern.supports, found), *_stated(loss, pattern)]
    counted = set(_counted_once([*own, *supports]))
    return Weighed(
        pattern,
        tuple(pair for pair in own if pair[0].name in counted),
        tuple(pair for pair in supports if pair[0].name in counted),
        tuple(_given(pattern.against, found)),
    )


def _counted_once(weighed: Sequence[tuple[Found, int]]) -> Iterator[str]:
    """The clues that rest on a row of their own: the same words must not speak for a story twice."""
    seen: set[str] = set()
    for found, _ in sorted(weighed, key=lambda pair: -pair[1]):
        rows = {mention.identifier for mention in found.mentions}
        if not rows or not rows <= seen:
            yield found.name
        seen |= rows


def _stated(loss: Loss, pattern: Pattern) -> Iterator[tuple[Found, int]]:
    """The reason filed for the loss, where it says the same."""
    if STATED in pattern.supports and loss.event and stated_themes(loss).intersection(pattern.stated):
        yield Found(STATED, loss.event.churned_on, is_filed=True), pattern.supports[STATED]


def _given(points: Mapping[str, int], found: Mapping[str, Found]) -> Iterator[tuple[Found, int]]:
    yield from ((found[name], worth) for name, worth in points.items() if name in found)


def _mark(found: Found, points: int, loss: Loss) -> int:
    """What came up only with the notice tells where they went rather than why."""
    if not found.is_filed and loss.decided_on <= found.on:
        points = points // 2
    return max(points - found.is_single, 1)
