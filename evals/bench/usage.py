"""Usage events of a made-up company: adding them up at publish time, then questions beside SQL on the events."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from evals.bench.ledger import peak_mb
from evals.bench.measures import Race, compared
from integrations.company_folder import open_database
from integrations.importing.usage_rollups import keep_usage
from integrations.importing.workbench import open_workbench
from knowledge.library import Library
from tools.company import Company
from tools.context import Context
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.periods import Period
from tools.scope import OPERATOR
from tools.selection import Selection
from tools.warehouse import Coverage

DATABASE = "company.duckdb"
COVERAGE = Coverage(date(2022, 1, 1), date(2024, 12, 31), "2025-01-01T00:00:00Z", "bench")
ACCOUNTS = """
CREATE TABLE accounts AS SELECT 'A' || i AS account_id, 'Account ' || i AS name,
    ['SMB', 'Mid-Market', 'Enterprise'][1 + i % 3] AS segment FROM range(2000) AS known(i)
"""
# Three years of events in the order of their days: 2,000 accounts of 5 to 49 users, 12 features.
EVENTS = """
CREATE TABLE usage_events AS
SELECT 'E' || i AS usage_event_id, 'A' || account AS account_id,
    'A' || account || '-U' || (chance >> 16) % (5 + account % 45) AS user_id,
    'feature_' || (chance >> 32) % 12 AS feature, (DATE '2022-01-01' + (i * 1096 // {events})::INTEGER) AS used_on,
    1 + (chance >> 40) % 4 AS uses, (chance >> 44) % 600 AS duration_seconds,
    ((chance >> 52) % 50 = 0)::BIGINT AS errors, (chance >> 32) % 12 = 11 AS is_beta
FROM (SELECT i, (chance % 2000)::BIGINT AS account, chance FROM (SELECT i, hash(i) AS chance FROM range({events}) t(i)))
"""
YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
QUARTER = Period(start=date(2024, 10, 1), end=date(2024, 12, 31))
DAYS = Period(start=date(2024, 7, 11), end=date(2024, 12, 10))
WITHIN = "FROM usage_events WHERE used_on BETWEEN DATE '{start}' AND DATE '{end}'"
# Metric, period, group, and the query by hand.
QUESTIONS: Mapping[str, tuple[str, Period, str, str]] = {
    "uses_of_a_year": ("usage_count", YEAR, "", f"SELECT sum(uses) {WITHIN}"),
    "uses_by_feature": (
        "usage_count", YEAR, "feature", f"SELECT sum(uses), feature {WITHIN} GROUP BY feature ORDER BY feature",
    ),
    "users_of_a_quarter": ("active_users", QUARTER, "", f"SELECT count(DISTINCT user_id) {WITHIN}"),
    "users_of_odd_days": ("active_users", DAYS, "", f"SELECT count(DISTINCT user_id) {WITHIN}"),
}  # fmt: skip


def write_events(folder: Path, events: int) -> None:
    """A built database of so many usage events, before anything is added up."""
    with open_workbench(folder / DATABASE, (), folder) as bench:
        for table in (ACCOUNTS, EVENTS):
            bench.run(table.format(events=events))


def added_up(folder: Path, rounds: int) -> dict[str, Any]:
    """Seconds and memory of adding up; per question the median milliseconds of both ways, and their ratio."""
    began = time.perf_counter()
    kept = keep_usage(folder / DATABASE)
    publishing = {"seconds": time.perf_counter() - began, "peak_mb": peak_mb(), "kept": list(kept)}
    warehouse = open_database(folder / DATABASE, COVERAGE)
    context = Context(warehouse, OPERATOR, Company(), Library.open(folder, ()), COVERAGE.last_day)
    races = {name: compared(name, _race(context, name), rounds) for name in QUESTIONS}
    return {"adding_up": publishing, **races, "memory": {"peak_mb": peak_mb()}}


def _race(context: Context, name: str) -> Race:
    metric, period, group, query = QUESTIONS[name]
    groups = (context.vocabulary.dimensions[group],) if group else ()
    selection, by_hand = Selection(period, (), groups), query.format(start=period.start, end=period.end)
    return Race(
        lambda: [[Decimal(fact.value or 0)] for fact in measure(context, METRICS[metric], selection)],
        lambda: [[Decimal(row[0])] for row in context.warehouse.backend.raw_sql(by_hand).fetchall()],
    )
