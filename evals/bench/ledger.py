"""A made-up company of any size: each account has one subscription line per month, for 36 months."""

from __future__ import annotations

import json
import resource
import time
from datetime import UTC, datetime
from pathlib import Path

from integrations.importing.import_folder import ImportOrder, import_folder
from integrations.importing.mapping_file import read_mapping
from integrations.importing.workbench import open_workbench

MONTHS = 36
LAST_DAY = "2024-12-31"
NOW = datetime(2025, 1, 1, tzinfo=UTC)
MAPPING = """
company: Bench
currency: USD
covers_until: 2024-12-31
tables:
  accounts:
    file: accounts.csv
    columns: {account_id: account_id, name: name, segment: segment, csm: csm}
  subscriptions:
    file: subscriptions.csv
    columns:
      {subscription_id: subscription_id, account_id: account_id, start_date: start_date, end_date: end_date, arr: arr}
"""
ACCOUNTS = """
SELECT 'A' || i AS account_id, 'Account ' || i AS name, ['SMB', 'Mid-Market', 'Enterprise'][1 + i % 3] AS segment,
    'csm' || (i % 50) || '@bench.example' AS csm
FROM range({accounts}) AS known(i)
"""
# Some accounts come later, some leave, some come back; amounts change about once a year.
LINES = """
SELECT 'S' || i || '-' || m AS subscription_id, 'A' || i AS account_id,
    (DATE '2022-01-01' + to_months(m::INTEGER))::DATE AS start_date,
    (DATE '2022-01-01' + to_months(m::INTEGER + 1))::DATE AS end_date,
    1200 + hash(i) % 9000 + (m // 12) * (hash(i * 7 + m // 12) % 900) - (hash(i * 3) % 5 = 0)::INTEGER * (m // 18) * 300
        AS arr
FROM range({accounts}) AS known(i), range({months}) AS months(m)
WHERE m >= (hash(i * 11) % 3 = 0)::INTEGER * (hash(i) % 24)
    AND NOT (hash(i * 13) % 6 = 0 AND m >= 12 + hash(i * 17) % 24)
    AND NOT (hash(i * 19) % 40 = 0 AND m BETWEEN 10 AND 14)
"""


def write_exports(folder: Path, accounts: int) -> None:
    """accounts.csv and subscriptions.csv of so many accounts."""
    folder.mkdir(parents=True)
    with open_workbench(folder / "making.duckdb", (folder,), folder) as bench:
        for name, query in (("accounts", ACCOUNTS), ("subscriptions", LINES)):
            rows = query.format(accounts=accounts, months=MONTHS)
            bench.run(f"COPY ({rows}) TO '{folder / name}.csv' (HEADER)")
    (folder / "making.duckdb").unlink()


def imported(source: Path, company: Path) -> dict[str, float]:
    """Imports the exports: rows, seconds, rows per second, and the most memory this process ever used."""
    order = ImportOrder(source, read_mapping(MAPPING, "mapping.yaml"), company)
    began = time.perf_counter()
    report = import_folder(order, NOW.date(), NOW.isoformat(timespec="seconds"), lambda _: None)
    seconds = time.perf_counter() - began
    rows = sum(table.loaded for table in report.tables)
    return {"rows": rows, "seconds": seconds, "rows_per_second": rows / seconds, "peak_mb": peak_mb()}


def peak_mb() -> float:
    """The most memory of this process so far, in megabytes (Linux counts kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def printed(found: object) -> None:
    print(json.dumps(found))
