"""What a usable reply of a model is, and what an operator should know when there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from langchain_core.exceptions import (
    ContextOverflowError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelError,
    ModelInvalidRequestError,
    ModelNotFoundError,
    ModelPermissionDeniedError,
    ModelRateLimitError,
    ModelTimeoutError,
)
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from assistant.grounding import check
from tools.evidence import Evidence


class ModelFault(Exception):
    """A model whose reply cannot be used; the text is for the log."""


LONGEST_CALLS = 20_000  # characters; the largest sensible request is a tenth of that
# How the providers say that a reply is whole; anything else, or nothing said, is a reply cut short or withheld.
WHOLE: Mapping[str, frozenset[str]] = {
    "finish_reason": frozenset({"stop", "tool_calls", "function_call", "STOP"}),
    "stop_reason": frozenset({"end_turn", "tool_use", "stop_sequence"}),
}
# What a model itself says to the person through a tool, and what is a figure there: more than a bare year.
TALK: Mapping[str, str] = {"ask_back": "question", "decline": "because"}
FIGURE = re.compile(r"(?!(?:19|20)\d\d$).*\d.*")
ADVICE: Mapping[type[Exception], str] = {
    ModelAuthenticationError: "it refused the key: check OPENAI_API_KEY or the provider's own key",
    ModelPermissionDeniedError: "the key may not use this model: check the account's rights",
    ModelNotFoundError: "it does not know this model: check STEWARD_MODEL",
    ContextOverflowError: "the conversation was longer than it can read",
    ModelInvalidRequestError: "it refused the request: check that it supports tool calls",
    ModelRateLimitError: "it is over its rate limit or quota",
    ModelTimeoutError: "it did not answer in time: see STEWARD_MODEL_TIMEOUT_SECONDS",
    ModelConnectionError: "it could not be reached: check STEWARD_MODEL_BASE_URL and the network",
    ModelFault: "",
}


def require_usable(reply: AIMessage, *, is_first: bool) -> None:
    """Raises ModelFault for a reply that is cut short, empty or malformed, or a first step that looks nothing up."""
    for key, whole in WHOLE.items():
        if key in reply.response_metadata and reply.response_metadata[key] not in whole:
            raise ModelFault(f"it stopped early ({key} {reply.response_metadata[key]})")
    if reply.invalid_tool_calls or len(json.dumps(reply.tool_calls, default=str)) > LONGEST_CALLS:
        raise ModelFault("it wrote a tool call that cannot be read")
    if not reply.tool_calls and (is_first or not reply.text.strip()):
        raise ModelFault("it looked nothing up" if is_first else "its reply was empty")


def require_plain(reply: AIMessage, shown: Sequence[BaseMessage]) -> None:
    """Raises ModelFault for a refusal or a question back with a figure in it: nothing was looked up for that one.

    A figure that the person or the system prompt wrote may be repeated.
    """
    known = "\n".join(message.text for message in shown if isinstance(message, (SystemMessage, HumanMessage)))
    ground = (Evidence(shape="message", message=known),)
    for call in reply.tool_calls:
        said = str(call["args"].get(TALK.get(call["name"], ""), ""))
        if any(FIGURE.fullmatch(number) for number in check(said, ground).ungrounded):
            raise ModelFault("it stated a figure before anything was looked up")


def advice(error: Exception) -> str:
    """What went wrong, without the error's own text: that may hold a key or a person's words."""
    known = next((text for kind, text in ADVICE.items() if isinstance(error, kind)), "")
    if isinstance(error, ModelFault):
        return str(error)
    return known or f"{type(error).__name__}"


def is_passing(error: Exception) -> bool:
    """Whether asking again at once may help: a busy or broken connection, not a wrong key, and not a long silence."""
    return isinstance(error, ModelError) and error.is_retryable and not isinstance(error, ModelTimeoutError)
