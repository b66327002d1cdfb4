"""Calls, meetings, e-mails and notes, as the CSM wrote them down, with what was promised and whether it was done."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from integrations.sample.dice import day_between
from integrations.sample.dossier import Dossier
from integrations.sample.phrases import write
from integrations.sample.rows import Row, numbered
from integrations.sample.talks import Talk, talks_of
from integrations.sample.window import say_day

PROMISED = {"call": 0.5, "meeting": 0.75, "qbr": 1.0}
KEPT = 0.78


def rows(dossier: Dossier) -> list[Row]:
    """The talks in order: each may close what the one before left open."""
    rng = dossier.account.dice("interactions")
    found, owed = [], ""
    for talk in talks_of(dossier):
        row, owed = _write(dossier, talk, owed, rng)
        found.append(row)
    return numbered(dossier.account, "interaction_id", "INT", found)


def _write(dossier: Dossier, talk: Talk, owed: str, rng: Random) -> tuple[Row, str]:
    """The row, and what we still owe after it."""
    words = dossier.words(talk.on)
    notes = write(talk.text, words, rng)
    if owed and talk.is_meaningful:
        kept = rng.random() < KEPT
        notes += f" {'Done since last time' if kept else 'Still owed by us'}: {owed}."
        owed = "" if kept else owed
    person = dossier.contact(talk.role, talk.on)
    row = {
        "contact_id": person.contact_id if person and talk.type != "note" else None,
        "happened_on": talk.on,
        "type": talk.type,
        "csm": dossier.account.csm,
        "is_meaningful": talk.is_meaningful,
        "notes": notes,
    }
    if owed or rng.random() >= PROMISED.get(talk.type, 0):
        return row, owed
    ours = write("promise_ours", words, rng)
    return {**row, "commitments": _promises(talk, ours, words, rng)}, ours[:1].lower() + ours[1:]


def _promises(talk: Talk, ours: str, words: dict[str, str], rng: Random) -> str:
    """Who does what by when, ours first."""
    theirs = write("promise_theirs", words, rng)
    ours_by = day_between(rng, talk.on, 3, 14)
    theirs_by = day_between(rng, talk.on + timedelta(2), 5, 20)
    them = words.get(talk.role, words["champion"])
    ask = f" They: {theirs[:1].lower()}{theirs[1:]} by {say_day(theirs_by)} ({them})." if rng.random() < 0.7 else ""
    return f"We: {ours[:1].lower()}{ours[1:]} by {say_day(ours_by)} ({words['csm']}).{ask}"
