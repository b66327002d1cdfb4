"""What needs attention first: a rule in points that a reader can add up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.book.measures import SEEN_IN
from tools.company import Company
from tools.company_settings import Status
from tools.health.caps import graves_among
from tools.health.component import tenths
from tools.health.score import Health, health_of
from tools.record.record import Record
from tools.record.stated import Rule
from tools.signals.catalogue import SIGNALS, open_signals
from tools.signals.signal import Signal

STATUS_POINTS: Mapping[Status, int] = {"red": 40, "yellow": 20, "green": 0}
# What a signal of full strength adds; the others count USUAL_POINTS.
SIGNAL_POINTS: Mapping[str, int] = {
    "mentions_leaving": 20,
    "champion_left": 15,
    "escalation": 15,
    "missed_commitment": 15,
    "onboarding_stalled": 15,
    "onboarding_premature": 15,
    "onboarding_drift": 12,
    "usage_drop": 12,
    "mentions_competitor": 12,
    "invoice_overdue": 12,
    "contact_silence": 10,
    "new_executive": 10,
}
USUAL_POINTS = 8
RISKS = tuple(kind for kind in SIGNALS.values() if kind.direction == "risk")
MOST_SIGNAL_POINTS = 40
RENEWAL_SIGNAL, RENEWAL_POINTS = "renewal_near", 20
LEAST_WEIGHT, WEIGHT_SPAN = Decimal("0.75"), Decimal("0.5")
NEEDS_ATTENTION = 20
MOST_REASONS = 3
IN_SHORT = (
    f"points: red {STATUS_POINTS['red']}, yellow {STATUS_POINTS['yellow']}; open risk signals up to "
    f"{MOST_SIGNAL_POINTS}; a near renewal up to {RENEWAL_POINTS}; times 0.75 to 1.25 by the rank of its ARR; listed "
    f"from {NEEDS_ATTENTION} on, or with a grave sign"
)
RULE = Rule(
    "attention_points",
    "Attention",
    "score",
    f"(status: red {STATUS_POINTS['red']}, yellow {STATUS_POINTS['yellow']}; open risk signals: points of each kind x "
    f"strength, at most {MOST_SIGNAL_POINTS}; renewal: up to {RENEWAL_POINTS}, the nearer the more) x 0.75 for the "
    "smallest to 1.25 for the largest ARR of the book, by rank",
    ("lines", *SEEN_IN),
)


@dataclass(frozen=True)
class Urgency:
    """One account's points and where they come from.

    `reasons` are its open risk signals, of each kind the strongest: grave ones first, then the weightiest. `graves`
    are the open signs that need an answer whatever else is in order.
    """

    record: Record
    health: Health
    status: Decimal
    signals: Decimal
    renewal: Decimal
    weight: Decimal
    reasons: tuple[Signal, ...]
    graves: tuple[Signal, ...]

    @property
    def urgency(self) -> Decimal:
        """Before the ARR counts."""
        return self.status + self.signals + self.renewal

    @property
    def points(self) -> Decimal:
        return tenths(self.urgency * self.weight)

    @property
    def needs_attention(self) -> bool:
        return bool(self.graves) or self.urgency >= NEEDS_ATTENTION


def urgencies(records: Sequence[Record], company: Company) -> list[Urgency]:
    """Every account of a book, the most urgent first."""
    smaller = sorted(record.arr for record in records)
    found = [_urgency(record, company, _weight(record, smaller)) for record in records]
    return sorted(found, key=lambda item: (-item.points, -item.record.arr, item.record.account.name))


def _urgency(record: Record, company: Company, weight: Decimal) -> Urgency:
    health = health_of(record, company)
    found = open_signals(record, company, RISKS)
    graves = graves_among(found, company)
    risks = _strongest(found, {signal.name for signal in graves})
    counted = sum((signal_points(signal) for signal in risks if signal.name != RENEWAL_SIGNAL), Decimal(0))
    return Urgency(
        record=record,
        health=health,
        status=Decimal(STATUS_POINTS[health.status] if health.status else 0),
        signals=min(counted, Decimal(MOST_SIGNAL_POINTS)),
        renewal=_renewal_points(record, company),
        weight=weight,
        reasons=risks,
        graves=graves,
    )


def _strongest(signals: Iterable[Signal], first: Collection[str]) -> tuple[Signal, ...]:
    """Of each kind the strongest, else the newest, episode: those of the kinds named first, then the weightiest."""
    ordered = sorted(signals, key=lambda signal: (-signal_points(signal), -signal.began.toordinal(), signal.name))
    by_kind: dict[str, Signal] = {}
    for signal in ordered:
        by_kind.setdefault(signal.name, signal)
    return tuple(sorted(by_kind.values(), key=lambda signal: signal.name not in first))


def signal_points(signal: Signal) -> Decimal:
    return tenths(SIGNAL_POINTS.get(signal.name, USUAL_POINTS) * signal.strength)


def _renewal_points(record: Record, company: Company) -> Decimal:
    """Full when the renewal is due or overdue, nothing when it is further off than the company looks ahead."""
    renewal, ahead = record.next_renewal, company.thresholds.renewal_days
    if renewal is None or not ahead:
        return Decimal(0)
    left = min(max((renewal.due_on - record.day).days, 0), ahead)
    return tenths(Decimal(RENEWAL_POINTS) * (ahead - left) / ahead)


def _weight(record: Record, smaller: Sequence[Decimal]) -> Decimal:
    """By rank, so that one giant does not push every other account down, and a small one in flames stays in sight."""
    if len(smaller) < 2:
        return Decimal(1)
    rank = Decimal(sum(arr < record.arr for arr in smaller)) / (len(smaller) - 1)
    return (LEAST_WEIGHT + WEIGHT_SPAN * rank).quantize(Decimal("0.01"))
