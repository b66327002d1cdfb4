"""What stands between a model and the person: tools first, limits, grounding, and the planner as the fallback."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain.agents.middleware import (
    AgentMiddleware,
    AgentState,
    ModelCallLimitMiddleware,
    ModelFallbackMiddleware,
    ToolCallLimitMiddleware,
    hook_config,
)
from langchain.agents.middleware.types import ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage
from langgraph.runtime import Runtime

from assistant.grounding import check
from assistant.prose.write import write
from tools.evidence import Evidence

MODEL_CALLS = 8
TOOL_CALLS = 12
WRITTEN_BY_CODE = {"model_name": "steward"}
UNSUPPORTED = "I can only say what the company's data and glossary show, and nothing was looked up for this."


def guards(fallback: BaseChatModel) -> list[AgentMiddleware[Any, Any]]:
    """Outermost first."""
    return [
        ModelCallLimitMiddleware(run_limit=MODEL_CALLS, exit_behavior="end"),
        ToolCallLimitMiddleware(run_limit=TOOL_CALLS, exit_behavior="end"),
        ModelFallbackMiddleware(fallback),
        LookFirst(),
        Grounded(),
    ]


class LookFirst(AgentMiddleware[Any, Any]):
    """A turn starts with a tool call; a refusal or a question back is written by code, not by the model."""

    def wrap_model_call(self, request: ModelRequest, handler: Callable[[ModelRequest], ModelResponse]) -> ModelResponse:
        looked = bool(evidences_of(request.messages))
        return handler(request.override(tool_choice=None if looked else "any"))

    @hook_config(can_jump_to=["end"])
    def before_model(self, state: AgentState[Any], runtime: Runtime[Any]) -> dict[str, Any] | None:
        found = evidences_of(state["messages"])
        if not found or any(evidence.outcome == "answered" for evidence in found):
            return None
        return {"messages": [_by_code(found)], "jump_to": "end"}


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
        if _was_corrected(state["messages"]):
            return {"messages": [_instead(last, write(found))]}
        wrong = ", ".join((*verdict.ungrounded, *verdict.unsupported))
        return {"messages": [HumanMessage(f"{CORRECTION} {wrong}.", name="steward")], "jump_to": "model"}


CORRECTION = "Write the answer again from the evidence only. The evidence does not support:"


def turn_of(messages: Sequence[AnyMessage]) -> Sequence[AnyMessage]:
    """The messages since the person's last question."""
    asked = [place for place, message in enumerate(messages) if isinstance(message, HumanMessage) and not message.name]
    return messages[asked[-1] :] if asked else messages


def evidences_of(messages: Sequence[AnyMessage]) -> tuple[Evidence, ...]:
    """The evidence found in this turn, in the order of the calls."""
    found = [message.artifact for message in turn_of(messages) if isinstance(message, ToolMessage)]
    return tuple(Evidence.model_validate(artifact) for artifact in found if artifact is not None)


def _was_corrected(messages: Sequence[AnyMessage]) -> bool:
    return any(isinstance(message, HumanMessage) and bool(message.name) for message in turn_of(messages))


def _by_code(found: Sequence[Evidence]) -> AIMessage:
    return AIMessage(write(found), response_metadata=WRITTEN_BY_CODE)


def _instead(last: AIMessage, text: str) -> AIMessage:
    """The same message with other words: the id makes it replace the model's."""
    return AIMessage(text, id=last.id, response_metadata=WRITTEN_BY_CODE)
