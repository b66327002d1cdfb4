"""What was asked, per person: questions and tool calls in a thread, and when an account was last asked about. Never
results, so that nothing seen once outlives the right to see it."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from tools.asked import Asked
from tools.facts import Frozen

REMEMBERED = 6
KEPT_DAYS = 30
# Days and identifiers alone are kept for as long as somebody may come back to an account.
ASKED_KEPT_DAYS = 365
SCHEMA = """
create table if not exists turns (
    id integer primary key, thread text not null, asker text not null, asked_at text not null,
    question text not null, calls text not null
);
create index if not exists turns_by_thread on turns (thread, asker, id);
create table if not exists asked (
    id integer primary key, company text not null, asker text not null, account text not null,
    data_until text not null, asked_on text not null, unique (company, asker, account, data_until)
);
"""


class PastCall(Frozen):
    name: str
    arguments: dict[str, Any]


class About(Frozen):
    """The accounts that a turn was about, by identifier, and the day that the data went to."""

    company: str
    data_until: date
    accounts: tuple[str, ...]


class Turn(Frozen):
    """One past question and the tool calls that answered it."""

    question: str
    calls: tuple[PastCall, ...] = ()


class Conversations:
    """The last turns of each thread and person, and when each asked about an account, in one SQLite file; old ones
    are dropped."""

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

    def note(self, asker: str, about: About, now: datetime) -> None:
        """Remember that these accounts were asked about; of the same data only the newest time counts."""
        oldest = (now - timedelta(days=ASKED_KEPT_DAYS)).date().isoformat()
        until, on = about.data_until.isoformat(), now.date().isoformat()
        with self._lock, self._connection:
            self._connection.execute("delete from asked where asked_on < ?", (oldest,))
            self._connection.executemany(
                "insert or replace into asked (company, asker, account, data_until, asked_on) values (?, ?, ?, ?, ?)",
                [(about.company, asker, account, until, on) for account in about.accounts],
            )

    def last_asked(self, asker: str, account: str, company: str) -> Asked | None:
        """When this person last asked about that account, by its identifier; None where nothing is remembered."""
        query = (
            "select asked_on, data_until from asked where company = ? and asker = ? and account = ? order by id desc"
        )
        with self._lock:
            rows = self._connection.execute(query, (company, asker, account)).fetchall()
        if not rows:
            return None
        on, until = (date.fromisoformat(day) for day in rows[0])
        before = max((date.fromisoformat(day) for _, day in rows if date.fromisoformat(day) < until), default=None)
        return Asked(on, until, before)


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
