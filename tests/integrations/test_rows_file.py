"""Rows in a file: a text stays a text in any spreadsheet, a number stays a number."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.rows_file import FORMULA, cell, write_rows
from tools.errors import OutsideError


@pytest.mark.parametrize(
    "text", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\tx", "\rx", '=HYPERLINK("http://x","y")', "＝1"]
)
def test_a_text_that_begins_like_a_formula_is_marked_as_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("-1200.50"), "-1200.50"),
        (Decimal("1E+3"), "1000"),
        (-3, "-3"),
        (0.25, "0.25"),
        (True, "yes"),
        (None, ""),
        (date(2024, 2, 29), "2024-02-29"),
        (datetime(2024, 2, 29, 9, 30), "2024-02-29 09:30:00"),
        ("Acme, Inc. = best", "Acme, Inc. = best"),
    ],
)
def test_numbers_days_and_plain_texts_stay_as_they_are(value: object, written: str) -> None:
    assert cell(value) == written


def test_a_file_reads_back_with_its_commas_quotes_and_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    rows: list[Mapping[str, Any]] = [
        {"account": 'A "big", one', "note": "two\nlines", "arr": Decimal("10.00")},
        {"account": "=B", "arr": None},
    ]
    write_rows(file, ("account", "note", "arr"), rows)
    with file.open(encoding="utf-8", newline="") as opened:
        assert list(csv.reader(opened)) == [
            ["account", "note", "arr"],
            ['A "big", one', "two\nlines", "10.00"],
            ["'=B", "", ""],
        ]


def test_a_column_named_like_a_formula_is_a_text_too(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    write_rows(file, ("=cmd",), [{"=cmd": 1}])
    assert file.read_text(encoding="utf-8").splitlines() == ["'=cmd", "1"]


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="cannot be written"):
        write_rows(tmp_path / "none" / "rows.csv", ("a",), [])


@given(st.text())
def test_no_text_ever_begins_like_a_formula(text: str) -> None:
    assert not cell(text).startswith(FORMULA)
