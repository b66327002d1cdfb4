"""One account's onboarding as known on a day: how far it came, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tools.company import Company
from tools.record.record import Record, is_paid
from tools.record.rows import Onboarding
from tools.signals.catalogue import SIGNALS, open_signals
from tools.signals.signal import Signal, SignalKind

Trouble = Literal["premature", "stalled", "drifting"]
State = Literal["all", "premature", "stalled", "drifting", "running"]


@dataclass(frozen=True)
class TroubleKind:
    """A way an onboarding goes wrong: the signal that finds it, and from which day its days are counted."""

    signal: str
    title: str
    days_label: str
    since: Callable[[Onboarding], date | None]


# The weightiest first.
TROUBLES: Mapping[Trouble, TroubleKind] = {
    "premature": TroubleKind(
        "onboarding_premature", "Completed too early", "Days since marked complete", lambda row: row.completed_on
    ),
    "stalled": TroubleKind(
        "onboarding_stalled", "Stalled", "Days since the last step", lambda row: row.last_step_on or row.signed_on
    ),
    "drifting": TroubleKind("onboarding_drift", "Drifting", "Days past the planned end", lambda row: row.planned_end),
}

TITLES: Mapping[str, str] = {name: kind.title for name, kind in TROUBLES.items()} | {"running": "Running"}
RULES: Mapping[str, str] = {
    "premature": "accounts whose newest onboarding is marked complete without first value",
    "stalled": "accounts whose newest onboarding had no step for the stall days, without an end or first value",
    "drifting": "accounts whose newest onboarding is past its planned end, without an end or first value",
    "running": "accounts whose newest onboarding has neither ended nor reached first value, and is in no trouble",
}


@dataclass(frozen=True)
class Journey:
    """The newest onboarding of an account and the troubles that hold on the day, the weightiest first."""

    record: Record
    row: Onboarding
    troubles: Mapping[Trouble, Signal]

    @property
    def state(self) -> str:
        if self.row.first_value_on:
            return "first value reached"
        if self.troubles:
            return " and ".join(TROUBLES[name].title.lower() for name in self.troubles)
        return "marked complete" if self.row.completed_on else "running"

    @property
    def is_running(self) -> bool:
        """On its way and in no trouble."""
        return not (self.row.first_value_on or self.row.completed_on or self.troubles or _has_left(self.record))

    def days(self, trouble: Trouble) -> int | None:
        since = TROUBLES[trouble].since(self.row)
        return None if since is None else self.record.days_since(since)


def journey_of(record: Record, company: Company) -> Journey | None:
    """None for an account without an onboarding on record."""
    if not record.onboardings:
        return None
    by_name = {signal.name: signal for signal in open_signals(record, company, _kinds())}
    found = {name: by_name[kind.signal] for name, kind in TROUBLES.items() if kind.signal in by_name}
    return Journey(record, record.onboardings[-1], found)


def is_in(journey: Journey, state: State) -> bool:
    return journey.is_running if state == "running" else state in journey.troubles


def _kinds() -> tuple[SignalKind, ...]:
    return tuple(SIGNALS[kind.signal] for kind in TROUBLES.values())


def _has_left(record: Record) -> bool:
    """Paid once and no longer does: nobody onboards it any more."""
    return not record.is_paying and any(is_paid(line) for line in record.lines)
