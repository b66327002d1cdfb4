"""A line without an end date runs on; a table without any end dates has lines that all run on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.company import account, context, line
from tests.traps.asking import value


def without_end(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: item for name, item in row.items() if name != "end_date"}


def test_an_open_line_is_live_at_every_later_close() -> None:
    view = context({"accounts": [account("acme")], "subscriptions": [line("acme", 100, "2023-02-01")]})
    assert [value(view, "arr", day) for day in ("2023-01-31", "2023-02-01", "2024-12-31")] == [0, 100, 100]
    assert value(view, "gross_revenue_retention") == 1


def test_an_end_that_lies_ahead_is_no_loss_yet() -> None:
    view = context({"accounts": [account("acme")], "subscriptions": [line("acme", 100, "2023-02-01", "2026-02-01")]})
    assert value(view, "arr", "2024-12-31") == 100
    assert value(view, "churned_arr") == 0


def test_a_table_without_end_dates_is_of_lines_that_all_run() -> None:
    lines = [without_end(line("acme", 100, "2023-02-01")), without_end(line("acme", 20, "2024-02-01"))]
    view = context({"accounts": [account("acme")], "subscriptions": lines})
    assert value(view, "arr", "2024-12-31") == 120
    assert value(view, "expansion_arr") == 20
    assert value(view, "churned_accounts") == 0
