"""Renewals of an invented account with a status and signs of leaving given by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.records import DAY, record
from tools.company_settings import Status
from tools.record.rows import Line, Renewal
from tools.renewals.buckets import Rated
from tools.renewals.due import Due
from tools.signals.signal import Signal

SOON = date(2026, 8, 1)
PAID = (Line("S-1", date(2024, 1, 1), Decimal(12000)),)
GONE = (Line("S-1", date(2024, 1, 1), Decimal(12000), end_date=date(2026, 5, 1)),)


def renewal(due_on: date = SOON, arr: int = 1000, **fields: Any) -> Renewal:
    return Renewal(f"R-{due_on}", due_on, Decimal(arr), **fields)


def due(item: Renewal | None = None, **fields: Any) -> Due:
    item = item or renewal()
    return Due(record(**({"renewals": (item,), "lines": PAID} | fields)), item)


def rating(status: Status | None, *signs: str, item: Renewal | None = None, **fields: Any) -> Rated:
    """An open renewal of an account with this health and these signs of leaving."""
    found = tuple(Signal(name, "A-1", DAY, 0.5) for name in signs)
    return Rated(due(item), status, None if status is None else Decimal(60), found, **fields)
