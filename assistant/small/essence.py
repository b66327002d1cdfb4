"""A message without its small talk."""

from __future__ import annotations

from assistant.planner.index import Index
from assistant.planner.messages import is_chatter, is_statement, sentences, without_preamble
from assistant.planner.understanding import understand
from tools.periods import Calendar


def essence(text: str, index: Index, calendar: Calendar) -> str:
    """The sentences that ask for something, without a preamble; the text itself where nothing else is left."""
    parts = sentences(text)
    if len(parts) == 1:
        return without_preamble(text, index, calendar) or text
    telling = [part for part in parts if not is_chatter(understand(part, index, calendar))]
    return " ".join(part for part in telling if not is_statement(part, telling)) or text
