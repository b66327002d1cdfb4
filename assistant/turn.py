"""A turn: what happened since the person's last question, read from the messages."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from tools.evidence import Evidence

STEWARD, PLANNER, SMALL = "steward", "planner", "small"
# Who writes from word lists and evidence only; whatever else writes is a language model.
WRITERS = frozenset((STEWARD, PLANNER, SMALL))


def turn_of(messages: Sequence[BaseMessage]) -> Sequence[BaseMessage]:
    """The messages since the person's last question; a correction by Steward is a part of the turn."""
    asked = [place for place, message in enumerate(messages) if isinstance(message, HumanMessage) and not message.name]
    return messages[asked[-1] :] if asked else messages


def evidences_of(messages: Sequence[BaseMessage]) -> tuple[Evidence, ...]:
    """The evidence found in this turn, in the order of the calls; the same finding once."""
    artifacts = [message.artifact for message in turn_of(messages) if isinstance(message, ToolMessage)]
    found = [Evidence.model_validate(artifact) for artifact in artifacts if artifact is not None]
    return tuple(evidence for place, evidence in enumerate(found) if evidence not in found[:place])


def replies_of(messages: Sequence[BaseMessage]) -> tuple[AIMessage, ...]:
    """What models wrote in this turn."""
    return tuple(message for message in turn_of(messages) if isinstance(message, AIMessage))


def was_corrected(messages: Sequence[BaseMessage]) -> bool:
    return any(isinstance(message, HumanMessage) and bool(message.name) for message in turn_of(messages))
