"""Who we know at an account: one thread only, new executives, no talk at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.record.rows import Contact, Interaction
from tools.signals.episodes import Run, earliest, past, paying_spans, runs, seen_since, within
from tools.signals.quotes import talk_mention
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share
from tools.signals.silences import Rhythm, silences

EXECUTIVE = re.compile(
    r"\b(?:chief|c[a-z]o|[se]?vp|vice president|president|managing director|general manager|(?:co-?)?founder)\b",
    re.I,
)
SETTLED_DAYS = 60
NEW_DAYS = 120
THREAD_DAYS, LEAST_TALKS, LASTING_DAYS = 90, 3, 30
CONTACT_GAPS = 2


def is_champion(contact: Contact) -> bool:
    return "champion" in f"{contact.role} {contact.title}".lower()


def is_executive(contact: Contact) -> bool:
    return "sponsor" in (contact.role or "").lower() or bool(EXECUTIVE.search(contact.title or ""))


def _contact_silence(record: Record, limits: Thresholds) -> Iterator[Signal]:
    rhythm = Rhythm("any", limits.contact_gap_days, CONTACT_GAPS, limits.norms)
    for start, end in paying_spans(record):
        talks = [talk for talk in record.talks if start <= talk.happened_on and (end is None or talk.happened_on < end)]
        for talk, silent_on, ended in silences(record, talks, rhythm):
            days = ((ended or record.day) - talk.happened_on).days
            yield Signal(
                "contact_silence",
                record.account.account_id,
                silent_on,
                share(days, 3 * limits.contact_gap_days),
                ended,
                {"days_silent": Figure(days, "days")},
                (talk_mention(talk),),
            )


def _single_threaded(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    talks = [talk for talk in record.talks if talk.contact_id]
    days = {talk.happened_on for talk in talks} | {talk.happened_on + timedelta(THREAD_DAYS) for talk in talks}
    for run in _threads(talks, sorted(day for day in days if day <= record.day)):
        began = run.began + timedelta(LASTING_DAYS)
        if began < (run.ended or record.day + timedelta(1)):
            last = run.seen[-1]
            person = last[-1].contact_id or ""
            name = record.contact_names.get(person, person)
            yield Signal(
                "single_threaded",
                record.account.account_id,
                began,
                share(len(last), 2 * LEAST_TALKS),
                run.ended,
                {"contact": Figure(name, "text"), "talks": Figure(len(last), "count")},
                tuple(talk_mention(talk) for talk in last),
            )


def _threads(talks: Sequence[Interaction], days: Sequence[date]) -> Iterator[Run[Sequence[Interaction]]]:
    """From enough talks with one person until a talk with another, or none for long."""
    held = False
    moments: list[tuple[date, Sequence[Interaction] | None]] = []
    for day in days:
        recent = within(talks, day, THREAD_DAYS, lambda talk: talk.happened_on)
        held = len({talk.contact_id for talk in recent}) == 1 and (held or len(recent) >= LEAST_TALKS)
        moments.append((day, recent if held else None))
    return runs(moments)


def _new_executives(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    known_since = earliest(seen_since(record), *(start for start, _ in paying_spans(record)))
    for person in filter(is_executive, record.contacts):
        joined = person.joined_on
        if joined and known_since and joined > known_since + timedelta(SETTLED_DAYS):
            left = (record.day - joined).days
            yield Signal(
                "new_executive",
                record.account.account_id,
                joined,
                round(1 - share(left, 2 * NEW_DAYS), 2),
                past(earliest(joined + timedelta(NEW_DAYS), person.left_on), record.day),
                {"executive": Figure(person.name, "text"), "title": Figure(person.title or "not recorded", "text")},
                (Mention("contacts", person.contact_id, joined, person.title or ""),),
            )


KINDS = (
    SignalKind(
        "single_threaded",
        "Only one person talks with us",
        "people",
        "risk",
        f"at least {LEAST_TALKS} conversations in {THREAD_DAYS} days were all with the same person, and nobody else "
        f"talked with us for another {LASTING_DAYS}; over with another person, or after {THREAD_DAYS} days without; "
        f"strength: conversations out of {2 * LEAST_TALKS}",
        ("interactions", "interactions.contact_id"),
        _single_threaded,
    ),
    SignalKind(
        "new_executive",
        "New executive",
        "people",
        "risk",
        f"a sponsor or a contact with an executive's title joined in the last {NEW_DAYS} days, not in the first "
        f"{SETTLED_DAYS} of the relationship; strength: how recent",
        ("contacts", "contacts.joined_on"),
        _new_executives,
    ),
    SignalKind(
        "contact_silence",
        "No conversation",
        "people",
        "risk",
        "no meaningful conversation for {contact_gap_days} days and twice the account's usual distance (its segment's "
        "while there are too few); strength: days of silence out of three times the limit",
        ("interactions",),
        _contact_silence,
    ),
)
