"""The record of one account: everything known of it at the close of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tools.record.rows import (
    Account,
    Advocacy,
    ChurnEvent,
    Contact,
    ForecastSnapshot,
    Goal,
    HealthSnapshot,
    Interaction,
    Invoice,
    Line,
    Onboarding,
    Opportunity,
    Renewal,
    Survey,
    Ticket,
    Week,
)

WITHOUT_TALK = ("note",)


@dataclass(frozen=True)
class Record:
    """One account at the close of `day`. Rows are in the order of time.

    `tables` names the tables and columns the company has ("contacts", "contacts.role"), so that nothing on record can
    be told from nothing recorded, `currencies` those of all its subscriptions. `weeks` holds every whole week from the
    first one with use, quiet weeks included.
    """

    account: Account
    day: date
    newest_day: date
    tables: frozenset[str]
    currencies: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    contacts: tuple[Contact, ...] = ()
    weeks: tuple[Week, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    surveys: tuple[Survey, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    goals: tuple[Goal, ...] = ()
    onboardings: tuple[Onboarding, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    churn_events: tuple[ChurnEvent, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    advocacy_events: tuple[Advocacy, ...] = ()
    health_snapshots: tuple[HealthSnapshot, ...] = ()
    forecast_snapshots: tuple[ForecastSnapshot, ...] = ()

    def has(self, *needs: str) -> bool:
        """Whether the company's data has these tables or columns."""
        return self.tables.issuperset(needs)

    def days_since(self, past: date) -> int:
        return (self.day - past).days

    def before(self, days: int) -> date:
        return self.day - timedelta(days)

    @property
    def live_lines(self) -> tuple[Line, ...]:
        """The paid lines live at the close."""
        return tuple(line for line in self.lines if is_paid(line) and is_live(line, self.day))

    @property
    def arr(self) -> Decimal:
        return self.arr_on(self.day)

    def arr_on(self, day: date) -> Decimal:
        """Annualised amount of the paid lines live at the close of a day not later than `day`."""
        return sum((line.arr for line in self.lines if is_paid(line) and is_live(line, day)), Decimal(0))

    @property
    def is_paying(self) -> bool:
        return self.arr > 0

    @property
    def seats(self) -> int | None:
        """Licensed users: of the live lines when these carry seats, else as recorded on the account."""
        on_lines = [line.seats for line in self.live_lines if line.seats]
        return sum(on_lines) if on_lines else self.account.seats or None

    @property
    def people(self) -> tuple[Contact, ...]:
        """The contacts still at the account."""
        return tuple(contact for contact in self.contacts if contact.left_on is None)

    @property
    def talks(self) -> tuple[Interaction, ...]:
        """The meaningful interactions: conversations, not broadcasts or notes to oneself."""
        return tuple(item for item in self.interactions if is_meaningful(item))

    @property
    def next_renewal(self) -> Renewal | None:
        """The earliest renewal not decided yet, overdue ones included."""
        open_ones = [item for item in self.renewals if item.outcome is None]
        return min(open_ones, key=lambda item: item.due_on, default=None)

    @property
    def contact_names(self) -> Mapping[str, str]:
        return {contact.contact_id: contact.name for contact in self.contacts}


def is_paid(line: Line) -> bool:
    return not line.is_trial and not line.is_one_off and line.arr > 0


def is_live(line: Line, day: date) -> bool:
    return line.start_date <= day and (line.end_date is None or line.end_date > day)


def is_meaningful(item: Interaction) -> bool:
    return (item.type or "") not in WITHOUT_TALK if item.is_meaningful is None else item.is_meaningful
