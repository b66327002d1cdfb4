"""Whether an account is ready to talk about growth: its signs, what holds it back, and which conversation fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tools.company import Company
from tools.health.score import Health, health_of
from tools.record.record import Record
from tools.signals.catalogue import SIGNALS, open_signals
from tools.signals.signal import Signal

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Growth:
    """What a sign of growth leads to: a play by name and its title. `weight` is the part of its strength that counts.

    A sign that is no reason by itself only adds to others.
    """

    play: str
    title: str
    weight: Decimal = Decimal(1)
    is_reason: bool = True


# Near a ceiling, beyond the first use, in the account's own business. More use alone leaves nothing to talk about yet.
GROWTH: Mapping[str, Growth] = {
    "licences_near_limit": Growth("natural_fit", "Natural fit"),
    "usage_near_limit": Growth("natural_fit", "Natural fit"),
    "breadth_growing": Growth("new_use_case", "New use case"),
    "mentions_growth": Growth("executive_expansion", "Executive expansion"),
    "usage_growth": Growth("new_use_case", "New use case", Decimal("0.5"), is_reason=False),
}
BESIDE = ("promoter", "advocacy", "open_opportunity")
# While one of these is open, a talk about buying more costs trust. Price and budget are not among them: they come up
# in every honest talk about buying.
HOLDS_BACK = (
    "mentions_leaving",
    "mentions_competitor",
    "mentions_expectation",
    "mentions_reorganisation",
    "champion_left",
    "escalation",
    "missed_commitment",
    "invoice_overdue",
    "contraction",
    "usage_drop",
    "onboarding_stalled",
    "onboarding_drift",
    "onboarding_premature",
)
REASONS = tuple(name for name, growth in GROWTH.items() if growth.is_reason)
RULE = (
    "a paying account that is not red, with at least one open sign of growth "
    f"({', '.join(SIGNALS[name].label.lower() for name in REASONS)}) and none of what holds it back "
    f"({', '.join(SIGNALS[name].label.lower() for name in HOLDS_BACK)})"
)
STRENGTH_RULE = (
    "1 - the product of (1 - strength) over the open signs of growth, more use alone counted half; 0 is no sign, 1 the "
    "strongest"
)


@dataclass(frozen=True)
class Readiness:
    """`signs` are the open signs of growth, the strongest first; `beside` speak for the account but start no talk."""

    record: Record
    health: Health
    signs: tuple[Signal, ...]
    beside: tuple[Signal, ...]
    held_by: tuple[Signal, ...]

    @property
    def has_reason(self) -> bool:
        return any(GROWTH[signal.name].is_reason for signal in self.signs)

    @property
    def is_ready(self) -> bool:
        return self.has_reason and not self.reasons_against

    @property
    def reasons_against(self) -> tuple[str, ...]:
        """Why no talk about growth fits now; the signs of growth themselves aside."""
        unpaid = () if self.record.is_paying else ("not a paying account",)
        red = ("red health",) if self.health.status == "red" else ()
        return (*unpaid, *red, *dict.fromkeys(SIGNALS[signal.name].label.lower() for signal in self.held_by))

    @property
    def strength(self) -> Decimal:
        rest = Decimal(1)
        for signal in self.signs:
            rest *= 1 - weighed(signal)
        return (1 - rest).quantize(HUNDREDTH, ROUND_HALF_UP)

    @property
    def rank(self) -> Decimal:
        return self.strength * self.record.arr

    @property
    def conversation(self) -> Growth | None:
        """That of the strongest reason."""
        return next((GROWTH[signal.name] for signal in self.signs if GROWTH[signal.name].is_reason), None)


def readiness(record: Record, company: Company) -> Readiness:
    return _readiness(record, company, _signs(record, company))


def growing(records: Iterable[Record], company: Company) -> tuple[Readiness, ...]:
    """The paying accounts with a sign of growth, the largest strength x ARR first."""
    signs = ((record, _signs(record, company)) for record in records if record.is_paying)
    found = [_readiness(record, company, seen) for record, seen in signs if seen]
    return tuple(sorted(found, key=lambda item: (-item.rank, item.record.account.name)))


def _readiness(record: Record, company: Company, signs: tuple[Signal, ...]) -> Readiness:
    return Readiness(
        record=record,
        health=health_of(record, company),
        signs=signs,
        beside=_open(record, company, BESIDE),
        held_by=_open(record, company, HOLDS_BACK),
    )


def _signs(record: Record, company: Company) -> tuple[Signal, ...]:
    """The open signs of growth, those that count most first."""
    return tuple(sorted(_open(record, company, GROWTH), key=lambda signal: (-weighed(signal), signal.began)))


def weighed(signal: Signal) -> Decimal:
    """The part of a sign's strength that counts."""
    return Decimal(repr(signal.strength)) * GROWTH[signal.name].weight


def _open(record: Record, company: Company, names: Iterable[str]) -> tuple[Signal, ...]:
    return open_signals(record, company, [SIGNALS[name] for name in names])
