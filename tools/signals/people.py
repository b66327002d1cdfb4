"""Who we know at an account: one thread only, new executives, no talk at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from math import ceil, log

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.record.rows import Contact, Interaction
from tools.signals.episodes import earliest, past, paying_spans, seen_since, within
from tools.signals.quotes import talk_mention
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share
from tools.signals.silences import LONG, Rhythm, silences

EXECUTIVE = re.compile(
    r"\b(?:chief|c[a-z]o|[se]?vp|vice president|president|managing director|general manager|(?:co-?)?founder)\b",
    re.I,
)
SETTLED_DAYS = 60
NEW_DAYS = 120
THREAD_DAYS, LEAST_TALKS = 120, 3
USUAL_DAYS, CHANCE = 365, 0.02
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
                talk.happened_on,
                share(days, LONG * (silent_on - talk.happened_on).days),
                ended,
                {"days_silent": Figure(days, "days")},
                (talk_mention(talk),),
                known_from=silent_on,
            )


def _single_threaded(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    talks = [talk for talk in record.talks if talk.contact_id]
    place = 0
    for person, group in groupby(talks, key=lambda talk: talk.contact_id or ""):
        own, before = list(group), talks[:place]
        place += len(own)
        ended = talks[place].happened_on if place < len(talks) else None
        noticed = _noticed_on(record, own, before)
        if noticed and noticed <= record.day and (ended is None or noticed < ended):
            name = record.contact_names.get(person, person)
            newest = within(own, own[-1].happened_on, THREAD_DAYS, lambda talk: talk.happened_on)
            yield Signal(
                "single_threaded",
                record.account.account_id,
                own[0].happened_on,
                share(len(newest), 2 * LEAST_TALKS),
                ended,
                {"contact": Figure(name, "text"), "talks": Figure(len(own), "count")},
                tuple(talk_mention(talk) for talk in newest),
                known_from=noticed,
            )


def _noticed_on(record: Record, own: Sequence[Interaction], before: Sequence[Interaction]) -> date | None:
    """The day from which talks with one person only are no chance any more, after these talks; None if they may be."""
    start, since = own[0].happened_on, before[-1].happened_on if before else own[0].happened_on
    year = [talk for talk in before if talk.happened_on > start - timedelta(USUAL_DAYS)]
    # As if one talk with them and one with another were known besides: a short past proves no habit.
    usual = (sum(talk.contact_id == own[0].contact_id for talk in year) + 1) / (len(year) + 2)
    enough = max(LEAST_TALKS, ceil(log(CHANCE) / log(usual)) if len(record.contacts) > 1 else 0)
    return max(own[enough - 1].happened_on, since + timedelta(THREAD_DAYS)) if len(own) >= enough else None


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
        f"for {THREAD_DAYS} days nobody but one person talked with us, at least {LEAST_TALKS} times and, where others "
        "are known, so often that by their share of the year before chance explains less than "
        f"{CHANCE:.0%} of such runs; over with another person; began with the first of these conversations; strength: "
        f"those of the last {THREAD_DAYS} days out of {2 * LEAST_TALKS}",
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
        "no meaningful conversation for {contact_gap_days} days, twice the account's usual distance (that three of "
        "four do not exceed; its segment's middle one while there are too few) and a quarter more than its longest "
        "(at most three times the limit); began with the "
        f"last conversation, noticed when it had been that long; strength: days of silence out of {LONG} times as many",
        ("interactions",),
        _contact_silence,
    ),
)
