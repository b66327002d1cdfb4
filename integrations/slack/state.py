"""The file in which the Slack side remembers: questions in work, and answers whose working may be asked for."""

from __future__ import annotations

import sqlite3
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS inbox (
  key TEXT PRIMARY KEY, at REAL NOT NULL, state TEXT NOT NULL, asked TEXT NOT NULL,
  worker TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 1, note TEXT);
CREATE INDEX IF NOT EXISTS inbox_state ON inbox (state, at);
CREATE TABLE IF NOT EXISTS workers (worker TEXT PRIMARY KEY, seen REAL NOT NULL);
CREATE TABLE IF NOT EXISTS answers (id TEXT PRIMARY KEY, record TEXT NOT NULL, expires REAL NOT NULL);
CREATE TABLE IF NOT EXISTS feedback (
  answer TEXT NOT NULL, user TEXT NOT NULL, at REAL NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (answer, user));
"""


def open_state(folder: Path) -> sqlite3.Connection:
    """A connection for one thread. Several processes may share the folder; it is readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = sqlite3.connect(folder / "slack.sqlite3", isolation_level=None, timeout=5.0)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.executescript(SCHEMA)
    return connection
