"""Commitments as they were written down in conversations: who does what by when, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tools.book.owners import owner_name
from tools.facts import Fact
from tools.letters.concessions import is_binding
from tools.letters.matter import Matter, rule
from tools.periods import write_day
from tools.record.record import Record
from tools.record.rows import Interaction
from tools.record.stated import Rule
from tools.signals.commitments import SENTENCE, Promise, due_day, is_done, undated
from tools.signals.quotes import texts
from tools.suspect import is_internal, is_order, quotable

Side = Literal["ours", "theirs"]
OURS = re.compile(r"^\W*(?:we|us|our side|i)\b(?:\s*:|\s+(?:will|to)\b|'ll\b)?\s*", re.I)
THEIRS = re.compile(
    r"^\W*(?:they|them|their side|the account|the customer|customer|client)\b(?:\s*:|\s+(?:will|to)\b)?\s*", re.I
)
SOMEBODY = re.compile(r"\s*\(([^()]{1,40})\)")
RELATIVE = re.compile(
    r"\b(?:(?:with)?in (?:the next |a |one |two |three |four |\d+ )\w+|(?:by|on|this|next|end of)(?: the)?(?: next)? "
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|quarter|year|end of)|tomorrow)\b",
    re.I,
)
US = ("us", "we", "our side")
THEM = ("them", "they", "their side")
HALF_YEAR, LATE_DAYS, FRESH_DAYS = 180, 60, 60
FORMULA = "a commitment noted in a conversation, with the one day it names"
READS = ("interactions",)
AGREED = rule("agreed_step", "Agreed step", "date", FORMULA, *READS)
OPEN = rule("open_promise", "Open promise", "date", f"{FORMULA}; ours, and no later text says it was done", *READS)
KEPT = rule("kept_promise", "Promise kept", "date", "the day of the first text that says it was done", *READS)
NO_DAY = "no single day was noted for it"


@dataclass(frozen=True)
class Step:
    """One commitment. `owner` is empty where no person is named, `when` holds words such as 'by Friday'."""

    words: str
    side: Side
    owner: str
    due_on: date | None
    is_relative: bool
    made_in: Interaction
    done_on: date | None


@dataclass(frozen=True)
class Parties:
    """Names by which a note may speak of a person: first or full name to full name."""

    ours: dict[str, str]
    theirs: dict[str, str]


def parties_of(matter: Matter) -> Parties:
    ours = [person.name for person in matter.company.people] or [owner_name(matter.record, matter.company)]
    theirs = [person.name for person in matter.record.contacts]
    csm = owner_name(matter.record, matter.company)
    return Parties(_callable_by([*ours, csm]), _callable_by(theirs))


def _callable_by(names: Sequence[str]) -> dict[str, str]:
    """Later names win the first name they share with earlier ones."""
    return {form.lower(): name for name in names if name for form in (name, name.split()[0])}


def steps_of(matter: Matter, talk: Interaction) -> tuple[Step, ...]:
    """What was agreed in one conversation, in the order it was noted. Orders to software and internal lines are out."""
    parties, side, found = parties_of(matter), "ours", list[Step]()
    for sentence in SENTENCE.split(talk.commitments or ""):
        step = _read(sentence, side, talk, parties)
        if step and all((step.side, step.words) != (one.side, one.words) for one in found):
            side = step.side
            found.append(step)
    return tuple(_with_outcome(matter.record, step) for step in found)


def left_out_of(talk: Interaction) -> int:
    """How many lines of its commitments a letter does not repeat."""
    lines = SENTENCE.split(talk.commitments or "")
    return sum(is_order(line) or is_internal(line) for line in lines)


def _read(sentence: str, before: str, talk: Interaction, parties: Parties) -> Step | None:
    words = sentence.strip(" -*•\t")
    if not words or is_order(words) or is_internal(words):
        return None
    side, owner, rest = _whose(words, before, parties)
    due = due_day(sentence, talk.happened_on)
    said = quotable(undated(rest, due))
    if not re.search(r"\w{2}", said):
        return None
    return Step(said, side, owner, due, due is None and bool(RELATIVE.search(said)), talk, None)


def _whose(words: str, before: str, parties: Parties) -> tuple[Side, str, str]:
    """Side and owner by how the line opens or by the name in brackets, and the line without them."""
    side: Side = "theirs" if before == "theirs" else "ours"
    for opening, is_side in ((OURS, "ours"), (THEIRS, "theirs")):
        if opening.match(words):
            side, words = ("theirs" if is_side == "theirs" else "ours"), opening.sub("", words, count=1)
            break
    named, rest = _opening_name(words, parties)
    for match in SOMEBODY.finditer(rest):
        inside = match[1].strip().lower()
        if inside in (*US, *THEM, *parties.ours, *parties.theirs):
            named, rest = inside, rest.replace(match[0], "", 1)
            break
    if named in THEM or (named in parties.theirs and named not in parties.ours):
        return "theirs", parties.theirs.get(named, ""), rest
    if named in US or (named in parties.ours and named not in parties.theirs):
        return "ours", parties.ours.get(named, ""), rest
    return side, (parties.theirs if side == "theirs" else parties.ours).get(named, ""), rest


def _opening_name(words: str, parties: Parties) -> tuple[str, str]:
    """ "Carla Adler to name two sites" -> her name and what she does."""
    for name in sorted((*parties.theirs, *parties.ours), key=len, reverse=True):
        match = re.match(rf"{re.escape(name)}(?:\s*:|\s+(?:to|will)\b)\s*", words, re.I)
        if match:
            return name, words[match.end() :]
    return "", words


def _with_outcome(record: Record, step: Step) -> Step:
    promise = Promise(step.made_in, step.words, step.due_on or step.made_in.happened_on)
    later = (text for text in texts(record) if text.on > step.made_in.happened_on)
    done = next((text.on for text in later if is_done(promise, text)), None)
    return Step(**{**vars(step), "done_on": done})


def agreed(matter: Matter) -> Iterator[Fact]:
    """The steps of the conversation the letter goes back to."""
    for step in steps_of(matter, matter.talk) if matter.talk else ():
        yield _fact(matter, AGREED, step, step.due_on)


def earlier(matter: Matter) -> tuple[Step, ...]:
    """Our own steps of the last half year, oldest first; those that a follow-up tells as agreed are not among them."""
    told = matter.talk if matter.request.kind == "follow_up" else None
    talks = [talk for talk in matter.record.interactions if talk != told and talk.commitments]
    recent = [talk for talk in talks if matter.record.days_since(talk.happened_on) <= HALF_YEAR]
    return tuple(step for talk in recent for step in steps_of(matter, talk) if step.side == "ours")


def open_promises(matter: Matter) -> Iterator[Fact]:
    """What we promised by a day, not yet done and not long past; no concession and no day of the product again."""
    for step in earlier(matter):
        if is_binding(step.words):
            continue
        if step.due_on and not step.done_on and matter.record.days_since(step.due_on) <= LATE_DAYS:
            yield _fact(matter, OPEN, step, step.due_on)


def forgotten(matter: Matter) -> tuple[Step, ...]:
    """Promises so long past that a person should look before a letter admits them."""
    limit = matter.record.before(LATE_DAYS)
    return tuple(step for step in earlier(matter) if step.due_on and not step.done_on and step.due_on < limit)


def kept(matter: Matter) -> Iterator[Fact]:
    """Those of ours that a text of the last two months says were done, the latest first."""
    for step in sorted(earlier(matter), key=lambda step: step.done_on or date.min, reverse=True):
        if step.done_on and matter.record.days_since(step.done_on) <= FRESH_DAYS:
            yield _fact(matter, KEPT, step, step.done_on)


def late_steps(matter: Matter) -> tuple[Step, ...]:
    """Our own steps of the conversation whose day has passed without a word that they were done."""
    told = steps_of(matter, matter.talk) if matter.talk else ()
    ours = (step for step in told if step.side == "ours" and not step.done_on)
    return tuple(step for step in ours if step.due_on and step.due_on < matter.record.day)


def overdue(matter: Matter) -> tuple[Step, ...]:
    """Our own steps whose day came in the last two months, without a word that they were done."""
    steps = (step for step in earlier(matter) if step.due_on and not step.done_on)
    return tuple(
        step for step in steps if step.due_on and matter.record.before(LATE_DAYS) <= step.due_on < matter.record.day
    )


def _fact(matter: Matter, made: Rule, step: Step, day: date | None) -> Fact:
    inputs = {
        "step": step.words,
        "side": step.side,
        "owner": step.owner,
        "said_on": step.made_in.happened_on.isoformat(),
        "is_relative": "yes" if step.is_relative else "no",
        "done_on": step.done_on.isoformat() if step.done_on else "",
        "due_on": step.due_on.isoformat() if step.due_on else "",
    }
    subject = {"conversation": write_day(step.made_in.happened_on)}
    because = None if day else NO_DAY
    value = day.isoformat() if day else None
    return matter.fact(made, value, subject, inputs=inputs, undefined_because=because)
