from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from langchain_openai import ChatOpenAI

from assistant.agent import LONGEST_QUESTION, WITHOUT_MODEL, Agent
from assistant.answer import Answer
from assistant.conversation import Conversations
from assistant.middleware import Limits
from assistant.models import ModelSettings, model_for
from assistant.planner.chat_model import Planner
from assistant.question import Question
from tests.assistant import fake_provider as fake
from tests.assistant.fake_provider import KEY, FakeProvider, Reply
from tests.assistant.scripted import ARR, ScriptedModel, agent, calls, context, says

NOW = datetime(2025, 1, 1, tzinfo=UTC)
QUESTION = Question(id="q1", text="What is our ARR?")


def steward(provider: FakeProvider, limits: Limits | None = None) -> Agent:
    settings = ModelSettings(api_key=KEY, base_url=provider.base_url, timeout_seconds=0.3)
    return Agent(
        model_for("openai:fake", settings), "openai:fake", Conversations(":memory:"), limits or Limits(seconds=5)
    )


def answered_without(answer: Answer) -> bool:
    return answer.answer.startswith(WITHOUT_MODEL) and "$3,600" in answer.answer and answer.outcome == "answered"


def test_an_openai_compatible_model_looks_up_and_answers_in_two_requests() -> None:
    with FakeProvider(fake.calls(ARR), fake.says("ARR is $3,600.")) as provider:
        answer = steward(provider).answer(QUESTION, context(), NOW)

    assert (answer.answer, answer.outcome, answer.model) == ("ARR is $3,600.", "answered", "openai:fake")
    assert [fact.metric for fact in answer.facts] == ["arr"]
    assert len(provider.requests) == 2
    assert [request.get("tool_choice") for request in provider.requests] == ["required", None]


def test_what_the_provider_is_sent_is_well_formed_and_begins_alike_every_time() -> None:
    with FakeProvider(fake.calls(ARR), fake.says("ARR is $3,600.")) as provider:
        steward(provider).answer(QUESTION, context(), NOW)

    first, second = (request["messages"] for request in provider.requests)
    assert [message["role"] for message in second] == ["system", "user", "assistant", "tool"]
    assert second[:2] == first
    assert second[3]["tool_call_id"] == second[2]["tool_calls"][0]["id"]
    assert json.loads(second[3]["content"])["outcome"] == "answered"


FAULTS: dict[str, Reply] = {
    "accepts and never answers": fake.stalls,
    "a body cut before its first byte": fake.is_cut_off(0),
    "a body cut in the middle": fake.is_cut_off(0.5),
    "a body cut before its last byte": fake.is_cut_off(0.99),
    "cut by length": fake.says("The ARR is $1", "length"),
    "withheld by a filter": fake.says("", "content_filter"),
    "no finish reason": fake.says("The ARR is $1", None),
    "empty text": fake.says(""),
    "no text": fake.says(None),
    "no choices": fake.sends(fake.body_of([])),
    "null choices": fake.sends(fake.body_of(None)),
    "a null message": fake.sends(fake.body_of([{"index": 0, "message": None, "finish_reason": "stop"}])),
    "an HTML page": fake.sends(b"<html>The ARR is $1</html>", "text/html"),
    "HTML that claims to be JSON": fake.sends(b"<html>The ARR is $1</html>"),
    "a JSON list": fake.sends(b"[]"),
    "an error with status 200": fake.sends(b'{"error": {"message": "overloaded"}}'),
    "arguments that are not JSON": fake.raw_calls([("a", "measure_metric", '{"metric": "ar')]),
    "arguments that are a list": fake.raw_calls([("a", "measure_metric", '["arr"]')]),
    **{f"status {status}": fake.refuses(status) for status in (400, 401, 403, 404, 408, 409, 422, 500, 502, 503, 529)},
    **{
        f"status 429, retry after {pause}": fake.refuses(429, {"Retry-After": pause})
        for pause in ("0", "1", "120", "soon")
    },
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_provider_that_fails_is_answered_for_and_the_answer_says_so(fault: str) -> None:
    with FakeProvider(FAULTS[fault]) as provider:
        answer = steward(provider).answer(QUESTION, context(), NOW)

    assert answered_without(answer)
    assert answer.ungrounded_numbers == ()
    assert len(provider.requests) <= 2


def test_a_fault_in_the_second_request_is_answered_for_too() -> None:
    with FakeProvider(fake.calls(ARR), fake.says("The ARR is $1", "length")) as provider:
        assert answered_without(steward(provider).answer(QUESTION, context(), NOW))


def test_a_busy_provider_is_asked_once_more() -> None:
    busy = fake.refuses(429, {"Retry-After": "0"})
    with FakeProvider(busy, fake.calls(ARR), fake.says("ARR is $3,600.")) as provider:
        assert steward(provider).answer(QUESTION, context(), NOW).answer == "ARR is $3,600."


def test_a_reply_that_drips_is_cut_off_by_the_deadline_of_the_turn() -> None:
    with FakeProvider(fake.drips) as provider:
        assert answered_without(steward(provider, Limits(seconds=0.5)).answer(QUESTION, context(), NOW))


def test_a_provider_that_is_not_there_is_answered_for() -> None:
    with FakeProvider(fake.says("")) as provider:
        gone = steward(provider)

    assert answered_without(gone.answer(QUESTION, context(), NOW))


def test_a_refused_key_is_in_no_answer_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), FakeProvider(fake.refuses(401)) as provider:
        answer = steward(provider).answer(QUESTION, context(), NOW)

    told = [record.getMessage() for record in caplog.records if record.name.startswith("assistant")]
    assert any("check OPENAI_API_KEY" in line for line in told)
    assert KEY not in answer.model_dump_json()
    assert not any(KEY in f"{record.getMessage()}{record.exc_text or ''}" for record in caplog.records)


