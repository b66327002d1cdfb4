"""The planner as a LangChain chat model: reads the question into tool calls, then writes the answer from evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import ConfigDict

from assistant.planner.calls import ToolCall, call_of
from assistant.planner.reading import read
from assistant.prose.write import write
from tools.evidence import Evidence
from tools.periods import Calendar
from tools.vocabulary import Vocabulary

WRITER = {"model_name": "planner"}


class Planner(BaseChatModel):
    """One turn's planner: it knows the asker's words and the calendar, and needs no network."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    vocabulary: Vocabulary
    calendar: Calendar

    @property
    def _llm_type(self) -> str:
        return "steward-planner"

    def bind_tools(self, tools: Sequence[Any], **_options: Any) -> Runnable[Any, AIMessage]:
        """The planner knows the tools by heart."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_options: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._respond(messages))])

    def _respond(self, messages: Sequence[BaseMessage]) -> AIMessage:
        asked = [place for place, message in enumerate(messages) if isinstance(message, HumanMessage) and not message.name]
        turn = messages[asked[-1] :]
        results = [message for message in turn if isinstance(message, ToolMessage)]
        if results:
            found = [Evidence.model_validate(result.artifact) for result in results if result.artifact is not None]
            return AIMessage(write(found), response_metadata=WRITER)
        calls = read(turn[0].text, self.vocabulary, self.calendar, previous_calls(messages[: asked[-1]]))
        return AIMessage("", tool_calls=[_asked(call) for call in calls], response_metadata=WRITER)


def previous_calls(past: Sequence[BaseMessage]) -> tuple[ToolCall, ...]:
    """The tool calls of the turn before."""
    made = [message for message in past if isinstance(message, AIMessage) and message.tool_calls]
    return tuple(call_of(item["name"], item["args"]) for item in made[-1].tool_calls) if made else ()


def _asked(call: ToolCall) -> Any:
    return {"name": call.name, "args": call.arguments, "id": f"call_{uuid4().hex[:8]}", "type": "tool_call"}
