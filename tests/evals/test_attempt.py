from __future__ import annotations

import pytest

from evals.attempt import spaced
from tests.evals.attempts import answer, attempt, case, fact


@pytest.mark.parametrize(
    ("text", "is_stated"),
    [
        ("ARR is **$1,200** today.", True),
        ("ARR is $1,200.", True),
        ("ARR is $1,200,000.", False),
        ("ARR is $1,200.50.", False),
        ("ARR is US$11,200", False),
        ("ARR is 1,200 dollars", False),
    ],
)
def test_a_value_is_stated_as_written_and_not_inside_a_longer_number(text: str, is_stated: bool) -> None:
    assert attempt(case(), answer(text)).states(fact("1200")) is is_stated


def test_a_space_that_does_not_break_is_a_space() -> None:
    assert attempt(case(), answer("NRR was 108.3\u00a0%")).states(fact("1.083", "percent"))


def test_a_change_may_be_told_by_its_direction() -> None:
    change = fact("-0.021", "percent", is_change=True)
    assert attempt(case(), answer("It fell by 2.1 points.")).states(change)
    assert attempt(case(), answer("The difference is -2.1 points.")).states(change)


def test_marks_of_bold_and_code_do_not_hide_words() -> None:
    assert spaced("**Acme**  `feature_2`\n_x_") == "Acme feature2 x"
    assert attempt(case(), answer("Used: **feature_2**")).says("Feature_2")


def test_values_are_wanted_only_of_an_answer_that_may_have_them() -> None:
    assert attempt(case("declined"), answer("x"), 1).wanted == ()
    assert attempt(case("answered or clarify"), answer("x", outcome="clarify"), 1).wanted == ()
    assert len(attempt(case(), answer("x"), 1).wanted) == 1
