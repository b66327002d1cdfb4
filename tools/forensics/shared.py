"""Warning signs that the losses of a period shared, against the accounts that stayed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.evidence import Section
from tools.facts import Fact
from tools.forensics.composition import NO_LOSS, of_several
from tools.forensics.likeness import DAYS_BEFORE, is_telling
from tools.forensics.period import Review
from tools.forensics.stating import rule
from tools.record.totals import ratio
from tools.signals.catalogue import SIGNALS
from tools.signals.features import signals_by_account
from tools.signals.signal import Signal

MOST_SIGNS, LEAST_LOSSES = 8, 2
# What a goal stood at is known on the newest day only: it cannot be told of a past one.
UNTOLD = "missed_goal"
WHEN = f"open {DAYS_BEFORE} days before the loss"
OTHERS = f"over each loss the accounts that paid at both closes of the period, {DAYS_BEFORE} days before that loss"
COUNT = rule("shared_losses", "Losses with it", "count", f"losses of the period with the sign {WHEN}")
LOST = rule("shared_lost_share", "Share of the losses", "percent", f"losses with the sign {WHEN} / losses")
STAYED = rule("shared_stayed_share", "Share of those that stayed", "percent", f"with the sign / all: {OTHERS}")
LIFT = rule("shared_lift", "Times as often", "ratio", "share of the losses / share of those that stayed")


@dataclass(frozen=True)
class Shared:
    """One sign: on how many losses, and on how many of the looks at accounts that stayed."""

    name: str
    losses: int
    of_losses: int
    stayed: int
    of_stayed: int

    @property
    def lost_share(self) -> Decimal | None:
        return ratio(self.losses, self.of_losses)

    @property
    def stayed_share(self) -> Decimal | None:
        return ratio(self.stayed, self.of_stayed)

    @property
    def stands_out(self) -> bool:
        return self.losses >= LEAST_LOSSES and (self.lost_share or 0) > (self.stayed_share or 0)


def shared_signs(review: Review) -> Section:
    """Those on two losses or more and more often than on the accounts that stayed, the commonest first."""
    found = sorted((item for item in counted(review) if item.stands_out), key=_order)
    facts = tuple(fact for item in found[:MOST_SIGNS] for fact in _row(review, item))
    few = f"no sign was on {LEAST_LOSSES} losses or more, and more often than on the accounts that stayed"
    return Section(
        title=f"Signs they shared {DAYS_BEFORE} days before",
        name="shared_signs",
        layout="table",
        facts=facts,
        more=max(len(found) - MOST_SIGNS, 0),
        missing="" if found else few if review.lost else NO_LOSS,
    )


def counted(review: Review) -> Iterator[Shared]:
    """Every kind of risk sign on the losses; lost accounts are seen by what was known before their loss."""
    signals = signals_by_account(review.context)
    days = [item.autopsy.loss.on(DAYS_BEFORE) for item in review.lost]
    on_losses = Counter(
        name for item, day in zip(review.lost, days, strict=True) for name in _open_on(item.autopsy.loss.signals, day)
    )
    on_others = Counter(
        name for account in review.stayed for day in days for name in _open_on(signals.get(account, ()), day)
    )
    looks = len(review.stayed) * len(days)
    for name, count in on_losses.items():
        yield Shared(name, count, len(days), on_others[name], looks)


def _open_on(signals: Iterable[Signal], day: date) -> frozenset[str]:
    return frozenset(one.name for one in signals if is_telling(one) and one.name != UNTOLD and one.holds_on(day))


def _order(item: Shared) -> tuple[int, Decimal]:
    return -item.losses, item.stayed_share or Decimal(0)


def _row(review: Review, item: Shared) -> Iterator[Fact]:
    subject = {"sign": SIGNALS[item.name].label}
    lost, kept = item.lost_share, item.stayed_share
    told = {"losses": item.losses, "of": item.of_losses}
    looks = {"looks": item.stayed, "of": item.of_stayed}
    nobody = "no account paid at both closes"
    never = "it was on none of those that stayed"
    yield of_several(review, review.lost, COUNT, item.losses, subject=subject)
    yield of_several(review, review.lost, LOST, lost, subject=subject, inputs=told)
    yield of_several(
        review,
        review.lost,
        STAYED,
        kept,
        subject=subject,
        inputs=looks,
        undefined_because=None if item.of_stayed else nobody,
    )
    lift = ratio(lost, kept) if lost and kept else None
    because = None if lift else never if item.of_stayed else nobody
    yield of_several(review, review.lost, LIFT, lift, subject=subject, undefined_because=because)
