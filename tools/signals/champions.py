"""Champions who are gone, say that they go, or fall silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.record.rows import Contact, Interaction
from tools.signals.episodes import earliest
from tools.signals.farewells import called, farewells, who_goes
from tools.signals.people import is_champion
from tools.signals.quotes import talk_mention
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share
from tools.signals.silences import LONG, Rhythm, silences

HANDOVER_DAYS, STAYED_DAYS = 30, 45
# Just gone, a champion may still be followed: a sign to act on, but not yet a grave one.
JUST_GONE_DAYS, JUST_GONE = 14, 0.4
CHAMPION_GAPS = 2
MAIN_DAYS, MAIN_TALKS, MAIN_SHARE = 365, 3, 0.5


def _champion_left(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    for champion in filter(partial(_was_champion, record), record.contacts):
        farewell = _farewell(record, champion)
        gone_on = earliest(champion.left_on, farewell.happened_on if farewell else None)
        over = gone_on and earliest(_successor(record, champion, gone_on), _stayed_on(record, champion, gone_on))
        # Who was followed before they went is not missed.
        if gone_on and over != gone_on:
            shown_by = Mention("contacts", champion.contact_id, gone_on, champion.title or "")
            if farewell and farewell.happened_on == gone_on:
                shown_by = talk_mention(farewell)
            yield _left(record, champion, (gone_on, over), shown_by)


def _was_champion(record: Record, contact: Contact) -> bool:
    """A champion by role; where an account has no roles on record, who left and had most of the talks before."""
    if is_champion(contact) or contact.left_on is None or any(person.role for person in record.contacts):
        return is_champion(contact)
    first = contact.left_on - timedelta(MAIN_DAYS)
    talks = [talk for talk in record.talks if talk.contact_id and first < talk.happened_on <= contact.left_on]
    own = sum(talk.contact_id == contact.contact_id for talk in talks)
    return own >= MAIN_TALKS and own >= MAIN_SHARE * len(talks)


def _left(record: Record, champion: Contact, span: tuple[date, date | None], shown_by: Mention) -> Signal:
    gone_on, over = span
    others = [person for person in filter(is_champion, record.people) if person is not champion]
    days = ((over or record.day) - gone_on).days
    return Signal(
        "champion_left",
        record.account.account_id,
        gone_on,
        JUST_GONE if days < JUST_GONE_DAYS else 0.5 if others else 1.0,
        over,
        {"champion": Figure(champion.name, "text"), "days_without": Figure(days, "days")},
        (shown_by,),
    )


def _farewell(record: Record, champion: Contact) -> Interaction | None:
    """The first note of a conversation in which they say that they go."""
    return next((talk for talk in record.interactions if _says_farewell(record, champion, talk)), None)


def _says_farewell(record: Record, champion: Contact, talk: Interaction) -> bool:
    words = talk.notes or ""
    found = next(farewells(words), None)
    if found is None:
        return False
    if subject := who_goes(words, found, record.contacts):
        return subject == called(champion)
    is_named = any(called(contact) in words for contact in record.contacts)
    return called(champion) in words or (not is_named and talk.contact_id == champion.contact_id)


def _stayed_on(record: Record, champion: Contact, gone_on: date) -> date | None:
    """The first conversation with someone long after they said farewell, when they are not on record as gone."""
    later = (talk.happened_on for talk in _talks_with(record, champion))
    still = (day for day in later if day > gone_on + timedelta(STAYED_DAYS))
    return None if champion.left_on else next(still, None)


def _successor(record: Record, gone: Contact, left_on: date) -> date | None:
    """The day another champion joined, or, being there already, first talked with us; without roles anybody new."""
    has_roles = any(contact.role for contact in record.contacts)
    others = [person for person in record.contacts if person is not gone and (is_champion(person) or not has_roles)]
    days = [_engaged(record, contact, left_on) for contact in others if _stayed(contact, left_on)]
    return earliest(*days)


def _stayed(contact: Contact, day: date) -> bool:
    return contact.left_on is None or contact.left_on > day


def _engaged(record: Record, contact: Contact, after: date) -> date | None:
    if contact.joined_on and contact.joined_on > after - timedelta(HANDOVER_DAYS):
        return max(contact.joined_on, after)
    if not is_champion(contact):
        return None
    return earliest(*(talk.happened_on for talk in _talks_with(record, contact) if talk.happened_on > after))


def champion_talks(record: Record) -> Iterator[tuple[Contact, list[Interaction]]]:
    for champion in filter(is_champion, record.contacts):
        yield champion, _talks_with(record, champion)


def _champion_silent(record: Record, limits: Thresholds) -> Iterator[Signal]:
    rhythm = Rhythm("champion", limits.champion_silence_days, CHAMPION_GAPS, limits.norms)
    for champion, talks in champion_talks(record):
        for talk, silent_on, ended in silences(record, talks, rhythm):
            until = earliest(ended, champion.left_on)
            if champion.left_on is None or silent_on < champion.left_on:
                days = ((until or record.day) - talk.happened_on).days
                yield Signal(
                    "champion_silent",
                    record.account.account_id,
                    talk.happened_on,
                    share(days, LONG * (silent_on - talk.happened_on).days),
                    until,
                    {"champion": Figure(champion.name, "text"), "days_silent": Figure(days, "days")},
                    (talk_mention(talk),),
                    known_from=silent_on,
                )


def _talks_with(record: Record, contact: Contact) -> list[Interaction]:
    return [talk for talk in record.talks if talk.contact_id == contact.contact_id]


CONTACTS = ("contacts", "contacts.role")
KINDS = (
    SignalKind(
        "champion_left",
        "Champion left",
        "people",
        "risk",
        "a contact who is a champion left, or said in a conversation that they go (where an account has no roles on "
        "record: who left and had at least half of the talks of the year before); over when another joins (up to "
        f"{HANDOVER_DAYS} days ahead is no loss at all) or, already there as a champion, talks with us; strength: 1, "
        f"with another champion there 0.5, {JUST_GONE} in the first {JUST_GONE_DAYS} days",
        ("contacts", "contacts.left_on"),
        _champion_left,
    ),
    SignalKind(
        "champion_silent",
        "Champion silent",
        "people",
        "risk",
        "no conversation with a champion for {champion_silence_days} days, twice their usual distance "
        "(that three of four do not exceed; their segment's middle one while there are too few) and a quarter more "
        "than their longest (at most three times the limit), while there were some before; began with the last "
        "conversation, noticed when it had been that long; "
        f"strength: days of silence out of {LONG} times as many",
        (*CONTACTS, "interactions", "interactions.contact_id"),
        _champion_silent,
    ),
)
