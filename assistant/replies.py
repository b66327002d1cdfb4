"""What a usable reply of a model is, and what an operator should know when there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

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
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolCall

from assistant.grounding import check
from assistant.turn import evidences_of
from tools.evidence import Evidence


class ModelFault(Exception):
    """A model whose reply cannot be used; the text is for the log."""


LONGEST_CALLS = 20_000  # characters; the largest sensible request is a tenth of that
# How the providers say that a reply is whole; anything else, or nothing said, is a reply cut short or withheld.
WHOLE: Mapping[str, frozenset[str]] = {
    "finish_reason": frozenset({"stop", "tool_calls", "function_call", "STOP"}),
    "stop_reason": frozenset({"end_turn", "tool_use", "stop_sequence"}),
}
# What a model itself says to the person through a tool; what is no figure there: a named period and a few of something.
TALK: Mapping[str, tuple[str, ...]] = {"ask_back": ("question", "choices"), "decline": ("because",)}
NO_FIGURE = re.compile(r"(?:(?:Q[1-4]|H[12]|[a-z]{3,9}) )?(?:FY)?(?:19|20)\d\d|two|three|four|five|six", re.IGNORECASE)
# A link, or a name that a chat would ring.
LIVE = re.compile(r"\w:/{1,2}\w|\bwww\.|\]\(|<[!@#]|(?<![\w.+-])@\w|\bmailto:", re.IGNORECASE)
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
    """Raises ModelFault for a refusal or a question back with a figure, a deed, a link or a mention in it.

    What the person or the system prompt wrote, or the turn has found, may be repeated.
    """
    known = tuple(message.text for message in shown if isinstance(message, (SystemMessage, HumanMessage)))
    ground = (Evidence(shape="message", notes=known), *evidences_of(shown))
    for said in (text for call in reply.tool_calls for text in _talk(call)):
        verdict = check(said, ground)
        if not all(NO_FIGURE.fullmatch(number) for number in verdict.ungrounded):
            raise ModelFault("it stated a figure that nothing it looked up holds")
        if verdict.unsupported or LIVE.search(said):
            raise ModelFault("it wrote a claim, a link or a mention into its own words")


def _talk(call: ToolCall) -> Iterator[str]:
    for name in TALK.get(call["name"], ()):
        said = call["args"].get(name)
        yield from (str(text) for text in (said if isinstance(said, list) else [said]))


def advice(error: Exception) -> str:
    """What went wrong, without the error's own text: that may hold a key or a person's words."""
    known = next((text for kind, text in ADVICE.items() if isinstance(error, kind)), "")
    if isinstance(error, ModelFault):
        return str(error)
    return known or f"{type(error).__name__}"


def is_passing(error: Exception) -> bool:
    """Whether asking again at once may help: a busy or broken connection, not a wrong key, and not a long silence."""
    return isinstance(error, ModelError) and error.is_retryable and not isinstance(error, ModelTimeoutError)
