"""A database made by hand, as the tools see it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from integrations.company_folder import open_database
from knowledge.library import Library
from tools.company import Company
from tools.context import Context
from tools.scope import OPERATOR
from tools.warehouse import Coverage

LAST = date(2024, 6, 20)


def covered(first: date) -> Coverage:
    return Coverage(first, LAST, "2024-06-21T00:00:00Z", "1")


def write_accounts(connection: duckdb.DuckDBPyConnection) -> None:
    """A0 to A3, of two CSMs in turn; the first is in no country."""
    connection.execute("CREATE TABLE accounts (account_id VARCHAR, name VARCHAR, csm VARCHAR, country VARCHAR)")
    for number in range(4):
        row = [f"A{number}", f"Account {number}", f"csm{number % 2}", "UK" if number else None]
        connection.execute("INSERT INTO accounts VALUES (?, ?, ?, ?)", row)


def opened(database: Path, coverage: Coverage) -> Context:
    return Context(
        open_database(database, coverage), OPERATOR, Company(), Library.open(database.parent, ()), coverage.last_day
    )
