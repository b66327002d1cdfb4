"""What a message, or a part of it, was read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planner.calls import ToolCall, call, with_left_out
from tools.account_requests import FindPlaybook
from tools.requests import AskBack, Decline, DefineTerm


@dataclass(frozen=True)
class Read:
    """Calls, and whether every word was accounted for."""

    calls: tuple[ToolCall, ...]
    is_understood: bool

    @property
    def asks(self) -> bool:
        """Whether it goes back with a question."""
        return any(isinstance(item.request, AskBack) for item in self.calls)

    @property
    def refuses(self) -> bool:
        return any(isinstance(item.request, Decline) for item in self.calls)

    @property
    def defines(self) -> bool:
        return any(isinstance(item.request, DefineTerm) for item in self.calls)

    def without(self, *words: str) -> Read:
        """Understood, with the words it has no place for said."""
        return Read(tuple(with_left_out(item, words) for item in self.calls), True)


def as_told(calls: Sequence[ToolCall], question: str) -> Sequence[ToolCall]:
    """A situation asked about is the whole message: 'Our champion left. What do I do?'."""
    if len(calls) != 1 or not isinstance(calls[0].request, FindPlaybook):
        return calls
    return (call(calls[0].request.model_copy(update={"situation": question.strip()[:300]})),)
