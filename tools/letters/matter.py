"""The matter of a letter: the account's record, what was asked for, and the conversation it goes back to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tools.company import Company
from tools.context import Context
from tools.facts import Fact, Unit, Value
from tools.paper_requests import DraftLetter
from tools.record.record import Record
from tools.record.rows import Contact, Interaction
from tools.record.stated import Rule, stated
from tools.signals.catalogue import signals_of
from tools.signals.signal import Signal

GONE = "champion_left"


@dataclass(frozen=True)
class Matter:
    """`talk` is None where no conversation is on record."""

    context: Context
    record: Record
    request: DraftLetter
    talk: Interaction | None

    @property
    def company(self) -> Company:
        return self.context.company

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """Every episode known on the day, oldest first."""
        return signals_of(self.record, self.company)

    def open_sign(self, name: str) -> Signal | None:
        """The newest episode of that kind which holds on the day."""
        held = (signal for signal in reversed(self.signals) if signal.holds_on(self.record.day))
        return next((signal for signal in held if signal.name == name), None)

    @cached_property
    def people(self) -> tuple[Contact, ...]:
        """The contacts who are still there and have not said farewell since their last conversation."""
        return tuple(person for person in self.record.people if not self._said_farewell(person))

    def person(self, contact_id: str | None) -> Contact | None:
        """Any contact of the account, also one who left."""
        return next((one for one in self.record.contacts if one.contact_id == contact_id), None)

    def fact(self, rule: Rule, value: Value, subject: Mapping[str, str] | None = None, **others: Any) -> Fact:
        return stated(self.record, rule, value, self.company, subject=dict(subject or {}), **others)

    def _said_farewell(self, person: Contact) -> bool:
        """By what was written; where a namesake is on record as gone, that is who was meant."""
        if any(one.name == person.name and one.left_on for one in self.record.contacts):
            return False
        days = [talk.happened_on for talk in self.record.interactions if talk.contact_id == person.contact_id]
        return any(
            signal.name == GONE
            and signal.figures["champion"].value == person.name
            and signal.began >= max(days, default=signal.began)
            for signal in self.signals
        )


def rule(name: str, label: str, unit: Unit, formula: str, *reads: str) -> Rule:
    return Rule(name, label, unit, formula, reads or ("account",))
