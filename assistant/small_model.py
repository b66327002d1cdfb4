"""A small language model made usable: it chooses from a menu, and code reads and writes what must not be guessed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolCall, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool
from langchain_openai import ChatOpenAI
from pydantic import ConfigDict

from assistant.prose.write import write
from assistant.replies import ModelFault, require_usable
from assistant.small.composing import Choice
from assistant.small.guard import guarded, settled
from assistant.small.heard import Call, Heard, hear
from assistant.small.menu import MOST_CALLS, OPEN, Schema, ToolSpec, is_on, menu, open_arguments
from assistant.small.prompt import answered, asked, found_in, opening
from assistant.turn import SMALL, evidences_of, turn_of
from tools.errors import InvalidRequest
from tools.periods import Calendar
from tools.vocabulary import Vocabulary

WRITER = {"model_name": SMALL}
MOST_TOKENS = 160
REMEMBERED = 2
OFF_THE_MENU = "its reply was not on the menu: check that the server supports JSON schemas"


class SmallModel(BaseChatModel):
    """One completion bound to a JSON schema chooses tools and metrics; everything else is read or written by code.

    `metrics` are those that the company's data can answer.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    llm: ChatOpenAI
    vocabulary: Vocabulary
    calendar: Calendar
    metrics: tuple[str, ...]
    tools: tuple[dict[str, Any], ...] = ()

    @property
    def _llm_type(self) -> str:
        return "steward-small"

    def bind_tools(self, tools: Sequence[Any], **_options: Any) -> Runnable[Any, AIMessage]:
        specs = [convert_to_openai_tool(tool)["function"] for tool in tools]
        return self.model_copy(update={"tools": tuple(spec for spec in specs if spec["name"] in OPEN)})

    def _generate(self, messages: list[BaseMessage], *_rest: Any, **_options: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._respond(messages))])

    def _respond(self, messages: Sequence[BaseMessage]) -> AIMessage:
        turn, found = turn_of(messages), evidences_of(messages)
        if found:
            return AIMessage(write(found), response_metadata=WRITER)
        if any(isinstance(message, ToolMessage) for message in turn):
            raise ModelFault("no tool took the call it chose")
        past = messages[: len(messages) - len(turn)]
        calls = self._chosen(turn[0].text, past)
        return AIMessage("", tool_calls=[_asked(call) for call in calls], response_metadata=WRITER)

    def _chosen(self, question: str, past: Sequence[BaseMessage]) -> tuple[Call, ...]:
        try:
            heard = hear(question, self.vocabulary, self.calendar, past)
        except InvalidRequest as error:
            return (Call("ask_back", {"question": error.message}),)
        return settled(heard) or guarded(self._choices(question, heard, past), heard)

    def _choices(self, question: str, heard: Heard, past: Sequence[BaseMessage]) -> list[Choice]:
        schema = menu(self.tools, heard, self.metrics)
        shown = [*opening(self.tools, self.metrics), *self._remembered(past), asked(question, found_in(heard.slots))]
        form = {"type": "json_schema", "json_schema": {"name": "calls", "strict": True, "schema": schema}}
        reply = self.llm.invoke(shown, response_format=form, max_tokens=MOST_TOKENS)
        require_usable(reply, is_first=False)
        specs = {tool["name"]: tool for tool in self.tools}
        return [_chosen_of(call, specs) for call in _parsed(reply.text, schema)]

    def _remembered(self, past: Sequence[BaseMessage]) -> list[BaseMessage]:
        """The last turns as the model would have written them: only what it chooses itself."""
        shown: list[BaseMessage] = []
        specs: dict[str, ToolSpec] = {tool["name"]: tool for tool in self.tools}
        for message in past:
            if isinstance(message, HumanMessage):
                shown.append(message)
            elif isinstance(message, AIMessage) and message.tool_calls:
                shown.append(answered(_choice_of(call, specs) for call in message.tool_calls if call["name"] in specs))
        return shown[-2 * REMEMBERED :]


def _choice_of(call: Any, specs: Mapping[str, ToolSpec]) -> dict[str, Any]:
    chosen = open_arguments(specs[call["name"]])
    return {"tool": call["name"], **{name: value for name, value in call["args"].items() if name in chosen}}


def _parsed(text: str, schema: Schema) -> list[dict[str, Any]]:
    try:
        calls: list[dict[str, Any]] = json.loads(text)["calls"]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelFault(OFF_THE_MENU) from error
    if not isinstance(calls, list) or not calls or not all(is_on(schema, call) for call in calls):
        raise ModelFault(OFF_THE_MENU)
    return calls[:MOST_CALLS]


def _chosen_of(call: dict[str, Any], specs: Mapping[str, ToolSpec]) -> Choice:
    return Choice(specs[call["tool"]], {name: value for name, value in call.items() if name != "tool"})


def _asked(call: Call) -> ToolCall:
    return ToolCall(name=call.name, args=call.arguments, id=f"call_{uuid4().hex[:8]}", type="tool_call")
