"""Calls, meetings, e-mails and notes, as the CSM wrote them down, with what was promised and whether it was done."""

from __future__ import annotations

from datetime import date, timedelta

from integrations.sample.dice import day_between
from integrations.sample.dossier import Dossier
from integrations.sample.phrases import Pen
from integrations.sample.rows import Row, numbered
from integrations.sample.talks import Talk, talks_of
from integrations.sample.window import say_day, working_day

PROMISED = {"call": 0.6, "meeting": 0.8, "qbr": 1.0}
THEY_PROMISE = 0.7
KEPT = 0.78


def rows(dossier: Dossier) -> list[Row]:
    """The talks in order: each may close what the one before left open."""
    pen = Pen(dossier.account.dice("interactions"))
    found, owed = [], ""
    for talk in talks_of(dossier):
        row, owed = _write(dossier, talk, owed, pen)
        found.append(row)
    return numbered(dossier.account, "interaction_id", "INT", found)


def _write(dossier: Dossier, talk: Talk, owed: str, pen: Pen) -> tuple[Row, str]:
    """The row, and what we still owe after it."""
    person = dossier.contact(talk.role, talk.on)
    words = {**dossier.words(talk.on), "who": person.first_name if person else "the planning team"}
    row: Row = {
        "contact_id": person.contact_id if person and talk.type != "note" else None,
        "happened_on": talk.on,
        "type": talk.type,
        "csm": dossier.account.csm,
        "is_meaningful": talk.is_meaningful,
        "notes": pen.write(talk.text, words),
    }
    if owed and talk.is_meaningful:
        row, owed = _look_back(row, owed, pen)
    if talk.promise:
        promised = pen.fill(talk.promise, words)
        return {**row, "commitments": _ours(promised, working_day(talk.on + timedelta(talk.due)), words)}, owed
    if owed or pen.rng.random() >= PROMISED.get(talk.type, 0):
        return row, owed
    ours = pen.fill("promise_ours", words)
    return {**row, "commitments": _promises(talk, ours, words, pen)}, ours


def _look_back(row: Row, owed: str, pen: Pen) -> tuple[Row, str]:
    """What we owed is named again: done, or still open."""
    is_kept = pen.rng.random() < KEPT
    said = f"{row['notes']} {'Done since last time' if is_kept else 'Still owed by us'}: {owed}."
    return {**row, "notes": said}, "" if is_kept else owed


def _promises(talk: Talk, ours: str, words: dict[str, str], pen: Pen) -> str:
    """Who does what by when, ours first."""
    theirs = pen.fill("promise_theirs", words)
    ours_by = day_between(pen.rng, talk.on, 3, 14)
    theirs_by = day_between(pen.rng, talk.on + timedelta(2), 5, 20)
    ask = f" They: {theirs} by {say_day(theirs_by)} ({words['who']})." if pen.rng.random() < THEY_PROMISE else ""
    return f"{_ours(ours, ours_by, words)}{ask}"


def _ours(promise: str, due: date, words: dict[str, str]) -> str:
    return f"We: {promise} by {say_day(due)} ({words['csm']})."
