"""Clues: what was on record before a loss and speaks for one story of it or against another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from tools.facts import Value
from tools.forensics.losses import Loss
from tools.forensics.themes import HEARD_DAYS, heard
from tools.forensics.traits import TRAITS
from tools.record.record import Record
from tools.signals.catalogue import SIGNALS, rule_of
from tools.signals.quotes import TEXTS
from tools.signals.signal import Mention, Signal

# What was over so long before the loss is another story. Episodes near to each other are one; people speak seldom.
RECENT_DAYS, LOOK_BACK_DAYS = 180, 365
GAP_DAYS, GAP_OF_TALK = 28, 120
TALK = ("said", "voice")
TEXT_FIELDS = ("tickets", "surveys", "interactions")


@dataclass(frozen=True)
class Found:
    """A clue on record: since when, and the rows that show it. `signal` is the newest episode where it is a signal.

    `is_single` says that it rests on one text alone, `is_filed` that it was only filed with the loss.
    """

    name: str
    on: date
    until: date | None = None
    signal: Signal | None = None
    mentions: tuple[Mention, ...] = ()
    figures: Mapping[str, Value] = field(default_factory=dict)
    is_single: bool = False
    is_filed: bool = False


@dataclass(frozen=True)
class Clue:
    """What it is called, when it is found, in words, and the fields of the record it reads."""

    name: str
    label: str
    rule: str
    reads: tuple[str, ...]
    find: Callable[[Loss], Found | None]


def _of_signal(name: str, loss: Loss) -> Found | None:
    chain = _chain([signal for signal in loss.signals if signal.name == name], loss)
    if not chain:
        return None
    texts = sum(len(signal.shown_by) for signal in chain)
    return Found(
        name,
        chain[0].began,
        chain[-1].ended,
        chain[-1],
        tuple(mention for signal in chain for mention in signal.shown_by),
        is_single=SIGNALS[name].family == "said" and texts == 1,
    )


def _chain(episodes: list[Signal], loss: Loss) -> list[Signal]:
    """The newest episode that reaches near the loss, and those before it without a long break."""
    chain: list[Signal] = []
    for signal in reversed(episodes):
        gap = GAP_OF_TALK if SIGNALS[signal.name].family in TALK else GAP_DAYS
        limit = chain[0].began - timedelta(gap) if chain else loss.on(RECENT_DAYS)
        if signal.ended is None or signal.ended >= limit:
            chain.insert(0, signal)
        else:
            break
    return chain


def _of_theme(name: str, loss: Loss) -> Found | None:
    runs = list(heard(loss.record, name, max(loss.started_on, loss.on(LOOK_BACK_DAYS))))
    if not runs or (runs[-1].ended or loss.lost_on) < loss.on(RECENT_DAYS):
        return None
    mentions = tuple(mention for run in runs for mention in run.mentions)
    return Found(name, runs[0].began, runs[-1].ended, None, mentions, is_single=len(mentions) == 1)


def _of_trait(name: str, loss: Loss) -> Found | None:
    found = TRAITS[name].find(loss)
    if found is None:
        return None
    return Found(name, found.on, None, None, found.mentions, found.figures, is_filed=found.is_filed)


THEMES: Mapping[str, tuple[str, str]] = {
    "consolidating": ("Consolidation of vendors mentioned", "fewer vendors, one suite or a decision of the group"),
    "merging": ("Merger mentioned", "a merger or new owners"),
    "closing": ("End of the business mentioned", "insolvency, closed sites or the end of the business"),
    "shrinking": ("Cuts or reorganisation mentioned", "budgets or staff that are cut, or teams that are reorganised"),
    "leadership": ("New leadership mentioned", "new leadership or a review of every supplier"),
    "outgrowing": ("Limits of size mentioned", "the product being too small, or a limit that was hit"),
    "empty_seats": ("Unused seats mentioned", "seats or licences that nobody uses"),
    "ownerless": ("Nobody in charge mentioned", "nobody being left to run it or to decide"),
    "never_started": ("Use that never began mentioned", "use that never began"),
    "unneeded": ("No need mentioned", "the product being needed no longer"),
    "service": ("Poor service mentioned", "poor support or outages"),
    "expectations": ("Broken expectation mentioned", "what was sold, shown or promised and did not come"),
    "rival": ("Rival mentioned", "another product"),
}


def _theme_clue(name: str, label: str, what: str) -> Clue:
    rule = (
        f"a ticket, survey comment or note of the last {LOOK_BACK_DAYS} days before the loss speaks of {what}, by word "
        f"patterns for English that leave out what is denied; each counts for {HEARD_DAYS} days"
    )
    return Clue(name, label, rule, TEXT_FIELDS, partial(_of_theme, name))


def clue_of(name: str, loss: Loss) -> Clue:
    """The clue of that name, a theme, a trait or else the signal, with the company's limits in its rule."""
    if name in THEMES:
        return _theme_clue(name, *THEMES[name])
    if name in TRAITS:
        trait = TRAITS[name]
        return Clue(name, trait.label, trait.rule, trait.reads, partial(_of_trait, name))
    kind = SIGNALS[name]
    return Clue(name, kind.label, rule_of(kind, loss.company.thresholds), (), partial(_of_signal, name))


def clues_of(loss: Loss, names: Iterable[str]) -> Mapping[str, Found]:
    """Those of these clues that are on record, by name."""
    return {found.name: found for found in _each(loss, names)}


def _each(loss: Loss, names: Iterable[str]) -> Iterator[Found]:
    for name in dict.fromkeys(names):
        found = clue_of(name, loss).find(loss)
        if found is not None:
            yield found


def has_texts(record: Record) -> bool:
    """Whether the company's data holds any words written at an account."""
    return any(record.has(need) for need in TEXTS)
