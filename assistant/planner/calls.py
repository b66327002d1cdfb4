"""What a question is read into: named, typed calls of tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tools.catalogue import TOOLS
from tools.requests import Request

REQUESTS: Mapping[str, type[Request]] = {name: tool.request for name, tool in TOOLS.items()}
NAMES: Mapping[type[Request], str] = {request: name for name, request in REQUESTS.items()}


@dataclass(frozen=True)
class ToolCall:
    """The name of a tool and its arguments."""

    name: str
    request: Request

    @property
    def arguments(self) -> dict[str, Any]:
        """As JSON, without what has its usual value."""
        return self.request.model_dump(mode="json", exclude_defaults=True)


def call(request: Request) -> ToolCall:
    return ToolCall(NAMES[type(request)], request)


def call_of(name: str, arguments: Mapping[str, Any]) -> ToolCall:
    """Raises KeyError for an unknown tool and pydantic's ValidationError for arguments that do not fit."""
    return ToolCall(name, REQUESTS[name].model_validate(dict(arguments)))


def with_left_out(call: ToolCall, words: tuple[str, ...]) -> ToolCall:
    """The call, saying which words of the question it does not use."""
    return ToolCall(call.name, call.request.model_copy(update={"left_out": words})) if words else call
