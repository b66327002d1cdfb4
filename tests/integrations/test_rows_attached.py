"""The rows behind a figure as a file beside the answer: only where they are asked for, only the asker's."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assistant.answer import Answer
from integrations.rows_attached import are_rows_asked, with_rows
from tests.company import account, context, line
from tools.company import Company, Person
from tools.context import Context
from tools.measure import measure_metric
from tools.requests import MeasureMetric

TABLES = {
    "accounts": [account("Acme", csm="Kim"), account("=Beta", csm="Lee")],
    "subscriptions": [line("Acme", 100, "2023-01-01"), line("=Beta", 40, "2023-01-01")],
}


def answered(view: Context, *metrics: str) -> Answer:
    facts = tuple(fact for name in metrics for fact in measure_metric(view, MeasureMetric(metric=name)).facts)
    return Answer(id="1", question="send me the rows", outcome="answered", answer="Here.", model="planner", facts=facts)


def table(answer: Answer) -> list[list[str]]:
    with Path(answer.files[0]).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize(
    "text",
    [
        "send me the rows",
        "export the rows as csv",
        "give me the rows behind NRR in 2024",
        "ARR by segment as a spreadsheet",
    ],
)
def test_rows_are_asked_for_by_name(text: str) -> None:
    assert are_rows_asked(text)


@pytest.mark.parametrize(
    "text", ["what is our NRR?", "send a follow-up to Acme", "show ARR by segment", "which rows are bad"]
)
def test_other_questions_bring_no_file(text: str) -> None:
    assert not are_rows_asked(text)


def test_the_file_holds_the_rows_of_the_figure(tmp_path: Path) -> None:
    view = context(TABLES)
    found = with_rows(answered(view, "arr"), view, tmp_path)
    header, *rows = table(found)
    assert found.answer == "Here.\n\nThe rows behind ARR are in arr-2024-12-31.csv."
    assert [dict(zip(header, row, strict=True))["arr"] for row in rows] == ["40.00", "100.00"]
    assert [row[header.index("account")] for row in rows] == ["'=Beta", "Acme"]


def test_the_rows_are_those_the_asker_may_see(tmp_path: Path) -> None:
    kim = Person(name="Kim", email="kim@x.example")
    view = context(TABLES, Company(people=(kim,)), user=kim.email)
    header, *rows = table(with_rows(answered(view, "arr"), view, tmp_path))
    assert [row[header.index("account")] for row in rows] == ["Acme"]


def test_a_figure_without_rows_of_its_own_says_so(tmp_path: Path) -> None:
    view = context(TABLES)
    found = with_rows(answered(view).model_copy(update={"facts": ()}), view, tmp_path)
    assert found.files == ()
    assert found.answer.endswith("there are no rows to send.")