def test_a_follow_up_shows_the_model_the_earlier_call_and_never_its_result() -> None:
    model = ScriptedModel(replies=[calls(ARR), says("ARR is $3,600."), calls(ARR), says("ARR is $3,600.")])
    talk = agent(model)
    for text in ("What is our ARR?", "And for Acme?"):
        talk.answer(QUESTION.model_copy(update={"text": text, "thread": "T1"}), context(), NOW)

    shown = model.seen[2]
    assert [message.type for message in shown] == ["system", "human", "ai", "tool", "ai", "human"]
    assert shown[2].tool_calls[0]["args"] == {"metric": "arr"}  # type: ignore[attr-defined]
    assert not any("3,600" in message.text for message in shown)


def test_a_message_far_too_long_is_refused_before_anything_is_asked() -> None:
    model = ScriptedModel(replies=[calls(ARR)])
    answer = agent(model).answer(Question(id="q1", text="x" * (LONGEST_QUESTION + 1)), context(), NOW)

    assert (answer.outcome, model.seen) == ("declined", [])
    assert "too long" in answer.answer


def test_a_fault_of_the_assistant_itself_is_a_plain_sentence_with_a_reference(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_context: Any) -> ChatOpenAI:
        raise KeyError("secret detail")

    answer = Agent(broken, "broken", Conversations(":memory:")).answer(QUESTION, context(), NOW)

    assert (answer.outcome, answer.reason) == ("failed", "error")
    assert "q1" in answer.answer
    assert "secret" not in answer.answer
    assert "question q1 failed" in caplog.text


def test_the_planner_as_the_model_of_choice_does_not_excuse_itself() -> None:
    answer = Agent(
        lambda view: Planner(vocabulary=view.vocabulary, calendar=view.calendar), "planner", Conversations(":memory:")
    ).answer(QUESTION, context(), NOW)

    assert "$3,600" in answer.answer
    assert WITHOUT_MODEL not in answer.answer


def test_parts_that_could_not_be_answered_do_not_hide_those_that_could() -> None:
    both = calls(ARR, ("describe_account", {"account": "Hooli"}))
    answer = agent(ScriptedModel(replies=[both, says("ARR is $3,600.")])).answer(QUESTION, context(), NOW)

    assert (answer.outcome, answer.reason) == ("answered", None)
    assert [use.name for use in answer.tool_calls] == ["measure_metric", "describe_account"]
