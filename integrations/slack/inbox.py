"""Questions in work, kept on disk before Slack is told that they arrived: each is answered once, also after a crash.

A question is `open` until its answer is about to be sent, `sending` until Slack has taken it, then `done`. A worker
that has not been seen for a while is taken for dead and its questions go to another.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from integrations.slack.asked import Asked

KEPT = timedelta(days=2)
DEAD_AFTER = timedelta(seconds=15)
TOO_OLD = timedelta(minutes=15)


@dataclass(frozen=True)
class Waiting:
    """A question found unfinished: how often it was tried, its placeholder, and whether its answer may be out."""

    asked: Asked
    tries: int = 1
    note: str | None = None
    maybe_sent: bool = False


class Inbox:
    def __init__(self, state: sqlite3.Connection, clock: Callable[[], datetime]) -> None:
        self._state = state
        self._clock = clock
        self._me = uuid.uuid4().hex
        self.beat()

    def claim(self, asked: Asked) -> bool:
        """True for the first to see this question, in whatever form; False for every repeat."""
        added = self._state.execute(
            "INSERT OR IGNORE INTO inbox (key, at, state, asked, worker) VALUES (?, ?, 'open', ?, ?)",
            (asked.key, self._now(), asked.model_dump_json(), self._me),
        )
        return added.rowcount == 1

    def note(self, asked: Asked, ts: str) -> None:
        """The placeholder that the answer will replace."""
        self._state.execute("UPDATE inbox SET note = ? WHERE key = ?", (ts, asked.key))

    def placeholder(self, asked: Asked) -> str | None:
        row = self._state.execute("SELECT note FROM inbox WHERE key = ?", (asked.key,)).fetchone()
        return row[0] if row else None

    def sending(self, asked: Asked) -> None:
        self._state.execute("UPDATE inbox SET state = 'sending' WHERE key = ?", (asked.key,))

    def finish(self, asked: Asked) -> None:
        """Done: only the key stays, to recognise repeats."""
        self._state.execute("UPDATE inbox SET state = 'done', asked = '' WHERE key = ?", (asked.key,))

    def put_back(self, asked: Asked) -> None:
        """Slack could not be reached: whoever tends the inbox next tries again."""
        self._state.execute("UPDATE inbox SET worker = '' WHERE key = ?", (asked.key,))

    def beat(self) -> None:
        self._state.execute("INSERT OR REPLACE INTO workers VALUES (?, ?)", (self._me, self._now()))

    def leave(self) -> None:
        """Give up what is unfinished, so that the next worker takes it at once."""
        self._state.execute("DELETE FROM workers WHERE worker = ?", (self._me,))

    def take_over(self) -> list[Waiting]:
        """Unfinished questions of dead workers, now this worker's; those past their time are closed."""
        now = self._now()
        self._state.execute(
            "UPDATE inbox SET state = 'done', asked = '' WHERE state <> 'done' AND at < ?",
            (now - TOO_OLD.total_seconds(),),
        )
        rows = self._state.execute(
            "UPDATE inbox SET worker = ?, tries = tries + 1 WHERE state <> 'done' AND worker NOT IN "
            "(SELECT worker FROM workers WHERE seen > ?) RETURNING asked, tries, note, state",
            (self._me, now - DEAD_AFTER.total_seconds()),
        ).fetchall()
        return [
            Waiting(Asked.model_validate_json(asked), tries, note, state == "sending")
            for asked, tries, note, state in rows
        ]

    def forget(self) -> None:
        """Drop what is past keeping."""
        now = self._now()
        self._state.execute("DELETE FROM inbox WHERE at < ?", (now - KEPT.total_seconds(),))
        self._state.execute("DELETE FROM workers WHERE seen < ?", (now - KEPT.total_seconds(),))

    def oldest(self) -> timedelta:
        """How long the oldest unfinished question has waited."""
        (at,) = self._state.execute("SELECT MIN(at) FROM inbox WHERE state <> 'done'").fetchone()
        return timedelta(seconds=max(0.0, self._now() - at) if at is not None else 0.0)

    def _now(self) -> float:
        return self._clock().timestamp()
