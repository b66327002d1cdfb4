"""What a message, or a part of it, was read as."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.planner.calls import ToolCall, with_left_out
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
