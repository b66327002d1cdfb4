from __future__ import annotations

from evals.render import render, render_side_by_side, summary
from tests.evals.test_report import report, result

MIXED = report(
    result("a", ms=4.0),
    result("b", "declined", ms=5.0, badly_phrased=True),
    result("c", "wrong_without_warning", "ranking", ms=90.0, faults=("right_order: the facts start with NA $5",)),
)


def test_the_summary_is_one_line_with_shares() -> None:
    assert summary(MIXED.totals) == ("1 of 3 right (33.3 %), 1 declined, 1 wrong without warning (33.3 %)")
    assert summary(report(result("a")).totals) == "1 of 1 right (100.0 %)"


def test_a_report_begins_with_its_totals() -> None:
    assert render(MIXED).splitlines()[:4] == [
        "tiny, asked of planner",
        "1 of 3 right (33.3 %), 1 declined, 1 wrong without warning (33.3 %)",
        "of the badly phrased: 0 of 1 right (0.0 %), 1 declined",
        "half the answers within 5 ms, 95 % within 90 ms",
    ]


def test_kinds_stand_in_aligned_columns() -> None:
    assert render(MIXED).splitlines()[5:8] == [
        "kind     cases  right   %  clarified  declined  wrong text  failed  wrong",
        "look_up      2      1  50          -         1           -       -      -",
        "ranking      1      0   0          -         -           -       -      1",
    ]


def test_failures_come_worst_first_with_what_was_expected_and_why_it_is_wrong() -> None:
    lines = render(MIXED).splitlines()
    assert lines[9] == "Not right (2), the worst first"
    assert lines[11:16] == [
        "c  ranking  wrong without warning",
        "  asked     ARR?",
        "  expected  answered: $100",
        "  got       answered: $99",
        "  because   right_order: the facts start with NA $5",
    ]
    assert lines[17].startswith("b  look_up  declined")


def test_nothing_is_listed_when_everything_is_right() -> None:
    assert "Not right" not in render(report(result("a")))


def test_repeats_and_regressions_are_said() -> None:
    text = render(report(result("a", right_attempts=3), repeat=3), worse=("x-1", "x-2"))
    assert "right means in each of 3 attempts; one by one 100.0 % were right" in text
    assert text.endswith("Right in the accepted run and not now (2): x-1, x-2")


def test_two_models_stand_below_each_other() -> None:
    other = report(result("a"), result("b")).model_copy(update={"model": "text-to-SQL by x"})
    assert render_side_by_side([report(result("a"), result("b", "failed")), other]).splitlines() == [
        "planner           1 of 2 right (50.0 %), 1 failed",
        "text-to-SQL by x  2 of 2 right (100.0 %)",
    ]
