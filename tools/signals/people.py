"""Who we know at an account: champions gone or silent, one thread only, new executives, no talk at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.record.rows import Contact, Interaction
from tools.signals.episodes import earliest, past, paying_spans, runs, seen_since, within
from tools.signals.quotes import talk_mention
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share

EXECUTIVE = re.compile(
    r"\b(?:chief|c[a-z]o|[se]?vp|vice president|president|managing director|general manager|(?:co-?)?founder)\b",
    re.I,
)
SETTLED_DAYS = 60
NEW_DAYS = 120
HANDOVER_DAYS = 30
THREAD_DAYS, LEAST_TALKS = 90, 3
CHAMPION_GAPS, CONTACT_GAPS, LEAST_GAPS = 3, 2, 3


def is_champion(contact: Contact) -> bool:
    return "champion" in f"{contact.role} {contact.title}".lower()


def is_executive(contact: Contact) -> bool:
    return "sponsor" in (contact.role or "").lower() or bool(EXECUTIVE.search(contact.title or ""))


def _champion_left(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    for champion in filter(is_champion, record.contacts):
        if champion.left_on:
            successor = _successor(record, champion, champion.left_on)
            others = [person for person in filter(is_champion, record.people) if person is not champion]
            days = ((successor or record.day) - champion.left_on).days
            yield Signal(
                "champion_left",
                record.account.account_id,
                champion.left_on,
                0.5 if others else 1.0,
                successor,
                {"champion": Figure(champion.name, "text"), "days_without": Figure(days, "days")},
                (Mention("contacts", champion.contact_id, champion.left_on, champion.title or ""),),
            )


def _successor(record: Record, gone: Contact, left_on: date) -> date | None:
    """The day another champion joined, or, being there already, first talked with us."""
    others = [contact for contact in filter(is_champion, record.contacts) if contact is not gone]
    days = [_engaged(record, contact, left_on) for contact in others if _stayed(contact, left_on)]
    return earliest(*days)


def _stayed(contact: Contact, day: date) -> bool:
    return contact.left_on is None or contact.left_on > day


def _engaged(record: Record, contact: Contact, after: date) -> date | None:
    if contact.joined_on and contact.joined_on > after - timedelta(HANDOVER_DAYS):
        return max(contact.joined_on, after)
    return earliest(*(talk.happened_on for talk in _talks_with(record, contact) if talk.happened_on > after))


def _champion_silent(record: Record, limits: Thresholds) -> Iterator[Signal]:
    for champion in filter(is_champion, record.contacts):
        talks = _talks_with(record, champion)
        for talk, silent_on, ended in _silences(talks, limits.champion_silence_days, CHAMPION_GAPS, record.day):
            until = earliest(ended, champion.left_on)
            if champion.left_on is None or silent_on < champion.left_on:
                days = ((until or record.day) - talk.happened_on).days
                yield Signal(
                    "champion_silent",
                    record.account.account_id,
                    silent_on,
                    share(days, 3 * limits.champion_silence_days),
                    until,
                    {"champion": Figure(champion.name, "text"), "days_silent": Figure(days, "days")},
                    (talk_mention(talk),),
                )


def _talks_with(record: Record, contact: Contact) -> list[Interaction]:
    return [talk for talk in record.talks if talk.contact_id == contact.contact_id]


def _contact_silence(record: Record, limits: Thresholds) -> Iterator[Signal]:
    for start, end in paying_spans(record):
        talks = [talk for talk in record.talks if start <= talk.happened_on and (end is None or talk.happened_on < end)]
        for talk, silent_on, ended in _silences(talks, limits.contact_gap_days, CONTACT_GAPS, record.day):
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


def _silences(
    talks: Sequence[Interaction], limit: int, times: int, today: date
) -> Iterator[tuple[Interaction, date, date | None]]:
    """After which talk nothing came for longer than the limit and so many times the usual distance: since when, until
    when.
    """
    days = [talk.happened_on for talk in talks]
    for place, talk in enumerate(talks):
        gaps = sorted((after - before).days for before, after in pairwise(days[: place + 1]) if after > before)
        usual = times * gaps[len(gaps) // 2] if len(gaps) >= LEAST_GAPS else 0
        silent_on = talk.happened_on + timedelta(max(limit, usual))
        following = days[place + 1] if place + 1 < len(days) else None
        if silent_on <= today and (following is None or following > silent_on):
            yield talk, silent_on, following


def _single_threaded(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    talks = [talk for talk in record.talks if talk.contact_id]
    days = {talk.happened_on for talk in talks} | {talk.happened_on + timedelta(THREAD_DAYS) for talk in talks}
    moments = ((day, _one_thread(talks, day)) for day in sorted(days) if day <= record.day)
    for run in runs(moments):
        last = run.seen[-1]
        person = last[-1].contact_id or ""
        yield Signal(
            "single_threaded",
            record.account.account_id,
            run.began,
            share(len(last), 2 * LEAST_TALKS),
            run.ended,
            {"contact": Figure(record.contact_names.get(person, person), "text"), "talks": Figure(len(last), "count")},
            tuple(talk_mention(talk) for talk in last),
        )


def _one_thread(talks: Sequence[Interaction], day: date) -> Sequence[Interaction] | None:
    """The talks of the days before, all with the same person; None if there were too few or several people."""
    recent = within(talks, day, THREAD_DAYS, lambda talk: talk.happened_on)
    return recent if len(recent) >= LEAST_TALKS and len({talk.contact_id for talk in recent}) == 1 else None


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


CONTACTS = ("contacts", "contacts.role")
TALKS = ("interactions",)
KINDS = (
    SignalKind(
        "champion_left",
        "Champion left",
        "people",
        "risk",
        f"a contact who is a champion left; over when another champion joins (up to {HANDOVER_DAYS} days ahead counts) "
        "or, already there, talks with us; strength: 1, with another champion there 0.5",
        (*CONTACTS, "contacts.left_on"),
        _champion_left,
    ),
    SignalKind(
        "champion_silent",
        "Champion silent",
        "people",
        "risk",
        "no conversation with a champion for {champion_silence_days} days and three times their usual distance, while "
        "there were some before; strength: days of silence out of three times the limit",
        (*CONTACTS, "interactions", "interactions.contact_id"),
        _champion_silent,
    ),
    SignalKind(
        "single_threaded",
        "Only one person talks with us",
        "people",
        "risk",
        f"at least {LEAST_TALKS} conversations in {THREAD_DAYS} days, all with the same person; strength: "
        f"conversations out of {2 * LEAST_TALKS}",
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
        "no meaningful conversation for {contact_gap_days} days and twice the account's usual distance; strength: days "
        "of silence out of three times the limit",
        ("interactions",),
        _contact_silence,
    ),
)
