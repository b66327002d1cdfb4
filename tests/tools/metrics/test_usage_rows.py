"""Usage read added up says what the events say, whatever is blank and however it is cut."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from integrations.company_folder import open_warehouse
from integrations.importing import usage_rollups
from integrations.importing.usage_rollups import keep_usage
from integrations.importing.version_store import current_version
from integrations.sample.build import build_sample
from tests.integrations.importing.used import BY_HAND, COVERAGE, MONTH, Event, asked, seen, unpublished, write
from tools.context import Context
from tools.facts import Fact, Source
from tools.measuring import measure_together
from tools.metrics.catalogue import METRICS
from tools.metrics.usage import USAGE, USED
from tools.periods import Period
from tools.record.reading import read_records
from tools.roll_ups import ROLL_UPS
from tools.scope import Scope
from tools.selection import Cut, Selection

PERIODS = (
    MONTH,
    Period(start=date(2024, 1, 1), end=date(2024, 3, 31)),
    Period(start=date(2024, 1, 31), end=date(2024, 3, 1)),
    Period(start=date(2024, 2, 10), end=date(2024, 2, 20)),
    Period(start=date(2024, 2, 10), end=date(2024, 3, 9)),
    Period(start=date(2024, 1, 1), end=COVERAGE.last_day),
    Period(start=date(2023, 5, 5), end=date(2023, 8, 8)),
)


@pytest.fixture
def kept_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few events are kept added up too, however little that spares."""
    monkeypatch.setattr(usage_rollups, "MOST_OF_EVENTS", 2)


def figures(groups: tuple[tuple[Fact, ...], ...]) -> list[Fact]:
    """The facts without what says where they were read."""
    nowhere = Source(tables=(), rows=0, query="")
    return [fact.model_copy(update={"source": nowhere}) for group in groups for fact in group]


def selections(context: Context) -> Iterator[Selection]:
    known = context.vocabulary.dimensions
    for period in PERIODS:
        yield Selection(period)
        yield Selection(period, (), (known["feature"],))
        yield Selection(period, (Cut(known["is_beta"], (True,)),), (known["country"],))
        yield Selection(period, (Cut(known["is_beta"], (False,)), Cut(known["feature"], ("plan",), is_excluded=True)))
        yield Selection(period, (Cut(known["usage_channel"], ("web",)),))


def says_the_same(context: Context) -> None:
    by_events = unpublished(context)
    for selection in selections(context):
        for metrics in (*((metric,) for metric in USAGE), USAGE):
            ours, theirs = (measure_together(one, metrics, selection) for one in (context, by_events))
            assert figures(ours) == figures(theirs), (metrics[0].name, selection)
    assert read_records(context) == read_records(by_events)


def some_events(random_of: random.Random, events: int) -> list[Event]:
    """Blank users, features, counts and marks among them; users of several accounts; every border of month and week."""
    return [
        (
            f"A{random_of.randrange(3)}",
            "S1",
            random_of.choice([None, "ann", "bo", "cy", "di"]),
            random_of.choice([None, "plan", "chat", ""]),
            (date(2023, 12, 20) + timedelta(days=random_of.randrange(190))).isoformat(),
            random_of.choice([None, 0, 1, 5]),
            random_of.choice([None, 0, 1, 333]),
            random_of.choice([None, 0, 2]),
            random_of.choice([None, True, False]),
            random_of.choice(["web", "app"]),
        )
        for _ in range(events)
    ]


@pytest.mark.parametrize("batch", [7, 1_000_000])
def test_any_use_says_the_same_added_up_and_by_events(
    tmp_path: Path, kept_always: None, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(usage_rollups, "MOST_AT_ONCE", batch)
    database = write(tmp_path, some_events(random.Random(batch), 250))
    assert keep_usage(database) == tuple(roll_up.table for roll_up in ROLL_UPS)
    says_the_same(seen(database))


def test_a_fact_names_the_roll_up_it_was_read_from(tmp_path: Path, kept_always: None) -> None:
    database = write(tmp_path, BY_HAND)
    keep_usage(database)
    context = seen(database)
    assert asked(context, "usage_count", Selection(MONTH)) == (9, ("usage_by_month",), 3)
    assert asked(context, "usage_events", Selection(MONTH)) == (6, ("usage_by_month",), 3)
    assert asked(context, "active_users", Selection(MONTH)) == (2, ("users_by_month",), 4)
    odd = Selection(Period(start=date(2024, 1, 31), end=date(2024, 2, 29)))
    assert asked(context, "usage_count", odd) == (11, ("usage_events", "usage_by_month"), 4)


def test_what_a_roll_up_cannot_answer_is_read_from_the_events(tmp_path: Path, kept_always: None) -> None:
    database = write(tmp_path, BY_HAND)
    keep_usage(database)
    context = seen(database)
    known = context.vocabulary.dimensions
    by_channel = Selection(MONTH, (Cut(known["usage_channel"], ("app",)),))
    assert asked(context, "usage_events", by_channel) == (3, ("usage_events",), 3)
    of_plan = Selection(MONTH, (Cut(known["feature"], ("plan",)),))
    assert asked(context, "active_users", of_plan) == (1, ("usage_events",), 5)
    assert asked(context, "daily_active_users", Selection(MONTH))[1] == ("usage_events",)
    elsewhere = unpublished(context)
    assert asked(elsewhere, "usage_count", Selection(MONTH)) == (9, ("usage_events",), 6)


def test_a_csm_reads_the_use_of_own_accounts_only(tmp_path: Path, kept_always: None) -> None:
    database = write(tmp_path, BY_HAND)
    keep_usage(database)
    own = replace(seen(database), scope=Scope(asker="csm1", csms=frozenset({"csm1"})))
    assert asked(own, "usage_count", Selection(MONTH)) == (2, ("usage_by_month",), 1)
    assert asked(own, "active_users", Selection(MONTH)) == (1, ("users_by_month",), 1)
    assert {name for name, record in read_records(own).items() if record.weeks} == {"A1"}


def test_the_sample_company_says_the_same_added_up(tmp_path: Path, kept_always: None) -> None:
    published = open_warehouse(build_sample(tmp_path / "sample"))
    version = current_version(tmp_path / "sample" / "data")
    assert version is not None
    database = Path(shutil.copy(version / "company.duckdb", tmp_path))
    with duckdb.connect(str(database)) as connection:
        for roll_up in ROLL_UPS:
            connection.execute(f"DROP TABLE IF EXISTS {roll_up.table}")
    keep_usage(database)
    context = seen(database, published.coverage)
    by_events = unpublished(context)
    for period in (context.calendar.trailing(12), Period(start=date(2026, 1, 1), end=date(2026, 3, 31))):
        for groups in ((), (context.vocabulary.dimensions["segment"],)):
            for metrics in (*((metric,) for metric in USAGE), USAGE):
                asked_of = Selection(period, (), groups)
                ours, theirs = (measure_together(one, metrics, asked_of) for one in (context, by_events))
                assert figures(ours) == figures(theirs)
    assert read_records(context) == read_records(by_events)


def test_only_usage_has_roll_ups() -> None:
    assert {metric.frame for metric in METRICS.values() if metric.frame.rolled_up} == {USED}
