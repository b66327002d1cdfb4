from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evals.matching import agree, is_about, is_value, names_of, span_names
from tests.evals.attempts import Q4, case, fact, known


@pytest.mark.parametrize(
    ("value", "wanted", "unit", "is_same"),
    [
        ("1.0834", "1.083", "percent", True),
        ("1.0836", "1.083", "percent", False),
        ("100.01", "100", "money", True),
        ("100.02", "100", "money", False),
        ("7", "7", "count", True),
        ("7.001", "7", "count", False),
        ("3.701", "3.70", "score", True),
        ("3.72", "3.70", "score", False),
    ],
)
def test_numbers_agree_within_the_tolerance_of_their_unit(value: str, wanted: str, unit: Any, is_same: bool) -> None:
    assert agree(Decimal(value), Decimal(wanted), unit) is is_same


def test_texts_agree_but_for_case_and_nothing_agrees_with_an_undefined_value() -> None:
    assert agree("Scale", "scale", "text")
    assert agree("2024-05-20", "2024-05-20", "date")
    assert not agree("2024-05-20", "2024-05-21", "date")
    assert not agree(None, 0, "money")


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 7, 1), date(2025, 12, 31), "2025-H2"),
        (date(2025, 7, 1), date(2025, 9, 30), "2025-Q3"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
    ],
)
def test_a_whole_period_has_one_name(start: date, end: date, name: str) -> None:
    assert list(span_names(start, end)) == [name]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2025, 1, 1), date(2025, 12, 30)),
        (date(2025, 2, 1), date(2025, 4, 30)),
        (date(2024, 7, 1), date(2025, 6, 30)),
    ],
)
def test_any_other_stretch_of_days_has_none(start: date, end: date) -> None:
    assert list(span_names(start, end)) == []


def test_a_state_is_named_by_its_day_and_by_what_ends_on_it() -> None:
    assert {"2025-12-31", "2025-12", "2025-q4", "2025"} <= names_of(fact("100"))
    assert "2025" not in names_of(fact("100", as_of=date(2025, 11, 30)))


def test_a_flow_is_named_by_its_period_and_not_by_its_last_day() -> None:
    names = names_of(fact("100", period=Q4))
    assert "2025-q4" in names
    assert names.isdisjoint({"2025-12-31", "2025"})


def test_a_cohort_and_a_part_of_a_bridge_go_by_the_names_cases_use() -> None:
    assert "2024-q3" in names_of(fact("1", subject={"cohort": "Q3 2024"}))
    assert "2024-07" in names_of(fact("1", subject={"cohort": "Jul 2024"}))
    assert {"churn", "churned", "churned_arr"} <= names_of(fact("1", metric="churned_arr", label="Churned ARR"))


def test_a_flag_goes_by_what_it_marks() -> None:
    assert {"yes", "beta"} <= names_of(fact("1", subject={"is_beta": "yes"}))
    assert {"no", "not beta", "other"} <= names_of(fact("1", subject={"is_beta": "no"}))


def test_a_difference_is_only_that() -> None:
    names = names_of(fact("1", subject={"comparison": "difference", "of": "Q4 2025", "from": "Q3 2025"}))
    assert names == {"difference"}


def test_a_row_with_a_subject_is_told_by_it_and_one_without_by_the_metric() -> None:
    (emea,), (plain,) = known(("emea", 100)), known(100)
    assert is_value(fact("100", subject={"region": "EMEA"}), emea, case(metric="mrr"))
    assert not is_value(fact("100", subject={"region": "NA"}), emea, case())
    assert is_value(fact("100"), plain, case(metric="arr"))
    assert not is_about(fact("100"), plain, case(metric="mrr"))


def test_a_fact_of_another_unit_is_not_the_value() -> None:
    (row,) = known(4)
    assert not is_value(fact("4", "count"), row, case(unit="money"))
