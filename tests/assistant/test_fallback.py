from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from assistant.agent import WITHOUT_MODEL
from assistant.answer import Answer
from assistant.fallback import FAILURES_BEFORE_PAUSE, PAUSE_SECONDS, Circuit, within
from assistant.middleware import Limits
from assistant.question import Question
from assistant.replies import ModelFault
from tests.assistant.scripted import ARR, ScriptedModel, agent, calls, context, says

NOW = datetime(2025, 1, 1, tzinfo=UTC)


def asked(model: ScriptedModel) -> Answer:
    return agent(model).answer(Question(id="q1", text="What is our ARR?"), context(), NOW)


def test_a_model_that_fails_at_once_is_replaced_and_the_answer_says_so() -> None:
    answer = asked(ScriptedModel(replies=[ConnectionError("no route")]))

    assert answer.answer.startswith(WITHOUT_MODEL)
    assert "$3,600" in answer.answer
    assert answer.outcome == "answered"


def test_a_model_that_fails_while_writing_is_replaced_by_sentences_from_the_evidence() -> None:
    answer = asked(ScriptedModel(replies=[calls(ARR), TimeoutError()]))

    assert answer.answer.startswith(WITHOUT_MODEL)
    assert len(answer.tool_calls) == 1
    assert "$3,600" in answer.answer


def test_after_a_failure_the_model_is_not_asked_again_in_the_turn() -> None:
    model = ScriptedModel(replies=[ValueError("broken"), says("ARR is $1.")])
    asked(model)

    assert len(model.seen) == 1


@pytest.mark.parametrize(
    "half",
    [
        says("ARR is $3", finish_reason="length"),
        says("ARR is $3,600.", finish_reason="content_filter"),
        says("ARR is $3", finish_reason=None),
        says("ARR is $3", stop_reason="max_tokens"),
        says("  ", finish_reason="stop"),
        calls(("measure_metric", {"metric": "x" * 1_000_000})),
    ],
)
def test_half_an_answer_is_never_shown(half: object) -> None:
    answer = asked(ScriptedModel(replies=[calls(ARR), half]))

    assert answer.answer.startswith(WITHOUT_MODEL)
    assert "$3,600" in answer.answer


def test_a_provider_that_keeps_failing_is_left_alone_for_a_while() -> None:
    model = ScriptedModel(replies=[ConnectionError()])
    steward, question = agent(model), Question(id="q1", text="What is our ARR?")
    for _ in range(FAILURES_BEFORE_PAUSE + 3):
        assert "$3,600" in steward.answer(question, context(), NOW).answer

    assert len(model.seen) == FAILURES_BEFORE_PAUSE


def test_the_circuit_closes_after_the_pause_and_after_a_success() -> None:
    circuit = Circuit()
    for _ in range(FAILURES_BEFORE_PAUSE):
        circuit.note(failed=True, now=100.0)

    assert circuit.is_open(100.0 + PAUSE_SECONDS - 1)
    assert not circuit.is_open(100.0 + PAUSE_SECONDS + 1)
    circuit.note(failed=False, now=140.0)
    assert not circuit.is_open(141.0)


def test_a_call_that_outlasts_its_time_is_left_behind() -> None:
    never = threading.Event()
    with pytest.raises(ModelFault, match="longer than a turn"):
        within(0.05, never.wait)
    never.set()


def test_what_a_call_raises_is_raised_where_it_was_made() -> None:
    def broken() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        within(5, broken)


def test_a_turn_whose_time_is_spent_is_answered_without_the_model() -> None:
    model = ScriptedModel(replies=[calls(ARR)])
    answer = agent(model, Limits(seconds=0)).answer(Question(id="q1", text="What is our ARR?"), context(), NOW)

    assert answer.answer.startswith(WITHOUT_MODEL)
    assert "$3,600" in answer.answer
