from __future__ import annotations

from typing import Any

import pytest

from evals.attempt import Attempt
from evals.scorers import (
    grounded,
    right_dates,
    right_names,
    right_order,
    right_outcome,
    right_reason,
    right_values,
    says,
    score,
    states_value,
)
from tests.evals.attempts import answer, attempt, case, fact


def region(name: str, value: str) -> Any:
    return fact(value, subject={"region": name})


@pytest.mark.parametrize(
    ("wanted", "given", "is_right"),
    [
        ("answered", "answered", True),
        ("declined or clarify", "clarify", True),
        ("declined", "answered", False),
        ("answered", "failed", False),
    ],
)
def test_the_outcome_is_one_of_those_wanted(wanted: str, given: str, is_right: bool) -> None:
    assert right_outcome(attempt(case(wanted), answer("x", outcome=given))).value is is_right


@pytest.mark.parametrize(
    ("outcome", "reason", "wanted", "is_right"),
    [
        ("declined", "no_data", ["no_data", "undefined"], True),
        ("declined", "out_of_scope", ["no_data"], False),
        ("declined", "no_data", [], True),
        ("answered", None, ["ambiguous"], True),
    ],
)
def test_the_reason_counts_when_nothing_was_answered(
    outcome: str, reason: str | None, wanted: list[str], is_right: bool
) -> None:
    given = answer("x", outcome=outcome, reason=reason)
    assert right_reason(attempt(case("declined or answered", reason=wanted), given)).value is is_right


def test_every_known_row_must_be_found_among_the_facts() -> None:
    given = answer("x", region("EMEA", "40"), region("NA", "60"))
    assert right_values(attempt(case(), given, ("emea", 40), ("NA", 60))).value
    wrong = right_values(attempt(case(), given, ("emea", 40), ("NA", 61), ("APAC", 5)))
    assert not wrong.value
    assert wrong.explanation == "no fact says NA 61; APAC 5"


def test_more_facts_than_asked_for_do_no_harm() -> None:
    assert right_values(attempt(case(unit="money"), answer("x", fact("7", "count"), fact("100")), 100)).value


@pytest.mark.parametrize(
    ("values", "is_right"),
    [
        (["EMEA 60", "NA 40", "APAC 20"], True),
        (["NA 40", "EMEA 60", "APAC 20"], False),
        (["APAC 90", "EMEA 60", "NA 40"], False),
        (["EMEA 60"], False),
    ],
)
def test_the_known_rows_lead_in_their_order(values: list[str], is_right: bool) -> None:
    facts = [region(*value.split()) for value in values]
    found = right_order(attempt(case(ordered=True), answer("x", *facts), ("EMEA", 60), ("NA", 40)))
    assert found.value is is_right


def test_equal_values_may_change_places_and_the_total_may_follow() -> None:
    facts = (region("NA", "40"), region("EMEA", "40"), fact("80"))
    assert right_order(attempt(case(ordered=True), answer("x", *facts), ("EMEA", 40), ("NA", 40))).value


def dropped(account: str, day: str | None, metric: str = "usage_drop") -> Any:
    return fact(day, "date", metric, subject={"account": account}, undefined_because=None if day else "not recorded")


@pytest.mark.parametrize(
    ("facts", "is_right"),
    [
        ([dropped("Acme", "2025-03-01")], True),
        ([dropped("Acme", "2025-03-11", "breadth_falling")], True),
        ([dropped("Acme", "2025-03-12")], False),
        ([dropped("Bolt", "2025-03-01")], False),
        ([dropped("Acme", "2025-03-01", "nps_low")], False),
        ([dropped("Acme", None)], False),
    ],
)
def test_a_cause_must_be_dated_near_enough_by_one_of_its_metrics(facts: list[Any], is_right: bool) -> None:
    cause = {"metric": ["usage_drop", "breadth_falling"], "day": "2025-03-01", "within": 10, "subject": "acme"}
    found = right_dates(attempt(case(dated=[cause]), answer("x", *facts)))
    assert found.value is is_right
    assert is_right or found.explanation == "no fact dates acme usage_drop or breadth_falling near 2025-03-01"


def test_a_day_without_a_subject_may_be_about_anything() -> None:
    cause = {"metric": ["usage_drop"], "day": "2025-03-01"}
    assert right_dates(attempt(case(dated=[cause]), answer("x", dropped("Bolt", "2025-03-04")))).value


def test_the_facts_are_about_whom_they_should_be_and_nobody_else() -> None:
    given = answer("x", region("EMEA", "40"), fact("3", "count", "tickets", subject={"region": "NA"}))
    assert right_names(attempt(case(names=["emea", "NA"], names_not=["APAC"]), given)).value
    assert right_names(attempt(case(names_not=["NA"], metric="arr"), given)).value
    wrong = right_names(attempt(case(names=["APAC"], names_not=["NA"]), given))
    assert wrong.explanation == "the facts lack APAC and name NA"


def test_days_and_names_are_asked_only_of_an_answer() -> None:
    asked = case("answered or clarify", names=["NA"], dated=[{"metric": ["usage_drop"], "day": "2025-03-01"}])
    given = attempt(asked, answer("Which one?", outcome="clarify"))
    assert right_names(given).value
    assert right_dates(given).value


def test_order_does_not_matter_where_the_case_does_not_say_so() -> None:
    facts = (region("NA", "40"), region("EMEA", "60"))
    assert right_order(attempt(case(), answer("x", *facts), ("EMEA", 60), ("NA", 40))).value


def test_the_text_must_state_the_known_values() -> None:
    assert states_value(attempt(case(), answer("ARR is $100.", fact("100")), 100)).value
    unsaid = states_value(attempt(case(), answer("ARR is fine.", fact("100")), 100))
    assert unsaid.explanation == "the text does not state $100"


def test_of_a_long_list_the_text_must_state_only_the_head() -> None:
    facts = [region(f"R{number}", str(number)) for number in range(1, 8)]
    text = " ".join(fact.display for fact in facts[:5])
    rows = [(f"R{number}", number) for number in range(1, 8)]
    assert states_value(attempt(case(), answer(text, *facts), *rows)).value


def test_words_are_looked_for_in_any_case() -> None:
    said = says(attempt(case(must_say=["Opening ARR"], must_not_say=["100 %"]), answer("of the **opening** ARR")))
    assert said.value
    wrong = says(attempt(case(must_say=["twelve"], must_not_say=["100 %"]), answer("It is 100\u00a0%.")))
    assert wrong.explanation == "the text lacks 'twelve' and says '100 %'"


def test_a_question_back_need_not_say_what_the_answer_must() -> None:
    asked = case("answered or clarify", must_say=["EMEA"], must_not_say=["$"])
    assert says(attempt(asked, answer("Which one?", outcome="clarify"))).value
    assert not says(attempt(asked, answer("$5?", outcome="clarify"))).value


def test_a_number_without_a_fact_is_not_grounded() -> None:
    assert grounded(attempt(case(), answer("x"))).value
    assert grounded(attempt(case(), answer("x", ungrounded_numbers=("42",)))).explanation == "no fact holds 42"


def test_every_scorer_looks_at_an_attempt_once() -> None:
    names = [item.name for item in score(Attempt(case(), answer("x")))]
    assert names == [
        "right_outcome", "right_reason", "right_values", "right_dates", "right_names", "right_order", "states_value",
        "says", "grounded",
    ]  # fmt: skip
