from __future__ import annotations

from typing import Any

import pytest

from evals.attempt import Attempt
from evals.scorers import score
from evals.verdict import Verdict, verdict
from tests.evals.attempts import answer, attempt, case, fact


def judged(given: Attempt) -> Verdict:
    return verdict(given, score(given))


def held_back(outcome: str, *facts: Any, text: str = "x", **changes: Any) -> Any:
    return answer(text, *facts, outcome=outcome, **changes)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (answer("ARR is $100.", fact("100")), "right"),
        (answer("ARR is $99.", fact("99")), "wrong_without_warning"),
        (answer("ARR is $100 and 7.", fact("100"), ungrounded_numbers=("7",)), "wrong_without_warning"),
        (answer("ARR is fine.", fact("100")), "wrong_text"),
        (held_back("clarify"), "clarified"),
        (held_back("declined"), "declined"),
        (held_back("declined", fact("99"), text="At least $99."), "wrong_without_warning"),
        (held_back("clarify", fact("100"), text="Is $100 what you mean?"), "clarified"),
        (held_back("failed", reason="error"), "failed"),
    ],
)
def test_a_question_with_an_answer(given: Any, wanted: Verdict) -> None:
    assert judged(attempt(case(), given, 100)) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (held_back("declined", reason="no_data"), "right"),
        (held_back("declined", reason="out_of_scope"), "declined"),
        (held_back("clarify", reason="ambiguous"), "clarified"),
        (answer("ARR is $0.", fact("0")), "wrong_without_warning"),
        (held_back("declined", reason="no_data", ungrounded_numbers=("7",)), "wrong_without_warning"),
    ],
)
def test_a_question_without_an_answer(given: Any, wanted: Verdict) -> None:
    assert judged(attempt(case("declined", reason=["no_data"]), given)) == wanted


def test_a_ranking_in_the_wrong_order_is_wrong_without_warning() -> None:
    facts = (fact("1", subject={"region": "NA"}), fact("2", subject={"region": "EMEA"}))
    given = answer("NA $1, EMEA $2", *facts)
    assert judged(attempt(case(ordered=True), given, ("EMEA", 2), ("NA", 1))) == "wrong_without_warning"


def test_an_answer_that_may_also_be_a_question_back_is_right_either_way() -> None:
    asked = case("answered or clarify", reason=["ambiguous"])
    assert judged(attempt(asked, held_back("clarify", reason="ambiguous"), 100)) == "right"
    assert judged(attempt(asked, answer("$100", fact("100")), 100)) == "right"
    assert judged(attempt(asked, answer("$99", fact("99")), 100)) == "wrong_without_warning"
