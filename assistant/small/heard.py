"""A question as code reads it before a model is asked: what it names, what stayed unread, what was asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage

from assistant.planner.follow_ups import POINTERS
from assistant.planner.index import Index, index_of
from assistant.planner.messages import is_chatter, is_statement, sentences, spelled_out, without_preamble
from assistant.planner.slots import Slots, slots_of
from assistant.planner.understanding import understand
from assistant.planner.wordings import rewritten
from tools.periods import Calendar
from tools.vocabulary import Vocabulary

METRIC_ARGUMENTS = frozenset(("metric", "sort_by"))


@dataclass(frozen=True)
class Call:
    """A tool by name, with arguments as JSON."""

    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True, eq=False)
class Heard:
    """A question, its slots, and the calls of the turn before."""

    text: str
    slots: Slots
    earlier: tuple[Call, ...] = ()

    @cached_property
    def unread(self) -> tuple[int, ...]:
        """The positions of words that carry meaning and that code could read as nothing."""
        u = self.slots.u
        words = [match.at for match in (*u.matches, *u.accounts)]
        numbers = [*(when.at for when in u.whens), *(amount.at for amount in u.amounts)]
        return tuple(u.leftovers(self.slots.used.union(*words, *numbers)))

    @cached_property
    def leans(self) -> bool:
        """Whether the question needs the turn before: it measures nothing by itself, or points back."""
        u = self.slots.u
        return bool(self.earlier) and (not u.has("metric") or any(token.word in POINTERS for token in u.tokens))

    @property
    def earlier_metrics(self) -> tuple[str, ...]:
        named = (call.arguments.get(key) for call in self.earlier for key in METRIC_ARGUMENTS)
        return tuple(dict.fromkeys(name for name in named if name))


def hear(text: str, vocabulary: Vocabulary, calendar: Calendar, past: Sequence[BaseMessage]) -> Heard:
    """Raises InvalidRequest for a day that does not exist or reads two ways."""
    index = index_of(vocabulary)
    made = [message for message in past if isinstance(message, AIMessage) and message.tool_calls]
    earlier = tuple(Call(call["name"], call["args"]) for call in made[-1].tool_calls) if made else ()
    essence = _essence(rewritten(spelled_out(text.strip())), index, calendar)
    return Heard(text, slots_of(understand(essence, index, calendar)), earlier)


def _essence(text: str, index: Index, calendar: Calendar) -> str:
    """The sentences that ask for something, without small talk before them; the text itself where nothing is left."""
    parts = sentences(text)
    if len(parts) == 1:
        shorter = without_preamble(text, index, calendar)
        return shorter[0] if shorter and not shorter[1] else text
    telling = [part for part in parts if not is_chatter(understand(part, index, calendar))]
    return " ".join(part for part in telling if not is_statement(part, telling, index, calendar)) or text
