"""What an account is or has, in words that a list can ask for: health is red, a signal is open, no sponsor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tools.company import Company
from tools.health.score import health_of
from tools.record.record import Record
from tools.record.stated import lacking
from tools.signals.catalogue import SIGNALS, open_signals
from tools.signals.people import is_champion
from tools.signals.signal import SignalKind

HEALTH, PAYING = "health", "is_paying"
YES, NO = "yes", "no"
YES_OR_NO = (YES, NO)


@dataclass(frozen=True)
class TraitKind:
    """`reading` gives one of `values`, None where it is not known. `is_signal` ones hold while the signal is open."""

    name: str
    label: str
    rule: str
    needs: tuple[str, ...]
    reading: Callable[[Record, Company], str | None]
    values: tuple[str, ...] = YES_OR_NO
    is_signal: bool = False
    one_of: tuple[str, ...] = ()

    def lacks(self, record: Record) -> str:
        """What the company does not record of it: all of `needs` are wanted, of `one_of` at least one."""
        has_one = not self.one_of or any(record.has(need) for need in self.one_of)
        return lacking(record, self.needs) or ("" if has_one else lacking(record, self.one_of))

    def of(self, record: Record, company: Company) -> str | None:
        return None if self.lacks(record) else self.reading(record, company)


def has_sponsor(record: Record, _: Company) -> str:
    return _word(any("sponsor" in (contact.role or "").lower() for contact in record.people))


def has_champion(record: Record, _: Company) -> str:
    return _word(any(is_champion(contact) for contact in record.people))


def has_first_value(record: Record, _: Company) -> str | None:
    return _word(record.onboardings[-1].first_value_on is not None) if record.onboardings else None


def _signal(kind: SignalKind) -> TraitKind:
    def is_open(record: Record, company: Company) -> str:
        return _word(bool(open_signals(record, company, (kind,))))

    return TraitKind(kind.name, kind.label, kind.rule, kind.needs, is_open, is_signal=True, one_of=kind.one_of)


def _word(is_so: bool) -> str:
    return YES if is_so else NO


ROLES = ("contacts", "contacts.role")
TRAITS: Mapping[str, TraitKind] = {
    trait.name: trait
    for trait in (
        TraitKind(
            HEALTH,
            "Health",
            "status of the health score by the company's thresholds",
            (),
            lambda record, company: health_of(record, company).status,
            ("green", "yellow", "red"),
        ),
        TraitKind(PAYING, "Paying", "has a live paid line", (), lambda record, _: _word(record.is_paying)),
        TraitKind("has_sponsor", "Sponsor", "a contact still there has the role of sponsor", ROLES, has_sponsor),
        TraitKind("has_champion", "Champion", "a contact still there has the role of champion", ROLES, has_champion),
        TraitKind(
            "has_first_value",
            "First value reached",
            "the newest onboarding has a first value moment",
            ("onboardings", "onboardings.first_value_on"),
            has_first_value,
        ),
        *(_signal(kind) for kind in SIGNALS.values()),
    )
}
