"""Whether the relationship would survive a shock: who is engaged, how senior they are, and when we last spoke."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.company import Company
from tools.health.component import GRAVE, Component, counted, days, newest_last, scaled
from tools.names import shown
from tools.record.record import Record
from tools.record.rows import Contact, Interaction, Survey
from tools.signals.people import is_champion, is_executive
from tools.signals.quotes import QUOTED, talk_mention
from tools.signals.said import speaks_of
from tools.signals.signal import Figure, Mention

ENGAGED_DAYS, YEAR = 90, 365
MOST_ENGAGED, LEAST_ENGAGED = 3, 2
SENIOR_ROLES = ("executive", "buyer", "decision maker", "owner")
SENIOR_TITLE = re.compile(r"\b(head|director)\b", re.IGNORECASE)
SENIOR_FULL, SENIOR_ZERO = 60, 240
NO_CHAMPION, UNHEARD = Decimal(20), Decimal(70)
TALK = ("interactions", "interactions.contact_id")


@dataclass(frozen=True)
class Heard:
    """A person of the account was heard: in a conversation with us or in a survey answer."""

    contact_id: str
    on: date
    table: str
    identifier: str
    text: str = ""

    @property
    def mention(self) -> Mention:
        return Mention(self.table, self.identifier, self.on, shown(self.text, QUOTED))


def heard(record: Record, company: Company) -> tuple[Heard, ...]:
    """Every time in the last year a person who is still there and no detractor was heard, oldest first."""
    allies = {contact.contact_id for contact in record.people} - _detractors(record, company)
    found = [item for item in _all_heard(record) if item.contact_id in allies]
    return tuple(sorted(found, key=lambda item: item.on))


def _detractors(record: Record, company: Company) -> set[str]:
    """People whose newest NPS answer of the year is a detractor's: a relationship does not rest on them."""
    newest = {answer.contact_id or "": answer.score for answer in _answers(record) if answer.type == "nps"}
    return {contact for contact, score in newest.items() if score <= company.thresholds.detractor_score}


def _all_heard(record: Record) -> Iterator[Heard]:
    for talk in talks(record):
        yield Heard(talk.contact_id or "", talk.happened_on, "interactions", talk.interaction_id, talk.notes or "")
    for answer in _answers(record):
        yield Heard(answer.contact_id or "", answer.answered_on, "surveys", answer.survey_id, answer.comment or "")


def talks(record: Record) -> tuple[Interaction, ...]:
    """The meaningful interactions of the last year that are no farewell: not about leaving or another product."""
    recent = (talk for talk in record.talks if record.days_since(talk.happened_on) <= YEAR)
    return tuple(talk for talk in recent if not GRAVE & speaks_of(talk.notes or ""))


def _answers(record: Record) -> tuple[Survey, ...]:
    return tuple(answer for answer in record.surveys if record.days_since(answer.answered_on) <= YEAR)


def engaged(record: Record, company: Company) -> Decimal | None:
    if not record.people or _is_unheard(record):
        return None
    wanted = min(max(len(record.people), LEAST_ENGAGED), MOST_ENGAGED)
    return scaled(len({item.contact_id for item in _lately(record, company)}), 0, wanted)


def champion(record: Record, company: Company) -> Decimal | None:
    """The champion heard last counts; one who never was is given time from the day they came."""
    present = [contact for contact in record.people if is_champion(contact)]
    if not present:
        return _without_champion(record)
    if not record.has(*TALK) or _is_unheard(record):
        return UNHEARD
    last = max((item.on for item in heard(record, company) if item.contact_id in _ids(present)), default=None)
    since = last or max((contact.joined_on for contact in present if contact.joined_on), default=None)
    silence = company.thresholds.champion_silence_days
    return scaled(record.days_since(since), 3 * silence, silence) if since else NO_CHAMPION


def seniority(record: Record, company: Company) -> Decimal | None:
    if _is_unheard(record) or not any(contact.role or contact.title for contact in record.people):
        return None
    senior = _ids(contact for contact in record.people if is_senior(contact))
    last = max((item.on for item in heard(record, company) if item.contact_id in senior), default=None)
    return scaled(record.days_since(last), SENIOR_ZERO, SENIOR_FULL) if last else Decimal(0)


def recency(record: Record, company: Company) -> Decimal | None:
    if not record.talks:
        return None
    found, gap = talks(record), company.thresholds.contact_gap_days
    return scaled(record.days_since(found[-1].happened_on), 3 * gap, gap * 2 / 3) if found else Decimal(0)


def is_senior(contact: Contact) -> bool:
    """An executive, whoever decides on the money, or the head of a part of the account."""
    is_named = (contact.role or "").lower() in SENIOR_ROLES or bool(SENIOR_TITLE.search(contact.title or ""))
    return is_named or is_executive(contact)


def engaged_figures(record: Record, company: Company) -> Mapping[str, Figure]:
    engaged_people = {item.contact_id for item in _lately(record, company)}
    return {"People engaged": counted(len(engaged_people)), "People known": counted(len(record.people))}


