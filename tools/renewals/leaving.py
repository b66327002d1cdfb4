"""Signs that a decision to leave may be forming, which a health score shows late or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tools.company import Company
from tools.names import listed
from tools.record.record import Record
from tools.signals.catalogue import SIGNALS, open_signals
from tools.signals.signal import Signal

# By how many buckets each lowers a renewal. They are the marks of the patterns in which accounts are lost: a champion
# or sponsor gone, another product or in-house plans, outgrown or oversold, money, a first year without value, collapse.
SIGNS: Mapping[str, int] = {
    "mentions_leaving": 2,
    "champion_left": 1,
    "new_executive": 1,
    "mentions_competitor": 1,
    "mentions_reorganisation": 1,
    "mentions_missing_feature": 1,
    "mentions_expectation": 1,
    "mentions_price": 1,
    "mentions_budget": 1,
    "invoice_overdue": 1,
    "contraction": 1,
    "escalation": 1,
    "usage_drop": 1,
    "onboarding_stalled": 1,
    "onboarding_drift": 1,
    "onboarding_premature": 1,
}
# Every renewal comes near: its nearness tells none from another.
NOT_TELLING = "renewal_near"


def signs_of_leaving(record: Record, company: Company) -> tuple[Signal, ...]:
    """The open ones, the gravest first."""
    found = open_signals(record, company, [SIGNALS[name] for name in SIGNS])
    return tuple(sorted(found, key=_gravest))


def steps_of(signal: Signal) -> int:
    return SIGNS.get(signal.name, 0)


def risks_of(record: Record, company: Company) -> tuple[Signal, ...]:
    """Every open sign of risk but the nearness of a renewal: those of leaving first, then the strongest."""
    kinds = [kind for kind in SIGNALS.values() if kind.direction == "risk" and kind.name != NOT_TELLING]
    return tuple(sorted(open_signals(record, company, kinds), key=_gravest))


def unseen(record: Record, names: Iterable[str]) -> tuple[str, ...]:
    """Which of these signs the company's data cannot show, as an assumption in words; none when it shows them all."""
    labels = [SIGNALS[name].label.lower() for name in names if not SIGNALS[name].is_found_in(record)]
    return (f"not visible in this data: {listed(labels)}",) if labels else ()


def _gravest(signal: Signal) -> tuple[int, float]:
    return -steps_of(signal), -signal.strength
