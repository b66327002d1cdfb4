"""The planner as a chat model: it asks for tools first and writes from their evidence afterwards, without an LLM."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import uuid4

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, HumanMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import ConfigDict, SkipValidation

from assistant.planner.asked_again import asked_again
from assistant.planner.calls import REQUESTS, ToolCall, call_of
from assistant.planner.owners_of_list import owners_after
from assistant.planner.pointing import in_steps
from assistant.planner.reading import read
from assistant.planner.what_comes_next import next_period
from assistant.prose.write import write
from assistant.turn import evidences_of, turn_of
from tools.evidence import Evidence
from tools.periods import Calendar
from tools.requests import AskBack
from tools.vocabulary import Vocabulary

# Who wrote a message: where another model was asked for, the answer says that the planner stood in.
SIGNATURE = {"model_name": "planner"}


class Planner(BaseChatModel):
    """One asker's planner: `vocabulary` holds the words of the company that they may use."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    vocabulary: SkipValidation[Vocabulary]
    calendar: Calendar

    @property
    def _llm_type(self) -> str:
        return "steward-planner"

    def bind_tools(self, tools: Sequence[Any], **_options: Any) -> Runnable[Any, AIMessage]:
        """The planner knows the tools it was written for; binding changes nothing."""
        del tools
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_options: Any,
    ) -> ChatResult:
        del stop, run_manager
        return ChatResult(generations=[ChatGeneration(message=self._respond(cast("list[AnyMessage]", messages)))])

    def _respond(self, messages: Sequence[AnyMessage]) -> AIMessage:
        found = evidences_of(messages)
        calls = self._calls(messages, found)
        if not calls:
            return AIMessage(write(found), response_metadata=SIGNATURE)
        return AIMessage("", tool_calls=[_as_message(call) for call in calls], response_metadata=SIGNATURE)

    def _calls(self, messages: Sequence[AnyMessage], found: Sequence[Evidence]) -> tuple[ToolCall, ...]:
        """What to look up now: the question, or the second step of one that points at what the first step found."""
        turn = turn_of(messages)
        if found and not _took_one_step(turn):
            return ()
        text, before = turn[0].text, messages[: len(messages) - len(turn)]
        again = () if found else asked_again(text, all_calls(before), self.vocabulary, self.calendar)
        if again:
            return again
        past = calls_before(before)
        steps = owners_after(text, past, self.vocabulary) or in_steps(text, self.vocabulary, self.calendar, past)
        if found:
            then = steps.then(found, self.vocabulary, self.calendar) if steps else ()
            return then or next_period(all_calls(turn), found, self.calendar)
        return (steps.first,) if steps else read(text, self.vocabulary, self.calendar, past)


def _took_one_step(turn: Sequence[BaseMessage]) -> bool:
    """Whether the planner has looked something up once in this turn."""
    replies = [message for message in turn if isinstance(message, AIMessage)]
    return len(replies) == 1 and replies[0].response_metadata == SIGNATURE


def calls_before(past: Sequence[BaseMessage]) -> tuple[ToolCall, ...]:
    """The calls of the newest past turn that a follow-up can lean on: one that came to nothing is passed over."""
    calls: tuple[ToolCall, ...] = ()
    for message in reversed(past):
        if isinstance(message, HumanMessage) and not all(_came_to_nothing(call) for call in calls):
            break
        if isinstance(message, HumanMessage):
            calls = ()
        elif isinstance(message, AIMessage):
            calls = (*all_calls([message]), *calls)
    return tuple(call for call in calls if not _came_to_nothing(call))


def _came_to_nothing(call: ToolCall) -> bool:
    """A refusal, or a question back that offers nothing to choose."""
    return call.name == "decline" or (isinstance(call.request, AskBack) and not call.request.choices)


def all_calls(messages: Sequence[BaseMessage]) -> tuple[ToolCall, ...]:
    """Every call of these turns, oldest first."""
    replies = [message for message in messages if isinstance(message, AIMessage)]
    return tuple(call_of(call["name"], call["args"]) for message in replies for call in _known(message))


def _known(message: AIMessage) -> list[Any]:
    return [call for call in message.tool_calls if call["name"] in REQUESTS]


def _as_message(call: ToolCall) -> Any:
    return {"name": call.name, "args": call.arguments, "id": f"call_{uuid4().hex[:8]}", "type": "tool_call"}
