"""Grave signs: single facts that hold a status down while they are open, however well the rest of an account does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tools.company import Company
from tools.company_settings import Caps, Status
from tools.record.record import Record
from tools.record.rows import Renewal
from tools.signals.catalogue import SIGNALS, open_signals
from tools.signals.signal import Signal

# The strength from which an open signal is grave. What strength means differs by kind: an invoice is late for a month
# at 0.3, a ticket is escalated and not closed at 1, one text that speaks of something makes 0.33.
GRAVE_FROM: Mapping[str, float] = {
    "champion_left": 0.5,
    "new_executive": 0.5,
    "usage_drop": 0.5,
    "licences_low": 0.2,
    "onboarding_stalled": 0.5,
    "onboarding_drift": 0.5,
    "onboarding_premature": 0.5,
    "invoice_overdue": 0.3,
    "escalation": 1.0,
    "nps_low": 0.5,
    "csat_low": 0.6,
    "mentions_price": 0.5,
    "mentions_budget": 0.5,
    "mentions_expectation": 0.5,
    "mentions_missing_feature": 1.0,
    "mentions_reorganisation": 0.3,
    "mentions_competitor": 0.3,
    "mentions_leaving": 0.3,
}
KINDS = tuple(SIGNALS[name] for name in GRAVE_FROM)
NEVER = 2.0
CHURNED = "churned"
# What an account says of its own end needs no second sign.
ENOUGH_ALONE = frozenset({"mentions_leaving"})
CAP_RULE = (
    "while a grave sign is open the status is at most yellow, and red with grave signs of two families, with a renewal "
    "within {renewal_days} days, or when the account speaks of leaving; without any it is red until a renewal that was "
    "decided against is due"
)


@dataclass(frozen=True)
class Cap:
    """The best status an account may have, for these grave signs, and the open renewal that is near, if one is.

    `declined` is a renewal that was decided against and is not due yet: it needs no sign.
    """

    status: Status
    signs: tuple[Signal, ...]
    renewal: Renewal | None = None
    declined: Renewal | None = None


def grave_signs(record: Record, company: Company) -> tuple[Signal, ...]:
    """The open grave signs of a paying account, oldest first; those its company's settings ignore are left out."""
    return graves_among(open_signals(record, company, KINDS), company) if record.is_paying else ()


def graves_among(signals: Iterable[Signal], company: Company) -> tuple[Signal, ...]:
    """Those of these open signals that are grave."""
    told = [signal for signal in signals if signal.name not in company.health.caps.ignore]
    return tuple(signal for signal in told if signal.strength >= GRAVE_FROM.get(signal.name, NEVER))


def cap_of(record: Record, company: Company) -> Cap | None:
    """None with nothing grave on record, or where the company's settings do not let signs cap a status."""
    if not company.health.caps.enabled:
        return None
    signs, near, declined = grave_signs(record, company), near_renewal(record, company), declined_renewal(record)
    if not signs and declined is None:
        return None
    return Cap("red" if near or declined or _is_enough(signs) else "yellow", signs, near, declined)


def declined_renewal(record: Record) -> Renewal | None:
    """The renewal ahead that is decided to be none, while the account still pays."""
    ahead = [row for row in record.renewals if row.due_on >= record.day and row.closed_on is not None]
    declined = (row for row in ahead if (row.outcome or "").strip().lower() == CHURNED)
    return next(declined, None) if record.is_paying else None


def near_renewal(record: Record, company: Company) -> Renewal | None:
    """The next renewal where it is due within the days the company looks ahead, or overdue."""
    renewal = record.next_renewal
    is_near = renewal is not None and (renewal.due_on - record.day).days <= company.thresholds.renewal_days
    return renewal if is_near else None


def graves_in_words(caps: Caps) -> str:
    """Labels of the signs that count as grave for a company: 'champion left, invoice overdue'."""
    return ", ".join(SIGNALS[name].label.lower() for name in GRAVE_FROM if name not in caps.ignore)


def _is_enough(signs: Sequence[Signal]) -> bool:
    """Whether the signs make an account red by themselves."""
    return len(_families(signs)) > 1 or any(signal.name in ENOUGH_ALONE for signal in signs)


def _families(signs: Iterable[Signal]) -> frozenset[str]:
    return frozenset(SIGNALS[signal.name].family for signal in signs)
