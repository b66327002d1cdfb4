"""Whatever a file holds: rows in, counted by the csv module, are rows loaded and rows held back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.importing.import_report import ImportReport
from tests.integrations.importing.exports import query, run_import
from tools.errors import OutsideError

CELLS = st.one_of(
    st.sampled_from(
        ["", "S1", "S2", "A1", "A2", "A9", "2024-01-31", "2024-02-30", "31/01/2024", "10", "-1", "NaN", "1,5"]
    ),
    st.text(max_size=6),
)
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=6), min_size=1, max_size=12)
HEADER = ["subscription_id", "account_id", "start_date", "end_date", "arr"]
GOOD = ["S0", "A1", "2024-01-10", "", "5"]


@settings(max_examples=15, deadline=None, derandomize=True)
@given(rows=ROWS, delimiter=st.sampled_from([",", ";", "\t"]), end=st.sampled_from(["\n", "\r\n"]))
def test_every_row_is_loaded_or_held_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str, end: str
) -> None:
    folder: Path = tmp_path_factory.mktemp("company")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADER, GOOD, *rows])
    content = text.getvalue().encode("utf-8", "replace")
    report = import_or_refusal(folder, content)
    if isinstance(report, str):
        assert "subscriptions.csv" in report
        assert not (folder / "company" / "data" / "current").exists()
        return
    table = report.tables[1]
    assert table.rows_in == len(rows) + 1 == table.loaded + table.held_back
    lines = [row[0] for row in query(folder, "SELECT row FROM quarantine")]
    assert len(set(lines)) == len(lines) == table.held_back


def import_or_refusal(folder: Path, content: bytes) -> ImportReport | str:
    try:
        return run_import(folder, subscriptions=content)
    except OutsideError as refused:
        return refused.message
