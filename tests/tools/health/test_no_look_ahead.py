"""A score of a past day is the one that data ending on that day would have given."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pytest

from integrations.company_folder import current_version, open_warehouse, read_company
from integrations.sample.build import build_sample
from knowledge.library import Library
from tools.context import Context
from tools.health.score import Health, health_of
from tools.record.known import known_on
from tools.record.reading import read_records
from tools.record.record import Record
from tools.scope import OPERATOR
from tools.warehouse import Coverage, Warehouse

DAYS = (date(2024, 9, 15), date(2025, 3, 31), date(2025, 11, 4), date(2026, 4, 30))
ACCOUNTS_A_DAY = 5
# The column that says when a row came to be, and the columns that stayed empty until a day of their own.
CUT: Mapping[str, tuple[str, Mapping[str, tuple[str, ...]]]] = {
    "subscriptions": ("start_date", {"end_date": ("end_date",)}),
    "contacts": ("joined_on", {"left_on": ("left_on",)}),
    "usage_events": ("used_on", {}),
    "tickets": ("opened_on", {"closed_at": ("closed_at", "resolution_hours", "satisfaction_score")}),
    "surveys": ("answered_on", {}),
    "interactions": ("happened_on", {}),
    "churn_events": ("churned_on", {}),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sample(tmp_path_factory.mktemp("health") / "sample")


@pytest.fixture(scope="module")
def whole(folder: Path) -> Context:
    warehouse = open_warehouse(folder)
    library = Library.open(Path("unused"), ())
    return Context(warehouse, OPERATOR, read_company(folder), library, warehouse.coverage.last_day)


@pytest.fixture(scope="module")
def copied(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data, since one process opens a file in one way only."""
    source = folder / "data" / current_version(folder) / "company.duckdb"
    return Path(shutil.copy(source, tmp_path_factory.mktemp("copied")))


def cut_context(whole: Context, copied: Path, day: date) -> Context:
    """The company as if its exports had ended on the day: later rows deleted, later news of the others emptied."""
    backend = ibis.duckdb.connect()
    backend.raw_sql(f"ATTACH '{copied}' AS whole (READ_ONLY)")
    for name in whole.warehouse.tables:
        backend.raw_sql(f"CREATE TABLE {name} AS SELECT * FROM whole.{name}")
        born, later = CUT.get(name, ("", {}))
        if born:
            backend.raw_sql(f"DELETE FROM {name} WHERE {born} > DATE '{day}'")
        for column, emptied in later.items():
            values = ", ".join(f"{other} = NULL" for other in emptied)
            backend.raw_sql(f"UPDATE {name} SET {values} WHERE CAST({column} AS DATE) > DATE '{day}'")
    warehouse = Warehouse(backend, Coverage(date(2021, 1, 1), day))
    return replace(whole, warehouse=warehouse, as_of=day)


def chosen(records: Mapping[str, Record], day: date) -> Iterator[str]:
    """Five accounts that pay on the day, drawn with a seed of its own."""
    paying = sorted(name for name, record in records.items() if record.arr_on(day))
    yield from random.Random(day.toordinal()).sample(paying, ACCOUNTS_A_DAY)


@pytest.mark.parametrize("day", DAYS)
def test_a_past_score_does_not_know_what_came_after(whole: Context, copied: Path, day: date) -> None:
    records = read_records(whole)
    cut = read_records(cut_context(whole, copied, day))
    for name in chosen(records, day):
        seen = health_of(known_on(records[name], day), whole.company)
        assert seen.score is not None
        assert _told(seen) == _told(health_of(cut[name], whole.company))


def test_a_context_of_a_past_day_gives_the_score_of_that_day(whole: Context) -> None:
    day = DAYS[2]
    earlier = read_records(replace(whole, as_of=day))
    now = read_records(whole)
    name = next(chosen(now, day))
    assert _told(health_of(earlier[name], whole.company)) == _told(health_of(known_on(now[name], day), whole.company))


def _told(health: Health) -> Any:
    return health.score, health.status, health.coverage, health.parts
