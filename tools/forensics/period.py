"""The losses of a period as the metrics count them: paid at its opening, not at its closing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from tools.context import Context
from tools.forensics.autopsy import Autopsy
from tools.forensics.losses import loss_at
from tools.health.history import settings_of
from tools.metrics.catalogue import METRICS
from tools.metrics.ledger import BALANCES
from tools.metrics.metric import exact
from tools.periods import Period
from tools.record.known import known_on
from tools.record.reading import read_records
from tools.record.record import Record, is_paid
from tools.requests import Filter
from tools.selection import Selection, cut_rows, select
from tools.signals.episodes import paying_spans


@dataclass(frozen=True)
class Lost:
    """One loss of the period: all that is concluded about it, and the ARR it had at the period's opening."""

    autopsy: Autopsy
    arr: Decimal

    @property
    def record(self) -> Record:
        return self.autopsy.record


@dataclass(frozen=True)
class Review:
    """A period and its losses, the largest first.

    `stayed` are the accounts that paid at both closes, `kept` all that paid at its closing.
    """

    context: Context
    selection: Selection
    lost: tuple[Lost, ...]
    stayed: tuple[str, ...]
    kept: frozenset[str]

    @property
    def period(self) -> Period:
        return self.selection.period

    @cached_property
    def arr(self) -> Decimal:
        return sum((item.arr for item in self.lost), Decimal(0))


def review_of(context: Context, words: str | None, filters: Iterable[Filter]) -> Review:
    """Raises UnknownName, AmbiguousName, InvalidRequest or NoData, as the metric of churned accounts does."""
    selection = select(context, METRICS["churned_accounts"], words, filters)
    rows = _balances(context, selection)
    lost = {row["account_id"]: Decimal(exact(row["opening"])) for row in rows if row["opening"] and not row["closing"]}
    stayed = tuple(sorted(row["account_id"] for row in rows if row["opening"] and row["closing"]))
    found = (Lost(item, lost[item.record.account.account_id]) for item in _autopsies(context, selection.period, lost))
    ordered = tuple(sorted(found, key=lambda item: (-item.arr, item.record.account.name)))
    kept = frozenset(row["account_id"] for row in rows if row["closing"])
    return Review(context, selection, ordered, stayed, kept)


def _balances(context: Context, selection: Selection) -> Sequence[Mapping[str, Any]]:
    rows = cut_rows(context, BALANCES.rows(context, selection.period), selection)
    return context.warehouse.run(rows.select("account_id", "opening", "closing")).rows


def _autopsies(context: Context, period: Period, accounts: Iterable[str]) -> tuple[Autopsy, ...]:
    """Kept for the whole period, since a published day never changes."""
    wanted = frozenset(accounts)
    key = (
        "autopsies",
        context.scope.csms,
        context.as_of,
        period.start,
        period.end,
        wanted,
        settings_of(context.company),
    )
    return context.warehouse.once(key, lambda: tuple(_autopsy(context, name, period.end) for name in sorted(wanted)))


def _autopsy(context: Context, account: str, closing: date) -> Autopsy:
    record = read_records(context)[account]
    then = known_on(record, closing)
    return Autopsy(context, record, loss_at(record, _last_span(then), context.company))


def _last_span(then: Record) -> tuple[date, date]:
    """The time of paying that was over at the close, however short the gap after it: the metrics count it as lost."""
    ends = [line.end_date for line in then.lines if is_paid(line) and line.end_date]
    start = next(start for start, _ in reversed(paying_spans(then)))
    return start, max(ends, default=then.day)
