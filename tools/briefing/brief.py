"""One account as a briefing needs it: its record and health, and the day after which something counts as new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tools.briefing.commitments import Commitment, commitments_of
from tools.company import Company
from tools.context import Context
from tools.facts import Fact, Value
from tools.health.view import View
from tools.record.record import Record
from tools.record.stated import Rule


@dataclass(frozen=True)
class Brief:
    """`since` is None where everything counts, else the day after whose close only what is new does."""

    view: View
    since: date | None = None

    @property
    def context(self) -> Context:
        return self.view.context

    @property
    def record(self) -> Record:
        return self.view.record

    @property
    def company(self) -> Company:
        return self.view.company

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """Every promise on record, the newest first."""
        return tuple(sorted(commitments_of(self.record), key=lambda item: item.made_in.happened_on, reverse=True))

    def is_new(self, *days: date | None) -> bool:
        """Whether anything happened on one of these days that counts here."""
        return self.since is None or any(day is not None and day > self.since for day in days)

    def fact(self, rule: Rule, value: Value | date, subject: Mapping[str, str] | None = None, **others: Any) -> Fact:
        """The fact that the rule gave this value; a day is written as one."""
        written = value.isoformat() if isinstance(value, date) else value
        return self.view.fact(rule, written, subject, **others)

    def known(
        self, rule: Rule, value: Value | date, subject: Mapping[str, str] | None = None, **others: Any
    ) -> list[Fact]:
        """The fact, or nothing where there is no value."""
        return [] if value is None or value == "" else [self.fact(rule, value, subject, **others)]
