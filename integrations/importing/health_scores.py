"""Health scores of past month ends, computed into a version that is about to be published."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from integrations.company_folder import open_database, read_company
from knowledge.library import Library
from tools.company import Company
from tools.context import Context
from tools.health.component import INPUTS
from tools.health.keeping import most_scores, scores_to_keep
from tools.health.snapshots import TABLE
from tools.scope import OPERATOR
from tools.signals.features import with_norms
from tools.warehouse import Coverage

# A thousand scores take up to a second.
MOST_SCORES = 60_000
SCORE = pa.decimal128(4, 1)
COLUMNS = pa.schema(
    [("account_id", pa.string()), ("day", pa.date32()), ("score", SCORE), ("status", pa.string())]
    + [(name, SCORE) for name in INPUTS]
    + [("made_by", pa.string())]
)

logger = logging.getLogger(__name__)


def keep_scores(database: Path, folder: Path, coverage: Coverage) -> None:
    """Adds them to a built database, with the settings of the company folder.

    Without them questions compute what they need, so that a failure here stops no publishing.
    """
    try:
        rows = _computed(database, _settings(folder), coverage)
        if rows:
            _write(database, rows)
    except Exception as error:
        logger.warning(
            "The health scores of past months are not kept (%s): questions compute them.", type(error).__name__
        )
        logger.debug("Keeping them failed.", exc_info=True)


def _settings(folder: Path) -> Company:
    """A company's first import makes its folder only after this, without settings of its own."""
    return read_company(folder) if (folder / "company.toml").exists() else Company()


def _computed(database: Path, company: Company, coverage: Coverage) -> list[dict[str, Any]]:
    warehouse = open_database(database, coverage)
    try:
        library = Library.open(database.parent, ())
        context = Context(warehouse, OPERATOR, company, library, coverage.last_day)
        most = most_scores(context)
        if not most:
            return []
        if most > MOST_SCORES:
            logger.warning("%s health scores of past months are too many to keep: questions compute them.", f"{most:,}")
            return []
        return scores_to_keep(with_norms(context))
    finally:
        # DuckDB opens a file in one way at a time: the next one writes.
        warehouse.backend.disconnect()


def _write(database: Path, rows: list[dict[str, Any]]) -> None:
    with duckdb.connect(str(database), config={"enable_external_access": "false"}) as connection:
        connection.register("computed", pa.Table.from_pylist(rows, schema=COLUMNS))
        connection.execute(f"CREATE TABLE {TABLE} AS SELECT * FROM computed")
        connection.execute("CHECKPOINT")
