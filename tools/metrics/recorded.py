"""Rows made from accounts' records instead of by the engine: for what health, renewals and onboardings tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tools.record.record import Record
from tools.record.stated import source_of

Row = Mapping[str, Any]
Rows = Sequence[Row]


@dataclass(frozen=True)
class Recorded:
    """Rows, each with an account_id, and the plain queries that return the records they were made from."""

    rows: tuple[Row, ...]
    query: str


def recorded(records: Sequence[Record], reads: Sequence[str], rows: Iterable[Row]) -> Recorded:
    return Recorded(tuple(rows), source_of(records, reads).query)


def count(rows: Rows) -> int:
    return len(rows)


def adding(column: str, only: str = "") -> Callable[[Rows], Decimal]:
    """Adds up a column, of the rows marked by another one where it is named; what is not known adds nothing."""

    def add(rows: Rows) -> Decimal:
        return sum((Decimal(row[column] or 0) for row in rows if not only or row[only]), Decimal(0))

    return add


def counting(column: str) -> Callable[[Rows], int]:
    """How many rows have the mark."""
    return lambda rows: sum(bool(row[column]) for row in rows)
