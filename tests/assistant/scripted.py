"""A chat model that says what a test wrote for it, and remembers what it was shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import Field

from assistant.agent import Agent
from assistant.conversation import Conversations
from assistant.middleware import Limits
from tests import company
from tools.context import Context


class ScriptedModel(BaseChatModel):
    """Gives the replies in turn, the last one for ever; an exception is raised."""

    replies: list[Any]
    seen: list[list[BaseMessage]] = Field(default_factory=list)
    choices: list[Any] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], *, tool_choice: Any = None, **_settings: Any) -> Self:
        self.choices.append(tool_choice)
        return self

    def _generate(self, messages: list[BaseMessage], *_rest: Any, **_settings: Any) -> ChatResult:
        self.seen.append(list(messages))
        reply = self.replies[min(len(self.seen), len(self.replies)) - 1]
        if isinstance(reply, Exception):
            raise reply
        assert isinstance(reply, AIMessage)
        fresh = AIMessage(reply.content, tool_calls=reply.tool_calls, response_metadata=reply.response_metadata)
        return ChatResult(generations=[ChatGeneration(message=fresh)])


def says(text: str, **metadata: Any) -> AIMessage:
    return AIMessage(text, response_metadata=metadata)


def calls(*named: tuple[str, dict[str, Any]]) -> AIMessage:
    made = [
        {"name": name, "args": given, "id": f"call_{place}", "type": "tool_call"}
        for place, (name, given) in enumerate(named)
    ]
    return AIMessage("", tool_calls=made)


ARR = ("measure_metric", {"metric": "arr"})


def context(**limits: Any) -> Context:
    """Two accounts that pay 1,200 and 2,400 a year: an ARR of $3,600."""
    accounts = [company.account("Acme", industry="Retail"), company.account("Globex", industry="Energy")]
    lines = [company.line("Acme", 1200, "2023-02-01"), company.line("Globex", 2400, "2023-03-01")]
    return company.context({"accounts": accounts, "subscriptions": lines}, **limits)


def agent(model: BaseChatModel, limits: Limits | None = None, name: str = "scripted") -> Agent:
    return Agent(lambda _context: model, name, Conversations(":memory:"), limits or Limits())
