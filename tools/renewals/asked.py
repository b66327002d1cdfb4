"""A question about renewals, resolved: whose records, which period, which settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tools.account_requests import ForecastRenewals
from tools.company import Company
from tools.company_settings import BUCKETS
from tools.context import Context
from tools.currencies import require_one_currency
from tools.errors import NoData
from tools.facts import Fact, Value, write_value
from tools.names import listed
from tools.periods import Period, write_day
from tools.record.choosing import choose_records
from tools.record.record import Record
from tools.record.stated import Rule
from tools.record.totals import span_of, total
from tools.renewals.buckets import WORDS, Rated, probability_of, rate_open
from tools.renewals.due import Due, due_in, dues_of, read_due_period, require_renewals
from tools.renewals.leaving import SIGNS, unseen


@dataclass(frozen=True)
class Asked:
    """`records` are those of the accounts meant, at least one; `filters` say which in words."""

    context: Context
    request: ForecastRenewals
    records: tuple[Record, ...]
    filters: tuple[str, ...]

    @property
    def company(self) -> Company:
        return self.context.company

    @cached_property
    def period(self) -> Period:
        return read_due_period(self.request.period, self.context.calendar)

    @cached_property
    def all_dues(self) -> tuple[Due, ...]:
        return dues_of(self.records)

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        """Those due in the period."""
        return due_in(self.all_dues, self.period)

    @cached_property
    def rated(self) -> tuple[Rated, ...]:
        """The open ones due in the period, the greatest risk first."""
        return rate_open(self.dues, self.company)

    @property
    def assumptions(self) -> tuple[str, ...]:
        usual = () if self.request.period else ("no period asked",)
        day = f"as known on {write_day(self.context.as_of)}"
        return (*usual, f"due in {self.period.name}", day, *self.filters, *self.settings)

    @property
    def settings(self) -> tuple[str, ...]:
        return (settings_of(self.company), *unseen(self.records[0], SIGNS))

    def total(self, rule: Rule, value: Value, dues: Sequence[Due] | None = None, **others: Any) -> Fact:
        """A fact of the period about these renewals; about all that are due in it when none are given."""
        records = tuple({due.record.account.account_id: due.record for due in dues or self.dues}.values())
        period = others.pop("period", span_of(self.period))
        return total(records or self.records, rule, value, self.company, period=period, **others)


def ask(context: Context, request: ForecastRenewals) -> Asked:
    """Raises NoData without renewals, accounts that fit, or one currency; and what names and periods raise."""
    require_renewals(context)
    require_one_currency(context)
    records, filters = choose_records(context, request.filters)
    if not records:
        raise NoData("No account meets these filters; leave one out and ask again.")
    return Asked(context, request, records, filters)


def settings_of(company: Company) -> str:
    """The settings on which a bucket and its chance depend, in words."""
    chances = [f"{WORDS[name]} {write_value(probability_of(name, company), 'percent')}" for name in BUCKETS]
    return f"{company.health.levels_in_words}; chances: {listed(chances)}"
