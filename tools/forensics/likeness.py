"""Which live accounts look today as a lost one did some time before it left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from tools.context import Context
from tools.forensics.losses import Loss, losses_of, so_far
from tools.forensics.patterns import Verdict, verdict_of
from tools.health.history import settings_of
from tools.record.known import known_on
from tools.record.reading import read_records
from tools.renewals.leaving import NOT_TELLING, SIGNS
from tools.signals.catalogue import SIGNALS
from tools.signals.features import signals_by_account
from tools.signals.signal import Signal

DAYS_BEFORE = 90
MARK, GRAVE, OTHER = 3, 2, 1
LEAST_ALIKE, LEAST_SHARED = 0.25, 2
RULE = (
    f"weight of the risk signs open at both / (at either + {OTHER}, so that no two are fully alike): at the lost "
    f"account {DAYS_BEFORE} days before its loss, with what was known then, and at the live one now; a "
    f"sign weighs {MARK} where it marks the story told by then, else {GRAVE} where it is one of leaving, else {OTHER}, "
    "times the share of live accounts without it; accounts that "
    f"tell the same cause and share a mark of it come first, others from {LEAST_ALIKE * 100:.0f} % on with "
    f"{LEAST_SHARED} signs shared that rest on different rows"
)
NO_SIGN = f"no risk sign was open {DAYS_BEFORE} days before the loss, so that nothing can be compared"


@dataclass(frozen=True)
class Portrait:
    """An account with its open risk signs and the story they tell, known at the close of its record's day."""

    loss: Loss

    @cached_property
    def verdict(self) -> Verdict:
        return verdict_of(self.loss)

    @cached_property
    def signs(self) -> Mapping[str, Signal]:
        """The open risk signs by name, the newest episode of each."""
        return {one.name: one for one in self.loss.signals if self.loss.lasted(one) and is_telling(one)}

    @property
    def story(self) -> str:
        return self.verdict.named.pattern.name if self.verdict.named else ""

    @property
    def marks(self) -> Collection[str]:
        return self.verdict.named.pattern.own if self.verdict.named else ()


@dataclass(frozen=True)
class Alike:
    """A live account and a lost one as it stood before: how alike, and by which signs, the weightiest first."""

    live: Portrait
    lost: Portrait
    share: float
    shared: tuple[str, ...]

    @property
    def is_same_story(self) -> bool:
        """Whether both tell the same cause, by a mark that both have; how accounts leave is too common to tell."""
        named = self.lost.verdict.named
        is_cause = named is not None and not named.pattern.is_course
        return is_cause and self.live.story == self.lost.story and any(name in self.lost.marks for name in self.shared)


def is_telling(signal: Signal) -> bool:
    return SIGNALS[signal.name].direction == "risk" and signal.name != NOT_TELLING


def before_loss(loss: Loss) -> Portrait | None:
    """The lost account as known 90 days before; None where it did not pay by then."""
    early = so_far(known_on(loss.record, loss.lost_on - timedelta(DAYS_BEFORE)), loss.company)
    return Portrait(early) if early else None


def live_portraits(context: Context) -> Mapping[str, Portrait]:
    """Every account that pays now, by identifier; kept, since a published day never changes."""
    key = ("live portraits", context.scope.csms, context.as_of, settings_of(context.company))
    return context.warehouse.once(key, lambda: _live(context))


def lost_portraits(context: Context) -> Sequence[Portrait]:
    """Every lost account as it stood 90 days before each of its losses."""
    key = ("lost portraits", context.scope.csms, context.as_of, settings_of(context.company))
    return context.warehouse.once(key, lambda: _lost(context))


def alike(live: Iterable[Portrait], lost: Portrait, usual: Mapping[str, float]) -> tuple[Alike, ...]:
    """Those that look like the lost one, the most alike first; `usual` is the share of live accounts with each sign."""
    found = (_compared(one, lost, usual) for one in live if one.loss.record.account != lost.loss.record.account)
    return tuple(sorted((item for item in found if _is_enough(item)), key=order))


def order(item: Alike) -> tuple[bool, float, str]:
    return not item.is_same_story, -item.share, item.live.loss.record.account.name


def usual_signs(live: Collection[Portrait]) -> Mapping[str, float]:
    """The share of these accounts that shows each sign."""
    counts = Counter(name for one in live for name in one.signs)
    return {name: count / len(live) for name, count in counts.items()}


def _compared(live: Portrait, lost: Portrait, usual: Mapping[str, float]) -> Alike:
    def weight(name: str) -> float:
        worth = MARK if name in lost.marks else GRAVE if name in SIGNS else OTHER
        return worth * (1 - usual.get(name, 0))

    shared = sorted(set(live.signs) & set(lost.signs), key=lambda name: (-weight(name), name))
    either = sum(weight(name) for name in {*live.signs, *lost.signs})
    return Alike(live, lost, sum(map(weight, shared)) / (either + OTHER), tuple(shared))


def _is_enough(item: Alike) -> bool:
    return item.is_same_story or (item.share >= LEAST_ALIKE and _independent(item) >= LEAST_SHARED)


def _independent(item: Alike) -> int:
    """How many of the shared signs rest on rows of their own at the live account: one low answer is a single sign."""
    seen: set[tuple[str, str]] = set()
    count = 0
    for name in item.shared:
        rows = {(mention.table, mention.identifier) for mention in item.live.signs[name].shown_by}
        count += seen.isdisjoint(rows)
        seen |= rows
    return count


def _live(context: Context) -> dict[str, Portrait]:
    signals = signals_by_account(context)
    records = read_records(context)
    found = ((name, so_far(record, context.company, signals[name])) for name, record in records.items())
    return {name: Portrait(loss) for name, loss in found if loss}


def _lost(context: Context) -> tuple[Portrait, ...]:
    losses = (loss for record in read_records(context).values() for loss in losses_of(record, context.company))
    return tuple(portrait for loss in losses if (portrait := before_loss(loss)))
