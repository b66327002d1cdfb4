"""Asked as of a past day, a ticket that was closed later has neither a time to resolve nor a score yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from tests.company import account, context, day, line
from tests.traps.asking import fact
from tools.context import Context


def ticket(number: int, closed_at: datetime | None, hours: float) -> dict[str, Any]:
    opened = {"ticket_id": f"T-{number}", "account_id": "A-acme", "opened_on": day("2024-05-05")}
    return opened | {"closed_at": closed_at, "resolution_hours": hours, "satisfaction_score": float(number)}


@pytest.fixture(scope="module")
def view() -> Context:
    """Closed on 6 May after 20 hours, on 2 June after 670, and one whose closing day was not written down."""
    return context(
        {
            "accounts": [account("acme")],
            "subscriptions": [line("acme", 100, "2023-02-01")],
            "tickets": [
                ticket(1, datetime(2024, 5, 6, 9), 20.0),
                ticket(2, datetime(2024, 6, 2, 9), 670.0),
                ticket(3, None, 30.0),
            ],
        }
    )


@pytest.mark.parametrize(
    ("metric", "now", "then"),
    [("resolution_hours", 30, 25), ("mean_resolution_hours", 240, 25), ("ticket_csat", 2, 2), ("tickets", 3, 3)],
)
def test_what_was_closed_later_is_not_known_on_a_past_day(view: Context, metric: str, now: int, then: int) -> None:
    assert fact(view, metric).value == now
    assert fact(replace(view, as_of=date(2024, 5, 31)), metric).value == then
