"""Records read from a warehouse of a few rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.company import account, context, day, line
from tools.record.known import known_on
from tools.record.reading import read_records
from tools.warehouse import Warehouse

LINES = [line("acme", 1200, "2024-01-01")]


def use(on: str, **columns: Any) -> dict[str, Any]:
    return {"usage_event_id": f"U-{on}", "account_id": "A-acme", "used_on": day(on)} | columns


def test_use_without_counts_is_one_use_a_row() -> None:
    tables: dict[str, Any] = {
        "accounts": [account("acme")],
        "subscriptions": LINES,
        "usage_events": [use("2024-12-02"), use("2024-12-03")],
    }
    (week, *later) = read_records(context(tables))["A-acme"].weeks
    assert (week.starts_on, week.uses, week.errors) == (date(2024, 12, 2), Decimal(2), Decimal(0))
    assert not week.users
    assert [item.uses for item in later] == [0, 0, 0]


def test_a_week_gathers_users_and_features() -> None:
    events = [
        use("2024-12-16", user_id="ann", feature="plan", uses=3),
        use("2024-12-22", user_id="bo", feature="plan", uses=2),
    ]
    tables: dict[str, Any] = {"accounts": [account("acme")], "subscriptions": LINES, "usage_events": events}
    week = read_records(context(tables))["A-acme"].weeks[0]
    assert (week.uses, week.users, week.features) == (Decimal(5), frozenset({"ann", "bo"}), {"plan": Decimal(5)})


def test_an_account_that_signs_up_later_has_no_record_yet() -> None:
    tables = {"accounts": [account("acme", signup_date=day("2025-01-05"))], "subscriptions": LINES}
    assert read_records(context(tables)) == {}


def test_one_account_is_taken_from_everyone_already_read(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"accounts": [account("acme"), account("birch")], "subscriptions": LINES}
    seen = context(tables)
    everyone = read_records(seen)
    alone = read_records(context(tables), ("A-acme",))
    monkeypatch.delattr(Warehouse, "run")
    assert read_records(seen, ("A-acme",)) == {"A-acme": everyone["A-acme"]} == alone


def test_a_decision_without_its_day_is_not_known_before_the_due_day() -> None:
    renewal = {"renewal_id": "R-1", "account_id": "A-acme", "due_on": day("2024-06-30"), "arr": 900}
    decided = renewal | {"outcome": "churned"}
    made = context({"accounts": [account("acme")], "subscriptions": LINES, "renewals": [decided]})
    (on_the_day,) = known_on(read_records(made)["A-acme"], date(2024, 6, 30)).renewals
    (before,) = known_on(read_records(made)["A-acme"], date(2024, 6, 29)).renewals
    assert (on_the_day.outcome, before.outcome) == ("churned", None)
