"""Whose records a request means, and on which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tools.context import Context
from tools.metrics.catalogue import METRICS
from tools.period_words import read_period
from tools.record.reading import read_records
from tools.record.record import Record
from tools.requests import Filter
from tools.selection import cut_rows, select


def on_day(context: Context, words: str | None) -> Context:
    """The context at the close of the day or period end these words name; unchanged without words.

    Raises InvalidRequest when they name no period, NoData when it lies outside the data.
    """
    if not words:
        return context
    return replace(context, as_of=context.calendar.covered(read_period(words, context.calendar)).end)


def record_of(context: Context, typed: str) -> Record:
    """The one account's record at the as-of close. Raises UnknownName or AmbiguousName."""
    account = context.vocabulary.account(typed)
    return read_records(context, (account,))[account]


def choose_records(context: Context, filters: Iterable[Filter] = ()) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """The records of the accounts that meet the filters, and the filters in words.

    Raises UnknownName, AmbiguousName or InvalidRequest for a filter that fits nothing.
    """
    everyone = read_records(context)
    filters = tuple(filters)
    if not filters:
        return tuple(everyone.values()), ()
    selection = select(context, METRICS["accounts"], None, filters)
    chosen = cut_rows(context, context.table("accounts").select("account_id"), selection)
    wanted = {row["account_id"] for row in context.warehouse.run(chosen.distinct()).rows}
    words = tuple(cut.words for cut in selection.cuts)
    return tuple(record for account, record in everyone.items() if account in wanted), words
