"""Usage added up at publish time says what the events say, whatever is blank, and is read like them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from integrations.importing import usage_rollups
from integrations.importing.company_check import describe_company
from integrations.importing.usage_rollups import keep_usage
from integrations.importing.version_store import current_version
from tests.integrations.importing.exports import query, run_import, with_table
from tests.integrations.importing.used import BY_HAND, MONTH, asked, seen, unpublished, write
from tools.errors import OutsideError
from tools.record.reading import read_records
from tools.selection import Selection


@pytest.fixture
def kept_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few events are kept added up too, however little that spares."""
    monkeypatch.setattr(usage_rollups, "MOST_OF_EVENTS", 2)


def test_the_months_hold_what_can_be_added_by_hand(tmp_path: Path, kept_always: None) -> None:
    database = write(tmp_path, BY_HAND)
    keep_usage(database)
    with duckdb.connect(str(database), read_only=True) as connection:
        usage = connection.execute("FROM usage_by_month ORDER BY ALL").fetchall()
        users = connection.execute("SELECT account_id, month_end, user_id, records FROM users_by_month").fetchall()
        weeks = connection.execute(
            "SELECT week, feature, records, uses FROM usage_by_week WHERE account_id = 'A1' ORDER BY 1"
        ).fetchall()
    january, february = date(2024, 1, 31), date(2024, 2, 29)
    assert usage == [
        ("A0", january, "plan", False, 1, 2, 0, 60),
        ("A0", february, "plan", False, 3, 7, 1, 90),
        ("A0", february, None, None, 1, None, 2, 30),
        ("A1", february, "plan", True, 2, 2, 0, 20),
    ]
    assert set(users) == {
        ("A0", january, "ann", 1),
        ("A0", february, "ann", 2),
        ("A0", february, "bo", 1),
        ("A0", february, None, 1),
        ("A1", february, "ann", 2),
    }
    # 4 February 2024 is a Sunday: the day after begins another week.
    assert weeks == [(date(2024, 1, 29), "plan", 1, 1), (date(2024, 2, 5), "plan", 1, 1)]


def test_fractions_are_added_up_when_they_are_asked(tmp_path: Path, kept_always: None) -> None:
    database = write(tmp_path, [*BY_HAND, ("A0", "S0", "ann", "plan", "2024-02-02", 1, 0.1, 0, False, "web")])
    keep_usage(database)
    assert asked(seen(database), "usage_hours", Selection(MONTH))[1] == ("usage_events",)


def test_without_users_features_and_counts_there_is_still_use_by_month(tmp_path: Path, kept_always: None) -> None:
    database = write(tmp_path, BY_HAND)
    with duckdb.connect(str(database)) as connection:
        for column in ("user_id", "feature", "uses", "errors", "duration_seconds", "is_beta"):
            connection.execute(f"ALTER TABLE usage_events DROP COLUMN {column}")
    assert keep_usage(database) == ("usage_by_month", "usage_by_week")
    context = seen(database)
    assert asked(context, "usage_count", Selection(MONTH)) == (6, ("usage_by_month",), 2)
    assert read_records(context) == read_records(unpublished(context))


def test_a_roll_up_that_spares_little_is_not_kept(tmp_path: Path) -> None:
    database = write(tmp_path, BY_HAND)
    assert keep_usage(database) == ()
    assert asked(seen(database), "usage_count", Selection(MONTH)) == (9, ("usage_events",), 6)


def test_without_usage_events_nothing_is_added_up(tmp_path: Path) -> None:
    database = write(tmp_path, ())
    with duckdb.connect(str(database)) as connection:
        connection.execute("DROP TABLE usage_events")
    assert keep_usage(database) == ()


USED_MAPPING = with_table("usage_events", "account_id: who, used_on: day, user_id: user, feature: what")
USED_ROWS = "who,day,user,what\n" + "A1,2024-05-01,ann,plan\nA1,2024-05-02,ann,plan\nA2,2024-05-03,bo,chat\n" * 3


def test_an_import_adds_up_and_the_check_says_so(tmp_path: Path) -> None:
    run_import(tmp_path, USED_MAPPING, usage_events=USED_ROWS)
    rows = query(tmp_path, "SELECT account_id, records, uses FROM usage_by_month ORDER BY 1")
    assert rows == [("A1", 6, 6), ("A2", 3, 3)]
    assert "usage_by_month" in describe_company(tmp_path / "company").usage
    assert describe_company(tmp_path / "company").usage.endswith("agrees with the events.")


def tamper(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE usage_by_month SET uses = uses + 1 WHERE account_id = 'A1'")


def test_the_check_names_what_no_longer_agrees(tmp_path: Path) -> None:
    run_import(tmp_path, USED_MAPPING, usage_events=USED_ROWS)
    version = current_version(tmp_path / "company" / "data")
    assert version is not None
    tamper(version / "company.duckdb")
    assert describe_company(tmp_path / "company").usage.endswith(
        "import again. usage_by_month, A1, 2024-05-31, uses: 7 added up and 6 by events"
    )


def test_a_difference_blocks_publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_import(tmp_path, USED_MAPPING, usage_events=USED_ROWS)
    before = current_version(tmp_path / "company" / "data")
    make = usage_rollups._is_made

    def make_wrong(bench: Any, roll_up: Any, *others: Any) -> bool:
        made = make(bench, roll_up, *others)
        bench.run(f"DELETE FROM {roll_up.table} WHERE account_id = 'A2'")
        return made

    monkeypatch.setattr(usage_rollups, "_is_made", make_wrong)
    with pytest.raises(OutsideError) as error:
        run_import(tmp_path, USED_MAPPING, usage_events=USED_ROWS)
    assert "usage_by_month, A2, 2024-05-31, records: nothing added up and 3 by events" in error.value.message
    assert "Nothing was published" in error.value.message
    assert current_version(tmp_path / "company" / "data") == before