def champion_figures(record: Record, company: Company) -> Mapping[str, Figure]:
    return _days_since("Since the champion was heard", (record, company), is_champion)


def seniority_figures(record: Record, company: Company) -> Mapping[str, Figure]:
    return _days_since("Since somebody senior was heard", (record, company), is_senior)


def recency_figures(record: Record, _: Company) -> Mapping[str, Figure]:
    found = talks(record)
    return {"Since the last meaningful contact": days(record.days_since(found[-1].happened_on))} if found else {}


def _days_since(label: str, known: tuple[Record, Company], wanted: Callable[[Contact], bool]) -> Mapping[str, Figure]:
    record, company = known
    people = _ids(contact for contact in record.people if wanted(contact))
    last = max((item.on for item in heard(record, company) if item.contact_id in people), default=None)
    return {label: days(record.days_since(last))} if last else {}


def engaged_seen(record: Record, company: Company) -> tuple[Mention, ...]:
    return newest_last(item.mention for item in _lately(record, company))


def champion_seen(record: Record, company: Company) -> tuple[Mention, ...]:
    present = _ids(contact for contact in record.people if is_champion(contact))
    left = (
        Mention("contacts", contact.contact_id, contact.left_on, f"{contact.name} left")
        for contact in record.contacts
        if is_champion(contact) and contact.left_on
    )
    return newest_last([*left, *(item.mention for item in heard(record, company) if item.contact_id in present)])


def seniority_seen(record: Record, company: Company) -> tuple[Mention, ...]:
    senior = _ids(contact for contact in record.people if is_senior(contact))
    return newest_last(item.mention for item in heard(record, company) if item.contact_id in senior)


def recency_seen(record: Record, _: Company) -> tuple[Mention, ...]:
    return tuple(talk_mention(talk) for talk in talks(record)[-1:])


def _lately(record: Record, company: Company) -> tuple[Heard, ...]:
    return tuple(item for item in heard(record, company) if record.days_since(item.on) <= ENGAGED_DAYS)


def _is_unheard(record: Record) -> bool:
    """Nothing was ever recorded of a talk or an answer: the records are silent, not the people."""
    return not (record.interactions or record.surveys)


def _without_champion(record: Record) -> Decimal | None:
    if not any(contact.role for contact in record.contacts):
        return None
    return Decimal(0) if any(is_champion(contact) for contact in record.contacts) else NO_CHAMPION


def _ids(contacts: Iterable[Contact]) -> frozenset[str]:
    return frozenset(contact.contact_id for contact in contacts)


COMPONENTS: tuple[Component, ...] = (
    Component(
        name="engaged_contacts",
        label="Engaged contacts",
        input="relationship",
        weight=0.15,
        needs=("contacts", *TALK),
        reads=("contacts", "interactions", "surveys"),
        formula=(
            "people still there and no detractors who were heard in the last 90 days, in a survey or a meaningful "
            "interaction that is not about leaving or another product, of 3 (of 2 where fewer are known)"
        ),
        unknown="no contact, or no talk with one, is on record",
        full="three people engaged in 90 days, two where no more are known",
        signals=("single_threaded",),
        value=engaged,
        rows=engaged_seen,
        figures=engaged_figures,
    ),
    Component(
        name="champion",
        label="Champion present and heard",
        input="relationship",
        weight=0.45,
        needs=("contacts", "contacts.role"),
        reads=("contacts", "interactions", "surveys"),
        formula=(
            "days since the champion, if no detractor, was heard in a survey or a meaningful interaction that is not "
            "about leaving or another product: 100 up to the limit of silence, 0 at three times it; 0 when the "
            "champion left and nobody followed, 20 when none was ever known"
        ),
        unknown="no contact with a role is on record",
        full="a champion who is there and is heard",
        signals=("champion_left", "champion_silent"),
        value=champion,
        rows=champion_seen,
        figures=champion_figures,
    ),
    Component(
        name="seniority",
        label="Senior people engaged",
        input="relationship",
        weight=0.15,
        needs=("contacts", *TALK),
        reads=("contacts", "interactions", "surveys"),
        formula=(
            "days since somebody senior (sponsor, buyer, executive, director or above), still there and no detractor, "
            "was heard in a survey or a meaningful interaction that is not about leaving or another product; 100 up to "
            "60 days, 0 at 240 or never"
        ),
        unknown="no contact with a role or title, or no talk with one, is on record",
        full="somebody senior heard in the last 60 days",
        signals=("new_executive",),
        value=seniority,
        rows=seniority_seen,
        figures=seniority_figures,
    ),
    Component(
        name="recency",
        label="Last meaningful contact",
        input="relationship",
        weight=0.25,
        needs=("interactions",),
        reads=("interactions",),
        formula=(
            "days since the last meaningful interaction that is not about leaving or another product; 100 up to two "
            "thirds of the limit of a contact gap, 0 at three times it"
        ),
        unknown="no meaningful interaction is on record",
        full="a meaningful conversation in the last weeks",
        signals=("contact_silence",),
        value=recency,
        rows=recency_seen,
        figures=recency_figures,
    ),
)
