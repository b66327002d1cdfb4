"""steward ask --rows: the rows behind a figure of the answer, as a file."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from integrations.cli import main

Printed = pytest.CaptureFixture[str]


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_rows_of_nrr_are_its_accounts_and_give_the_figure(capsys: Printed, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    assert main(["ask", "what was NRR in 2025?", "--rows", str(file)]) == 0
    printed = capsys.readouterr()
    within = [row for row in read(file) if row["cohort"] == "in"]
    share = sum(Decimal(row["closing"]) for row in within) / sum(Decimal(row["opening"]) for row in within)
    assert f"{round(share * 100, 1)} %" in printed.out
    assert f"{len(read(file))} rows behind NRR" in printed.err


def test_another_figure_is_chosen_by_its_number(capsys: Printed, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    assert main(["ask", "ARR by segment", "--math", "--rows", str(file), "--figure", "2"]) == 0
    printed = capsys.readouterr()
    segments = {row["cut_segment"] for row in read(file)}
    assert len(segments) == 1
    assert f"2. ARR · {segments.pop()}" in printed.out


def test_json_stays_json(capsys: Printed, tmp_path: Path) -> None:
    main(["ask", "what was NRR in 2025?", "--json", "--rows", str(tmp_path / "rows.csv")])
    printed = capsys.readouterr()
    assert printed.out.startswith("{")
    assert "rows behind" not in printed.out


@pytest.mark.parametrize(
    ("question", "figure", "words"),
    [("what is GRR?", "1", "rests on no figure"), ("what is our ARR?", "9", "figures 1 to 1; name one")],
)
def test_without_such_a_figure_nothing_is_written(
    capsys: Printed, tmp_path: Path, question: str, figure: str, words: str
) -> None:
    file = tmp_path / "rows.csv"
    assert main(["ask", question, "--rows", str(file), "--figure", figure]) == 1
    assert words in capsys.readouterr().err
    assert not file.exists()


def test_a_file_of_questions_has_no_rows_of_one(capsys: Printed, tmp_path: Path) -> None:
    assert main(["ask", "--batch", str(tmp_path / "q"), "--rows", str(tmp_path / "r.csv")]) == 2
    assert "one question" in capsys.readouterr().err
