"""What was asked in a thread, per person: questions and tool calls only, never results, so that nothing seen once
outlives the right to see it."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from tools.facts import Frozen

REMEMBERED = 6
KEPT_DAYS = 30
SCHEMA = """
create table if not exists turns (
    id integer primary key, thread text not null, asker text not null, asked_at text not null,
    question text not null, calls text not null
);
create index if not exists turns_by_thread on turns (thread, asker, id);
"""


class PastCall(Frozen):
    name: str
    arguments: dict[str, Any]


class Turn(Frozen):
    """One past question and the tool calls that answered it."""

    question: str
    calls: tuple[PastCall, ...] = ()


class Conversations:
    """The last turns of each thread and person, in one SQLite file; old ones are dropped."""

    def __init__(self, path: Path | str) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path, check_same_thread=False, timeout=5)
        self._connection.execute("pragma journal_mode = wal")
        self._connection.executescript(SCHEMA)

    def turns(self, thread: str | None, asker: str) -> tuple[Turn, ...]:
        """Oldest first; empty without a thread."""
        if thread is None:
            return ()
        query = "select question, calls from turns where thread = ? and asker = ? order by id desc limit ?"
        with self._lock:
            rows = self._connection.execute(query, (thread, asker, REMEMBERED)).fetchall()
        return tuple(Turn(question=question, calls=json.loads(calls)) for question, calls in reversed(rows))

    def add(self, thread: str | None, asker: str, turn: Turn, now: datetime) -> None:
        if thread is None:
            return
        calls = json.dumps([call.model_dump(mode="json") for call in turn.calls])
        oldest = (now - timedelta(days=KEPT_DAYS)).isoformat()
        with self._lock, self._connection:
            self._connection.execute("delete from turns where asked_at < ?", (oldest,))
            self._connection.execute(
                "insert into turns (thread, asker, asked_at, question, calls) values (?, ?, ?, ?, ?)",
                (thread, asker, now.isoformat(), turn.question, calls),
            )


def as_messages(turns: Sequence[Turn]) -> list[BaseMessage]:
    """Past turns as a model's history: each call with a result that says only that it was answered."""
    messages: list[BaseMessage] = []
    for number, turn in enumerate(turns):
        messages.append(HumanMessage(turn.question))
        calls = [
            {"name": call.name, "args": call.arguments, "id": f"past_{number}_{place}", "type": "tool_call"}
            for place, call in enumerate(turn.calls)
        ]
        if calls:
            messages.append(AIMessage("", tool_calls=calls))
            messages += [ToolMessage("(answered earlier)", tool_call_id=str(call["id"])) for call in calls]
        messages.append(AIMessage("(answered earlier)"))
    return messages
