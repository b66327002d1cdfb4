"""Usage events small enough to add up by hand, and a database that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from tests.integrations.importing.opened import covered, opened
from tools.context import Context
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.periods import Period
from tools.selection import Selection
from tools.warehouse import Coverage

COVERAGE = covered(date(2024, 1, 1))
MONTH = Period(start=date(2024, 2, 1), end=date(2024, 2, 29))
Event = tuple[str, str, str | None, str | None, str, int | None, float | None, int | None, bool | None, str]
# Account, subscription, user, feature, day, uses, seconds, errors, beta, channel.
BY_HAND: tuple[Event, ...] = (
    ("A0", "S0", "ann", "plan", "2024-01-31", 2, 60, 0, False, "web"),
    ("A0", "S0", "ann", "plan", "2024-02-01", 3, 60, 1, False, "web"),
    ("A0", "S9", "ann", "plan", "2024-02-29", None, 30, None, False, "app"),
    ("A0", "S0", None, "plan", "2024-02-29", 4, None, 0, False, "app"),
    ("A0", "S0", "bo", None, "2024-02-29", None, 30, 2, None, "app"),
    ("A1", "S1", "ann", "plan", "2024-02-04", 1, 10, 0, True, "web"),
    ("A1", "S1", "ann", "plan", "2024-02-05", 1, 10, 0, True, "web"),
)


def write(folder: Path, events: Sequence[Event]) -> Path:
    database = folder / "company.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE TABLE accounts (account_id VARCHAR, name VARCHAR, csm VARCHAR, country VARCHAR)")
        connection.execute("CREATE TABLE subscriptions (account_id VARCHAR, start_date DATE, arr DECIMAL(18,2))")
        for number in range(4):
            row = [f"A{number}", f"Account {number}", f"csm{number % 2}", "UK" if number else None]
            connection.execute("INSERT INTO accounts VALUES (?, ?, ?, ?)", row)
        connection.execute(
            "CREATE TABLE usage_events (usage_event_id VARCHAR, account_id VARCHAR, subscription_id VARCHAR, "
            "user_id VARCHAR, feature VARCHAR, used_on DATE, uses BIGINT, duration_seconds DOUBLE, errors BIGINT, "
            "is_beta BOOLEAN, channel VARCHAR)"
        )
        for number, event in enumerate(events):
            connection.execute("INSERT INTO usage_events VALUES (?,?,?,?,?,?,?,?,?,?,?)", [f"U{number}", *event])
    return database


def seen(database: Path, coverage: Coverage = COVERAGE) -> Context:
    return opened(database, coverage)


def unpublished(context: Context) -> Context:
    """The same data without leave to read what was added up."""
    coverage = replace(context.warehouse.coverage, published_at="")
    return replace(context, warehouse=replace(context.warehouse, coverage=coverage))


def asked(context: Context, metric: str, selection: Selection) -> tuple[Any, tuple[str, ...], int]:
    (fact,) = measure(context, METRICS[metric], selection)
    return fact.value, fact.source.tables, fact.source.rows
