"""Two exports of outside companies, counted and added up by the csv module and plain arithmetic."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from integrations.importing.import_folder import ImportOrder, import_folder
from integrations.importing.import_report import ImportReport
from integrations.importing.mapping_file import shipped_mapping
from tests.integrations.importing.exports import NOW, codes, query

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Imported:
    report: ImportReport
    folder: Path


@pytest.fixture(scope="module")
def imported(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Imported]:
    """Each company, imported once with its shipped mapping."""
    done = {}
    for company in ("ravenstack", "mrr_playbook"):
        folder = tmp_path_factory.mktemp(company)
        order = ImportOrder(shared_data / company, shipped_mapping(company), folder / "company")
        done[company] = Imported(import_folder(order, TODAY, NOW, lambda _: None), folder)
    return done


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def arr_at(rows: list[dict[str, str]], day: str, amount: str, times: int = 1) -> Decimal:
    live = [row for row in rows if row["start_date"] <= day and (not row["end_date"] or row["end_date"] > day)]
    return sum((Decimal(row[amount]) * times for row in live if row.get("is_trial") != "True"), Decimal())


@pytest.mark.parametrize("company", ["ravenstack", "mrr_playbook"])
def test_rows_in_are_the_rows_of_the_files_and_none_is_lost(
    shared_data: Path, imported: dict[str, Imported], company: str
) -> None:
    for table in imported[company].report.tables:
        if not table.is_derived:
            counted = sum(len(rows_of(shared_data / company / file)) for file in table.files)
            assert table.rows_in == counted == table.loaded + table.held_back


def test_ravenstack_arr_is_the_sum_done_by_hand(shared_data: Path, imported: dict[str, Imported]) -> None:
    report = imported["ravenstack"].report
    rows = rows_of(shared_data / "ravenstack" / "ravenstack_subscriptions.csv")
    assert report.arr == arr_at(rows, "2024-12-31", "arr_amount")
    assert (report.first_day, report.last_day) == (date(2023, 1, 1), date(2024, 12, 31))


def test_ravenstack_oddities_are_counted_as_the_csv_module_counts_them(
    shared_data: Path, imported: dict[str, Imported]
) -> None:
    folder = shared_data / "ravenstack"
    usage, tickets = (
        rows_of(folder / "ravenstack_feature_usage.csv"),
        rows_of(folder / "ravenstack_support_tickets.csv"),
    )
    lines = {row["subscription_id"]: row for row in rows_of(folder / "ravenstack_subscriptions.csv")}
    notes = codes(imported["ravenstack"].report)
    assert notes["repeated_identifier"] == len(usage) - len({row["usage_id"] for row in usage})
    assert notes["usage_before_subscription"] == sum(
        row["usage_date"] < lines[row["subscription_id"]]["start_date"] for row in usage
    )
    assert notes["zero_length_line"] == sum(row["start_date"] == row["end_date"] for row in lines.values())
    assert notes["few_scores"] == sum(not row["satisfaction_score"] for row in tickets)


def test_ravenstack_extra_columns_stay_as_attributes(imported: dict[str, Imported]) -> None:
    report = imported["ravenstack"].report
    attributes = {table.table: table.attributes for table in report.tables}
    assert attributes["subscriptions"] == ("mrr_amount", "upgrade_flag", "downgrade_flag", "churn_flag")
    assert attributes["accounts"] == ()
    types = dict(row[:2] for row in query(imported["ravenstack"].folder, "DESCRIBE subscriptions"))
    assert types["churn_flag"] == "BOOLEAN"
    assert types["mrr_amount"] == "DOUBLE"


def test_subscription_periods_become_annual_amounts_of_derived_accounts(
    shared_data: Path, imported: dict[str, Imported]
) -> None:
    report = imported["mrr_playbook"].report
    rows = rows_of(shared_data / "mrr_playbook" / "subscription_periods.csv")
    assert query(imported["mrr_playbook"].folder, "SELECT count(*), count(DISTINCT name) FROM accounts") == [
        (len({row["customer_id"] for row in rows}),) * 2
    ]
    day = "2019-06-30"
    live = f"start_date <= '{day}' AND (end_date IS NULL OR end_date > '{day}')"
    assert query(imported["mrr_playbook"].folder, f"SELECT sum(arr) FROM subscriptions WHERE {live}") == [
        (arr_at(rows, day, "monthly_amount", 12),)
    ]
    ends = [date.fromisoformat(row["end_date"]) for row in rows if row["end_date"]]
    assert report.last_day == max(ends) - timedelta(days=1)
