from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from evals.case import Case, load_cases, read_suite
from tools.errors import OutsideError

CASE = """
  - id: {id}
    kind: look_up
    question: "ARR?"
    expect: {{outcome: [answered], known: [{{subject: 2025, value: 1.5}}, {{value: 2025-06-30}}, {{value: true}}]}}
"""


def write(folder: Path, name: str, company: str, *ids: str) -> None:
    text = f"company: {company}\ncases:" + "".join(CASE.format(id=id_) for id_ in ids)
    (folder / name).write_text(text, encoding="utf-8")


def test_a_file_becomes_cases_with_plain_values(tmp_path: Path) -> None:
    write(tmp_path, "one.yaml", "tiny", "t-1")
    (case,) = read_suite(tmp_path / "one.yaml").cases
    assert [row.value for row in case.expect.known] == [Decimal("1.5"), "2025-06-30", "yes"]
    assert case.expect.known[0].subject == "2025"


def test_the_cases_of_a_company_come_from_all_its_files(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "tiny", "t-1")
    write(tmp_path, "b.yaml", "other", "o-1")
    write(tmp_path, "c.yaml", "tiny", "t-2", "t-3")
    assert [case.id for case in load_cases("tiny", tmp_path)] == ["t-1", "t-2", "t-3"]


def test_two_cases_of_one_name_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "tiny", "t-1")
    write(tmp_path, "b.yaml", "tiny", "t-1")
    with pytest.raises(OutsideError, match="t-1"):
        load_cases("tiny", tmp_path)


def test_a_company_without_cases_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="no cases about nobody"):
        load_cases("nobody", tmp_path)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "company: tiny\ncases:\n  - {id: a, kind: b, question: c, expect: {outcome: [answered]}, wy: d}",
            "cases.0.wy",
        ),
        ("company: tiny\ncases:\n  - {id: a, kind: b, question: c, expect: {outcome: [perhaps]}}", "outcome"),
        ("company: tiny\ncases: [", "cannot be read"),
    ],
)
def test_a_faulty_file_is_named_with_its_fault(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(OutsideError, match=rf"bad\.yaml(.|\n)*{place}|{place}"):
        read_suite(tmp_path / "bad.yaml")


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"gone\.yaml cannot be read"):
        read_suite(tmp_path / "gone.yaml")


def test_a_case_needs_no_more_than_a_question_and_an_outcome() -> None:
    case = Case.model_validate({"id": "a", "kind": "b", "question": "c", "expect": {"outcome": ["answered"]}})
    assert (case.after, case.user, case.expect.known) == ((), None, ())
