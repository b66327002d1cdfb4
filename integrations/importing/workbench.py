"""The one place where the import runs SQL: a DuckDB file that may read its own folders and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from integrations.importing.quoting import literals

# Gigabytes of CSV must load in less memory than they take on disk: what does not fit goes to the scratch folder.
MEMORY = "512MB"


@dataclass(frozen=True)
class Workbench:
    """Values enter SQL as quoted literals (quoting.py): a bound parameter makes DuckDB import pandas, a full second."""

    connection: duckdb.DuckDBPyConnection

    def run(self, sql: str) -> None:
        self.connection.execute(sql)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()

    def value(self, sql: str) -> Any:
        return self.rows(sql)[0][0]


@contextmanager
def open_workbench(file: Path, folders: Sequence[Path], scratch: Path) -> Iterator[Workbench]:
    """A new database at `file` that can read `folders` and spill into `scratch`; extensions and network are off."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "temp_directory": str(scratch / "spill"),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
    }
    connection = duckdb.connect(str(file), config=config)
    try:
        connection.execute(f"SET allowed_directories = [{literals(f'{folder}/' for folder in folders)}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield Workbench(connection)
    finally:
        connection.close()


@contextmanager
def open_published(file: Path) -> Iterator[Workbench]:
    """A published database, read-only."""
    connection = duckdb.connect(str(file), read_only=True, config={"enable_external_access": "false"})
    try:
        yield Workbench(connection)
    finally:
        connection.close()
