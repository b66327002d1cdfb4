"""The people at an account: who they are, who fell silent, who left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tools.briefing.brief import Brief
from tools.evidence import Section
from tools.facts import Fact
from tools.health.view import rule
from tools.record.record import Record
from tools.record.rows import Contact
from tools.record.stated import Rule, lacking
from tools.signals.champions import CHAMPION_GAPS
from tools.signals.people import is_champion, is_executive
from tools.signals.silences import Rhythm, silences
from tools.suspect import named

MOST_PEOPLE, MOST_SILENT = 6, 4
LEFT_DAYS, USER_DAYS, TITLE_LENGTH = 365, 90, 60
PEOPLE, HEARD = ("contacts",), ("contacts", "interactions", "surveys")
TITLE = rule("contact_title", "Title", "text", "as recorded", PEOPLE)
NO_ROLE = "role not recorded"
ROLE = rule("contact_role", "Role", "text", "as recorded", PEOPLE)
LAST_HEARD = rule(
    "contact_heard_on", "Last heard", "date", "the last conversation or survey answer of the person", HEARD
)
JOINED = rule("contact_joined_on", "Joined", "date", "as recorded", PEOPLE)
LEFT = rule("contact_left_on", "Left", "date", "as recorded", PEOPLE)
SILENT = rule(
    "contact_silent_days",
    "Days without a conversation",
    "days",
    "days since the last conversation with a person, where they are more than the company's limit for champions and "
    "three times the usual distance, and no survey answer came since",
    HEARD,
)


def _is_buyer(contact: Contact) -> bool:
    return (contact.role or "").lower() == "buyer"


CHAMPION = rule("champion", "Champion", "text", "the contact there with that role or title", PEOPLE)
SPONSOR = rule("sponsor", "Sponsor", "text", "the contact there with that role or an executive's title", PEOPLE)
FORMER = rule("former_champion", "Champion before", "text", "the champion who left last", PEOPLE)
FORMER_LEFT = rule("former_champion_left_on", "Left", "date", "as recorded", PEOPLE)
VACANT = rule("vacant_roles", "Not on record", "text", "of champion and sponsor those that nobody there is", PEOPLE)
CHAMPION_TITLE = rule("champion_title", "Title of the champion", "text", "as recorded", PEOPLE)
SPONSOR_TITLE = rule("sponsor_title", "Title of the sponsor", "text", "as recorded", PEOPLE)


# In this order: who decides about us day to day, who pays, who signs, everybody else.
RANKS = (is_champion, is_executive, _is_buyer)


def people_head(brief: Brief) -> Iterator[Fact]:
    """Champion and sponsor by name, or that there is none and who was it before; nothing where no roles are known."""
    record = brief.record
    if not record.has("contacts.role") or not record.people:
        return
    there = ranked(record)
    champion = next(filter(is_champion, there), None)
    sponsor = next((contact for contact in there if is_executive(contact) and contact is not champion), None)
    former = [contact for contact in record.contacts if contact.left_on and is_champion(contact)]
    if champion:
        yield from _named_as(brief, champion, CHAMPION, CHAMPION_TITLE)
    elif former:
        newest = max(former, key=lambda contact: contact.left_on or date.min)
        yield brief.fact(FORMER, named(newest.name, TITLE_LENGTH))
        yield brief.fact(FORMER_LEFT, newest.left_on)
    else:
        yield brief.fact(VACANT, "champion" if sponsor else "champion or sponsor")
    if sponsor:
        yield from _named_as(brief, sponsor, SPONSOR, SPONSOR_TITLE)


def _named_as(brief: Brief, contact: Contact, role: Rule, title: Rule) -> Iterator[Fact]:
    yield brief.fact(role, named(contact.name, TITLE_LENGTH))
    yield from brief.known(title, named(contact.title or "", TITLE_LENGTH))


def people(brief: Brief) -> Section:
    """A row for each person still there: champions first, then sponsors and buyers, the most recently heard first."""
    there = [contact for contact in ranked(brief.record) if brief.is_new(contact.joined_on)]
    return Section(
        title="New people" if brief.since else "People",
        name="people",
        layout="table",
        facts=tuple(fact for contact in there[:MOST_PEOPLE] for fact in _row(brief, contact)),
        more=max(len(there) - MOST_PEOPLE, 0),
        missing="" if brief.since else _vacant(brief.record),
    )


def silent_people(brief: Brief, *, is_beside_people: bool = False) -> Section:
    """Who left in the last year, then who is still there and has gone quiet, decision makers first.

    Beside the list of people, which tells of decision makers when they were last heard, these are not told again.
    """
    gone = [contact for contact in _gone(brief.record) if brief.is_new(contact.left_on)]
    found = [] if brief.since else list(silent(brief))
    quiet = [one for one in found if not is_beside_people or rank_of(one[0]) == len(RANKS)]
    facts = [_left(brief, contact) for contact in gone] + [_silent(brief, *found) for found in quiet]
    return Section(
        title="Who left" if brief.since else "Gone or gone quiet",
        name="silent_people",
        layout="lines",
        facts=tuple(fact for group in facts[:MOST_SILENT] for fact in group),
    )


def ranked(record: Record) -> list[Contact]:
    """The people still there, by how much they decide."""
    newest_first = sorted(record.people, key=lambda contact: heard_on(record, contact) or date.min, reverse=True)
    return sorted(newest_first, key=rank_of)


def rank_of(contact: Contact) -> int:
    return next((place for place, is_one in enumerate(RANKS) if is_one(contact)), len(RANKS))


def heard_on(record: Record, contact: Contact) -> date | None:
    talks = (talk.happened_on for talk in record.talks if talk.contact_id == contact.contact_id)
    answers = (answer.answered_on for answer in record.surveys if answer.contact_id == contact.contact_id)
    return max((*talks, *answers), default=None)


def silent(brief: Brief) -> Iterator[tuple[Contact, date, date]]:
    """People still there who talked with us and have not for clearly longer than is usual.

    Each with the day of the last conversation and the day they were last heard in any way.
    """
    limits = brief.company.thresholds
    rhythm = Rhythm("champion", limits.champion_silence_days, CHAMPION_GAPS, limits.norms)
    for contact in ranked(brief.record):
        talks = [talk for talk in brief.record.talks if talk.contact_id == contact.contact_id]
        lasting = [talk for talk, _, ended in silences(brief.record, talks, rhythm) if ended is None]
        heard = heard_on(brief.record, contact)
        if lasting and heard and brief.record.days_since(heard) >= limits.champion_silence_days:
            yield contact, lasting[-1].happened_on, heard


def _gone(record: Record) -> list[Contact]:
    left = [contact for contact in record.contacts if contact.left_on and _is_missed(record, contact, contact.left_on)]
    return sorted(left, key=lambda contact: (rank_of(contact), contact.name))


def _is_missed(record: Record, contact: Contact, left_on: date) -> bool:
    """Whoever decides is missed for a year, anybody else for a quarter."""
    is_decider = rank_of(contact) < len(RANKS)
    return record.days_since(left_on) <= (LEFT_DAYS if is_decider else USER_DAYS)


def _subject(record: Record, contact: Contact) -> dict[str, str]:
    """By name; of namesakes each with what tells them apart."""
    name = named(contact.name, TITLE_LENGTH)
    alike = [one for one in record.contacts if one.name == contact.name and bool(one.left_on) == bool(contact.left_on)]
    return {"contact": f"{name} ({contact.contact_id})" if len(alike) > 1 else name}


def _row(brief: Brief, contact: Contact) -> Iterator[Fact]:
    subject = _subject(brief.record, contact)
    heard = heard_on(brief.record, contact)
    yield from _called(brief, contact)
    yield from brief.known(LAST_HEARD, heard, subject)
    if brief.since and contact.joined_on:
        yield brief.fact(JOINED, contact.joined_on, subject)


def _left(brief: Brief, contact: Contact) -> list[Fact]:
    subject = _subject(brief.record, contact)
    return [
        brief.fact(LEFT, contact.left_on, subject),
        *_called(brief, contact),
    ]


def _silent(brief: Brief, contact: Contact, talked: date, heard: date) -> list[Fact]:
    subject = _subject(brief.record, contact)
    days = brief.fact(SILENT, brief.record.days_since(talked), subject, inputs={"last_talk": talked.isoformat()})
    return [days, brief.fact(LAST_HEARD, heard, subject), *_called(brief, contact)]


def _called(brief: Brief, contact: Contact) -> list[Fact]:
    subject = _subject(brief.record, contact)
    return [
        *brief.known(TITLE, named(contact.title or "", TITLE_LENGTH), subject),
        *brief.known(ROLE, named(contact.role or NO_ROLE, TITLE_LENGTH), subject),
    ]


def _nobody(record: Record) -> str:
    return "everybody on record has left" if record.contacts else "nobody is on record"


def _vacant(record: Record) -> str:
    """Which of the two people that matter most nobody is."""
    missing = lacking(record, ("contacts",)) or ("" if record.people else _nobody(record))
    if missing or not record.has("contacts.role"):
        return missing
    vacant = [
        what
        for what, is_one in (("champion", is_champion), ("sponsor", is_executive))
        if not any(map(is_one, record.people))
    ]
    return f"nobody there now is on record as {' or as '.join(vacant)}" if vacant else ""
