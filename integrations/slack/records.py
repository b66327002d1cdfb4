"""What the buttons under an answer need: who asked, the choices and the working; and what people thought of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from assistant.answer import Answer
from integrations.slack.asked import Asked
from integrations.slack.message import Message
from integrations.slack.proof import math_messages
from tools.evidence import Choice
from tools.facts import Frozen

KEPT = timedelta(days=30)


class Page(Frozen):
    """One message of the working."""

    text: str
    blocks: tuple[dict[str, Any], ...]


class Record(Frozen):
    """An answer as it was given. The working is kept as it reads, so that it always matches what was said."""

    asked: Asked
    choices: tuple[Choice, ...]
    working_text: str
    working_blocks: tuple[dict[str, Any], ...]
    further_working: tuple[Page, ...] = ()

    def working(self, number: int = 0) -> Message:
        """The page of that number; the first where there is no such page."""
        if 0 < number <= len(self.further_working):
            page = self.further_working[number - 1]
            return Message(page.text, page.blocks)
        return Message(self.working_text, self.working_blocks)


class Records:
    def __init__(self, state: sqlite3.Connection, clock: Callable[[], datetime]) -> None:
        self._state = state
        self._clock = clock

    def keep(self, asked: Asked, answer: Answer) -> None:
        first, *further = math_messages(answer)
        record = Record(
            asked=asked,
            choices=answer.choices,
            working_text=first.text,
            working_blocks=first.blocks,
            further_working=tuple(Page(text=page.text, blocks=page.blocks) for page in further),
        )
        self._state.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)",
            (answer.id, record.model_dump_json(), (self._clock() + KEPT).timestamp()),
        )

    def find(self, answer_id: str) -> Record | None:
        row = self._state.execute(
            "SELECT record FROM answers WHERE id = ? AND expires > ?", (answer_id, self._clock().timestamp())
        ).fetchone()
        return Record.model_validate_json(row[0]) if row else None

    def rate(self, answer_id: str, user: str, verdict: str, reason: str = "") -> None:
        """One verdict of a person on an answer; a later one replaces it."""
        self._state.execute(
            "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)",
            (answer_id, user, self._clock().timestamp(), verdict, reason),
        )

    def forget(self) -> None:
        self._state.execute("DELETE FROM answers WHERE expires <= ?", (self._clock().timestamp(),))
