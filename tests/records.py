"""Records of one invented account, short enough to check by hand. The day is 30 June 2026, a Tuesday."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tools.record.known import known_on
from tools.record.record import Record
from tools.record.rows import Account, Line, Week
from tools.schema import SCHEMA

DAY = date(2026, 6, 30)
LAST_SUNDAY = date(2026, 6, 28)
EVERYTHING = frozenset(SCHEMA) | {
    f"{table.name}.{column.name}" for table in SCHEMA.values() for column in table.columns
}


def ago(days: int) -> date:
    return DAY - timedelta(days)


def account(**fields: Any) -> Account:
    return Account(**({"account_id": "A-1", "name": "Acme", "segment": "Enterprise", "csm": "Maya"} | fields))


def record(**fields: Any) -> Record:
    """Acme with a line of 12,000 and what is given, of a company that has every table; `account` may be given too."""
    paid = (Line("S-1", date(2024, 1, 1), Decimal(12000), seats=20),)
    known: dict[str, Any] = {
        "account": account(),
        "day": DAY,
        "newest_day": DAY,
        "tables": EVERYTHING,
        "lines": paid,
    } | fields
    return known_on(Record(**known), known["day"])


def weeks(uses: Sequence[int], users: int = 10, features: Sequence[str] = ("plan", "board")) -> tuple[Week, ...]:
    """Whole weeks with so many uses each, the last one ending on 28 June 2026, spread evenly over the features."""
    return tuple(
        week(LAST_SUNDAY - timedelta(weeks=len(uses) - 1 - place), count, users, features)
        for place, count in enumerate(uses)
    )


def week(ends_on: date, uses: int, users: int = 10, features: Sequence[str] = ("plan", "board")) -> Week:
    return Week(
        starts_on=ends_on - timedelta(days=6),
        ends_on=ends_on,
        uses=Decimal(uses),
        errors=Decimal(0),
        rows=uses,
        users=frozenset(f"U-{number}" for number in range(users)) if uses else frozenset(),
        features={name: Decimal(uses) / len(features) for name in features} if uses else {},
    )
