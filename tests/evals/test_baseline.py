from __future__ import annotations

from pathlib import Path

import pytest

from evals.baseline import BARS, Bar, Baseline, accept, bar_of, read_baseline, regressions, write_baseline
from tests.evals.test_report import report, result


def test_a_case_that_failed_before_is_no_regression() -> None:
    baseline = accept(report(result("a"), result("b", "declined")), Baseline(runs={}))
    now = report(result("a", "clarified"), result("b", "wrong_text"), result("new", "failed"))
    assert regressions(now, baseline) == ("a", "new")


def test_without_an_accepted_run_of_this_model_and_company_there_is_nothing_to_compare() -> None:
    baseline = accept(report(result("a")), Baseline(runs={}))
    other = report(result("a", "failed")).model_copy(update={"model": "openai:x"})
    assert regressions(other, baseline) == ()


def test_accepting_a_run_leaves_the_others_alone() -> None:
    first = accept(report(result("a")), Baseline(runs={}))
    other = report(result("z", "failed")).model_copy(update={"company": "other"})
    both = accept(other, first)
    assert list(both.runs) == ["planner tiny", "planner other"]
    assert both.runs["planner other"].not_right == {"z": "failed"}


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    baseline = accept(report(result("a", "declined")), Baseline(runs={}))
    write_baseline(baseline, tmp_path / "baseline.json")
    assert read_baseline(tmp_path / "baseline.json") == baseline
    assert read_baseline(tmp_path / "none.json") == Baseline(runs={})


@pytest.mark.parametrize(
    ("right", "wrong", "is_cleared"), [(96, 1, True), (95, 0, True), (94, 0, False), (97, 2, False)]
)
def test_a_run_clears_the_planners_bar_by_what_is_right_and_by_what_is_wrong(
    right: int, wrong: int, is_cleared: bool
) -> None:
    verdicts = ["right"] * right + ["wrong_without_warning"] * wrong + ["declined"] * (100 - right - wrong)
    given = report(*(result(str(number), verdict) for number, verdict in enumerate(verdicts)))
    assert bar_of("planner").is_cleared(given) is is_cleared


def test_the_planner_has_a_bar_of_its_own_and_every_model_has_one() -> None:
    assert BARS["planner"] == Bar(right=0.95, wrong=0.01)
    assert bar_of("openai:anything").wrong <= 0.01
