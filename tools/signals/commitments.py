"""Promises in notes: what was promised, by whom, by when, and what later texts say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from tools.periods import MONTH_NAMES
from tools.record.record import Record
from tools.record.rows import Interaction
from tools.signals.quotes import Text
from tools.signals.words import pattern_of, words_of

MONTH = "|".join(f"{name}[a-z]*" for name in MONTH_NAMES)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?:,? (?P<year>20\d\d))?"
DATES = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b{DAY}(?: of)? (?P<month>{MONTH})\b\.?{YEAR}", re.I),
    re.compile(rf"\b(?P<month>{MONTH})\.? {DAY}\b(?!:){YEAR}", re.I),
)
BY = r"[,\s]*\b(?:(?:due )?(?:by|on|until|till|before)|no later than|due)?\s*"
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
THEIRS = re.compile(r"^\W*(?:they|them|their side|the account|the customer|customer|client)\b", re.I)
OURS = re.compile(r"^\W*(?:we|us|our side|i)\b(?: will| to|'ll)?\W*", re.I)
By = Literal["we", "they"]
LEAST_ALIKE = 0.6
STEM = 5


@dataclass(frozen=True)
class Agreed:
    """One sentence of a talk's commitments: its place there, whose it is, what is to be done, the one day it names."""

    made_in: Interaction
    number: int
    by: By
    words: str
    due_on: date | None


@dataclass(frozen=True)
class Promise:
    """What we promised an account in one talk, and the last day for it."""

    made_in: Interaction
    words: str
    due_on: date


def agreed_in(record: Record) -> Iterator[Agreed]:
    """In the order they were made. One is ours unless it opens with them or with the name of a contact."""
    names = _their_names(record)
    for talk in record.interactions:
        sentences = [part.strip() for part in SENTENCE.split(talk.commitments or "") if part.strip(" .;:")]
        for number, sentence in enumerate(sentences, start=1):
            is_theirs = bool(THEIRS.match(sentence)) or not names.isdisjoint(_opening(sentence))
            words = (THEIRS if is_theirs else OURS).sub("", sentence).strip()
            yield Agreed(talk, number, "they" if is_theirs else "we", words, due_day(sentence, talk.happened_on))


def promises_of(record: Record) -> Iterator[Promise]:
    """Our own promises that name a day, in the order they were made. Theirs, and those without a day, are left out."""
    for one in agreed_in(record):
        if one.by == "we" and one.due_on:
            yield Promise(one.made_in, one.words, one.due_on)


def due_day(sentence: str, said_on: date) -> date | None:
    """The one day a sentence names, the next such day where it gives no year; None for no day or several."""
    found = {day for pattern in DATES for match in pattern.finditer(sentence) if (day := _read(match, said_on))}
    return found.pop() if len(found) == 1 else None


def undated(words: str, due: date | None) -> str:
    """The words without their one day, which is told beside them, and without the marks they end in."""
    for pattern in DATES if due else ():
        words = re.sub(BY + pattern.pattern, "", words, flags=re.I)
    return re.sub(r"\s+([,.])", r"\1", words).strip(" .,;:")


def _read(match: re.Match[str], said_on: date) -> date | None:
    parts = match.groupdict()
    month = int(parts.get("number") or 0) or 1 + [name.lower() for name in MONTH_NAMES].index(
        parts["month"][:3].lower()
    )
    years = [int(parts["year"])] if parts["year"] else [said_on.year, said_on.year + 1]
    days = (_day(year, month, int(parts["day"])) for year in years)
    return next((day for day in days if day and (parts["year"] or day >= said_on)), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _their_names(record: Record) -> frozenset[str]:
    names = [contact.name for contact in record.contacts] + [record.account.name]
    return frozenset(part.lower() for name in names for part in name.split()[:1])


def _opening(sentence: str) -> list[str]:
    return re.findall(r"\w+", sentence.lower())[:1]


def is_claim(text: Text) -> bool:
    """Whether a text says of anything that it was done or is still open."""
    return bool(_claims(text.words))


def is_done(promise: Promise, text: Text) -> bool | None:
    """What a later text says of the promise: done, still open, or nothing (None)."""
    wanted = _stems(promise.words)
    for stems, is_kept in _claims(text.words):
        if wanted and len(wanted & stems) >= LEAST_ALIKE * len(wanted):
            return is_kept
    return None


@lru_cache(maxsize=65536)
def _claims(words: str) -> tuple[tuple[frozenset[str], bool], ...]:
    """The sentences that say of something that it was done, or that it is still open."""
    verdicts = ((sentence, _verdict(sentence)) for sentence in SENTENCE.split(words))
    return tuple((_stems(sentence), is_kept) for sentence, is_kept in verdicts if is_kept is not None)


def _verdict(sentence: str) -> bool | None:
    """Whether a sentence calls something done or still open; None when it does neither."""
    if pattern_of("open").search(sentence):
        return False
    return True if pattern_of("done").search(sentence) else None


@lru_cache(maxsize=65536)
def _stems(words: str) -> frozenset[str]:
    without_day = words
    for pattern in DATES:
        without_day = pattern.sub(" ", without_day)
    without_names = re.sub(r"\([^)]*\)", " ", without_day)
    return frozenset(
        word[:STEM] for word in re.findall(r"[a-z]+", without_names.lower()) if word not in words_of("dull")
    )
