"""Which signals speak of which planted cause, and the days on which they may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.stress.company import Truth
from tools.signals.signal import Signal

# The first is the cause's own signal; the others also speak of it.
EXPECTED: Mapping[str, tuple[str, ...]] = {
    "usage_decline": ("usage_drop",),
    "champion_left": ("champion_left", "champion_silent"),
    "stalled_onboarding": ("onboarding_stalled", "onboarding_drift"),
    "never_adopted": ("onboarding_premature", "licences_low"),
    "support_trouble": ("tickets_rising", "escalation", "csat_low", "tone_negative"),
    "nps_collapse": ("nps_drop", "nps_low"),
    "silence": ("contact_silence",),
    "overbought": ("licences_low",),
    "payment_failure": ("invoice_overdue",),
    "price_objection": ("mentions_price", "mentions_budget"),
    "competitor": ("mentions_competitor",),
    "new_executive": ("new_executive", "mentions_reorganisation"),
}
# A trace may lie some days before the planted day; later than this it speaks of something else.
EARLY, LATE = timedelta(days=7), timedelta(days=150)


@dataclass(frozen=True)
class Finding:
    """One planted cause and the first signal of it; `days` from the onset to that, None when there is none."""

    truth: Truth
    signal: str
    days: int | None
    others: tuple[str, ...]

    @property
    def is_found(self) -> bool:
        return self.days is not None


def day_of(text: str | None) -> date:
    return date.fromisoformat(text) if text else date.max


def find_cause(truth: Truth, signals: Sequence[Signal]) -> Finding:
    """The earliest expected signal between the onset and the loss; the names of the others noticed then."""
    onset = day_of(truth["onset"])
    until = min(day_of(truth["lost_on"]), onset + LATE)
    near = [signal for signal in signals if onset - EARLY <= signal.noticed < until]
    wanted = EXPECTED[truth["cause"]]
    first = min((signal for signal in near if signal.name in wanted), key=lambda signal: signal.noticed, default=None)
    others = tuple(sorted({signal.name for signal in near} - set(wanted)))
    if first is None:
        return Finding(truth, "", None, others)
    return Finding(truth, first.name, (first.noticed - onset).days, others)


def percentile(numbers: Iterable[float], share: float) -> float | None:
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def years_paid(truth: Truth, first: date, last: date) -> float:
    """Years of the records in which an account could raise a signal."""
    begin = max(first, day_of(truth["signed_on"]))
    return max(0, (min(last, day_of(truth["lost_on"])) - begin).days) / 365
