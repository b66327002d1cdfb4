"""What stands between a model and the person: limits, the fallback, tools first, grounding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from langchain.agents.middleware import AgentMiddleware, AgentState, ModelRetryMiddleware, hook_config
from langchain.agents.middleware.types import ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolCall
from langgraph.runtime import Runtime

from assistant.fallback import Circuit, FallBack
from assistant.grounding import check
from assistant.papers.drafts import drafts_of
from assistant.prose.write import write
from assistant.replies import is_passing
from assistant.turn import STEWARD, evidences_of, replies_of, was_corrected
from tools.evidence import Evidence

WRITTEN_BY_CODE = {"model_name": STEWARD}
UNSUPPORTED = "I can only say what the company's data and glossary show, and nothing was looked up for this."
CORRECTION = "Write the answer again from the evidence only. The evidence does not support:"


@dataclass(frozen=True)
class Limits:
    """What one turn may use. A failed request is repeated `retries` times where that may help."""

    model_calls: int = 8
    tool_calls: int = 12
    seconds: float = 60.0
    retries: int = 1


def guards(fallback: BaseChatModel, limits: Limits, circuit: Circuit) -> list[AgentMiddleware[Any, Any]]:
    """Outermost first."""
    retry = ModelRetryMiddleware(
        max_retries=limits.retries, retry_on=is_passing, on_failure="error", initial_delay=0.3, max_delay=2.0
    )
    return [Bounded(limits), FallBack(fallback, limits.seconds, circuit), retry, LookFirst(), Grounded()]


class Bounded(AgentMiddleware[Any, Any]):
    """A turn ends after so many model and tool calls with what was found, in plain sentences."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits

    @hook_config(can_jump_to=["end"])
    def before_model(self, state: AgentState[Any], runtime: Runtime[Any]) -> dict[str, Any] | None:
        replies = replies_of(state["messages"])
        is_spent = len(replies) >= self._limits.model_calls or _calls(replies) >= self._limits.tool_calls
        return _end(state["messages"]) if is_spent else None

    def after_model(self, state: AgentState[Any], runtime: Runtime[Any]) -> dict[str, Any] | None:
        """Keep only the calls there is room for, each with an identifier of its own."""
        last = state["messages"][-1]
        if not isinstance(last, AIMessage) or not last.tool_calls:
            return None
        room = self._limits.tool_calls - _calls(replies_of(state["messages"][:-1]))
        kept = _told_apart(last.tool_calls[:room])
        return None if kept == last.tool_calls else {"messages": [last.model_copy(update={"tool_calls": kept})]}


class LookFirst(AgentMiddleware[Any, Any]):
    """A turn starts with a tool call; a refusal, a question back or a draft is written by code, not by the model."""

    def wrap_model_call(self, request: ModelRequest, handler: Callable[[ModelRequest], ModelResponse]) -> ModelResponse:
        looked = bool(evidences_of(request.messages))
        return handler(request.override(tool_choice=None if looked else "any"))

    @hook_config(can_jump_to=["end"])
    def before_model(self, state: AgentState[Any], runtime: Runtime[Any]) -> dict[str, Any] | None:
        found = evidences_of(state["messages"])
        is_answered = any(evidence.outcome == "answered" for evidence in found)
        if not found or (is_answered and not drafts_of(state["messages"])):
            return None
        return _end(state["messages"])


class Grounded(AgentMiddleware[Any, Any]):
    """An answer that says more than its evidence is corrected once, then replaced by plain sentences."""

    @hook_config(can_jump_to=["model"])
    def after_model(self, state: AgentState[Any], runtime: Runtime[Any]) -> dict[str, Any] | None:
        last = state["messages"][-1]
        if not isinstance(last, AIMessage) or last.tool_calls:
            return None
        found = evidences_of(state["messages"])
        if not found:
            return {"messages": [_instead(last, UNSUPPORTED)]}
        verdict = check(last.text, found)
        if not verdict.ungrounded and not verdict.unsupported:
            return None
        if was_corrected(state["messages"]):
            return {"messages": [_instead(last, write(found))]}
        wrong = ", ".join((*verdict.ungrounded, *verdict.unsupported))
        return {"messages": [HumanMessage(f"{CORRECTION} {wrong}.", name=STEWARD)], "jump_to": "model"}


def _end(messages: list[AnyMessage]) -> dict[str, Any]:
    return {"messages": [_by_code(evidences_of(messages))], "jump_to": "end"}


def _by_code(found: tuple[Evidence, ...]) -> AIMessage:
    return AIMessage(write(found) if found else UNSUPPORTED, response_metadata=WRITTEN_BY_CODE)


def _instead(last: AIMessage, text: str) -> AIMessage:
    """The same message with other words: the id makes it replace the model's."""
    return AIMessage(text, id=last.id, response_metadata=WRITTEN_BY_CODE)


def _calls(replies: tuple[AIMessage, ...]) -> int:
    return sum(len(reply.tool_calls) for reply in replies)


def _told_apart(calls: list[ToolCall]) -> list[ToolCall]:
    identifiers = [call["id"] for call in calls]
    if len(set(identifiers)) == len(calls) and all(identifiers):
        return calls
    return [ToolCall(call, id=f"call_{place}") for place, call in enumerate(calls)]  # type: ignore[misc]
