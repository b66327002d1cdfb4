from __future__ import annotations

from collections.abc import Callable

from assistant.answer import Answer, Timings
from assistant.question import Question
from evals.case import Case
from evals.run import run, told_expectation
from tests.evals.attempts import answer, case, fact, known

Ask = Callable[[Question], Answer]


def named(id_: str, question: str = "ARR?", **changes: object) -> Case:
    return case().model_copy(update={"id": id_, "question": question, **changes})


def always(given: Answer) -> Ask:
    return lambda _question: given


def in_turn(*given: Answer) -> Ask:
    answers = iter(given)
    return lambda _question: next(answers)


RIGHT, WRONG = answer("$100", fact("100")), answer("$99", fact("99"))


def test_each_case_is_asked_and_judged() -> None:
    report = run([named("a"), named("b")], in_turn(RIGHT, WRONG), {"a": known(100), "b": known(100)}, "tiny")
    assert [(result.id, result.verdict) for result in report.results] == [
        ("a", "right"),
        ("b", "wrong_without_warning"),
    ]
    assert (report.company, report.model) == ("tiny", "planner")


def test_what_was_asked_before_is_asked_first_in_the_same_thread_by_the_same_person() -> None:
    asked: list[Question] = []

    def ask(question: Question) -> Answer:
        asked.append(question)
        return RIGHT

    follow_up = named("f", "And NRR?", after=("GRR?", "In 2025?"), user="maya@lumen.example")
    run([follow_up], ask, {}, "tiny", repeat=2)
    assert [question.text for question in asked] == ["GRR?", "In 2025?", "And NRR?"] * 2
    threads = [question.thread for question in asked]
    assert threads[:3] == threads[:1] * 3
    assert threads[3:] == threads[3:4] * 3
    assert threads[0] != threads[3]
    assert {question.user for question in asked} == {"maya@lumen.example"}
    assert len({question.id for question in asked}) == 6


def test_a_case_asked_several_times_is_as_good_as_its_worst_answer() -> None:
    report = run([named("a")], in_turn(RIGHT, WRONG, RIGHT), {"a": known(100)}, "tiny", repeat=3)
    (result,) = report.results
    assert (result.verdict, result.right_attempts) == ("wrong_without_warning", 2)
    assert report.right_attempts == 0.666667


def test_a_result_says_what_was_expected_what_came_and_why_that_is_wrong() -> None:
    given = answer("ARR is  **$99**.\nThat is all.", fact("99"), timings=Timings(total_ms=12.5, model_ms=1, tools_ms=2))
    (result,) = run([named("a")], always(given), {"a": known(100)}, "tiny").results
    assert result.got == "answered: ARR is **$99**. That is all."
    assert result.faults == ("right_values: no fact says 100",)
    assert result.ms == 12.5


def test_a_long_answer_is_shortened() -> None:
    (result,) = run([named("a")], always(answer("word " * 100)), {}, "tiny").results
    assert result.got.endswith("…")
    assert len(result.got) < 250


def test_an_expectation_is_told_in_the_words_of_an_answer() -> None:
    asked = case("answered or clarify", unit="percent", reason=["ambiguous"], must_say=["twelve months"])
    told = told_expectation(asked, known(("EMEA", "1.083"), ("NA", 1)))
    assert told == "answered or clarify (ambiguous): EMEA 1.083, NA 100.0 %, 'twelve months'"
    assert told_expectation(case(unit="count"), known(*range(8))) == "answered: 0, 1, 2, 3, 4, 5, and 2 more"
    assert told_expectation(case("declined"), ()) == "declined"
