"""The sample company built once, and plain SQL over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from integrations.sample.build import build_sample

Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sample(tmp_path_factory.mktemp("companies") / "sample")


@pytest.fixture(scope="session")
def sql(company: Path) -> Iterator[Ask]:
    version = (company / "data" / "current").read_text(encoding="utf-8").strip()
    path = company / "data" / version / "company.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("CREATE TEMP VIEW paid AS SELECT * FROM subscriptions WHERE NOT is_trial AND NOT is_one_off")
        connection.execute(
            "CREATE TEMP MACRO arr_at(day) AS TABLE SELECT account_id, sum(arr) AS arr FROM paid"
            " WHERE start_date <= day AND (end_date IS NULL OR end_date > day) GROUP BY account_id"
        )
        yield lambda query, *values: connection.execute(query, values).fetchall()
