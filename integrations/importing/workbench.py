"""The one place where the import runs SQL: a DuckDB file that may read its own folders and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

# Half a gigabyte of CSV must load in less memory than it takes on disk: what does not fit goes to the scratch folder.
MEMORY = "320MB"


Values = Sequence[object] | Mapping[str, object]


@dataclass(frozen=True)
class Workbench:
    connection: duckdb.DuckDBPyConnection

    def run(self, sql: str) -> None:
        self.connection.execute(sql)

    def rows(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, dict(values) if isinstance(values, Mapping) else list(values)).fetchall()

    def value(self, sql: str, values: Values = ()) -> Any:
        return self.rows(sql, values)[0][0]

    def insert(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        if rows:
            self.connection.executemany(sql, [list(row) for row in rows])


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
        connection.execute("SET allowed_directories = $folders", {"folders": [f"{folder}/" for folder in folders]})
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
