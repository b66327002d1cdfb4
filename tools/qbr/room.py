"""Who should be in the room, and what is talked about for how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tools.briefing.glance import csm_of
from tools.briefing.people import ROLE, TITLE, TITLE_LENGTH, ranked
from tools.company import Person
from tools.evidence import Section
from tools.facts import Fact
from tools.health.caps import near_renewal
from tools.health.view import rule
from tools.qbr.advice import advice_of
from tools.qbr.review import Review
from tools.record.reading import read_records
from tools.record.rows import Contact
from tools.signals.people import is_champion, is_executive
from tools.suspect import named

PEOPLE = ("contacts", "account")
WHY = rule("attendee_why", "Why", "text", "by role and title, or ours by role in the company's people", PEOPLE)
SIDE = rule("attendee_side", "Party", "text", "theirs or ours", PEOPLE)
MINUTES = rule(
    "agenda_minutes", "Minutes", "minutes", "a fixed plan of an hour; trouble is talked about first", ("account",)
)
TOPIC = rule("agenda_topic", "Topic", "text", "a fixed plan of an hour", ("account",))
LARGEST = Decimal("0.1")
# Topics in order with their minutes: an ordinary hour, and one in which something has to be settled first.
ORDINARY: tuple[tuple[str, int], ...] = (
    ("Your goals and how far they have come", 15),
    ("What changed on your side", 10),
    ("Where it helps and where it does not", 10),
    ("What we would do in your place", 10),
    ("Decisions, owners and days", 10),
    ("Who joins next time", 5),
)
TROUBLED: tuple[tuple[str, int], ...] = (
    ("Your goals and how far they have come", 10),
    ("What went wrong, where it stands and who leads", 15),
    ("What changed on your side", 10),
    ("What we would do in your place", 10),
    ("Decisions, owners and days", 10),
    ("Who joins next time", 5),
)
TROUBLE = ("escalation", "promise", "tickets_rising", "errors_rising")


def agenda(review: Review) -> Section:
    names = {advice.name for advice in advice_of(review)}
    items = TROUBLED if names.intersection(TROUBLE) else ORDINARY
    facts = [fact for number, item in enumerate(items, start=1) for fact in _item(review, number, item)]
    return Section(title="Agenda", name="agenda", layout="lines", facts=tuple(facts))


def attendees(review: Review) -> Section:
    """Theirs: who decides, runs it, or signs where the renewal is near; ours: the CSM, at large accounts a leader."""
    by_say = sorted(ranked(review.record), key=lambda contact: not is_executive(contact))
    theirs = [(contact, why) for contact in by_say if (why := _why(review, contact))]
    facts = [fact for contact, why in theirs for fact in _of_theirs(review, contact, why)]
    return Section(
        title="Who to invite",
        name="attendees",
        layout="table",
        facts=(*facts, *_ours(review)),
        missing=_vacant(review, [contact for contact, _ in theirs]),
    )


def _item(review: Review, number: int, item: tuple[str, int]) -> tuple[Fact, Fact]:
    topic, minutes = item
    subject = {"item": f"item {number}"}
    return review.brief.fact(MINUTES, minutes, subject), review.brief.fact(TOPIC, topic, subject)


def _why(review: Review, contact: Contact) -> str:
    """Why a person still there is asked to come; empty for those who are not."""
    if is_executive(contact):
        return "decides"
    if is_champion(contact):
        return "runs it day to day"
    is_buyer = (contact.role or "").lower() == "buyer"
    return "for the contract" if is_buyer and near_renewal(review.record, review.brief.company) else ""


def _of_theirs(review: Review, contact: Contact, why: str) -> Iterator[Fact]:
    subject = {"attendee": named(contact.name, TITLE_LENGTH)}
    yield review.brief.fact(SIDE, "theirs", subject)
    yield from review.brief.known(TITLE, named(contact.title or "", TITLE_LENGTH), subject)
    yield from review.brief.known(ROLE, contact.role, subject)
    yield review.brief.fact(WHY, why, subject)


def _ours(review: Review) -> Iterator[Fact]:
    csm = csm_of(review.record, review.brief.company)
    if csm:
        yield review.brief.fact(SIDE, "ours", {"attendee": csm})
        yield review.brief.fact(WHY, "leads the review", {"attendee": csm})
    leader = _leader(review)
    if leader:
        yield review.brief.fact(SIDE, "ours", {"attendee": leader.name})
        yield review.brief.fact(WHY, "executive sponsor", {"attendee": leader.name})


def _leader(review: Review) -> Person | None:
    """A leader's time goes to the largest tenth of the accounts, where an executive of theirs is asked."""
    arrs = sorted((record.arr for record in read_records(review.context).values() if record.is_paying), reverse=True)
    is_large = review.record.arr >= arrs[int(len(arrs) * LARGEST)] if arrs else False
    has_executive = any(is_executive(contact) for contact in review.record.people)
    leaders = (person for person in review.brief.company.people if person.role == "leader")
    return next(leaders, None) if is_large and has_executive else None


def _vacant(review: Review, theirs: Sequence[Contact]) -> str:
    if not review.record.has("contacts"):
        return "the data has no contacts"
    if not theirs:
        return "nobody who decides or runs it is on record; ask who should come"
    return (
        "" if any(is_executive(contact) for contact in theirs) else "no executive of theirs is on record; ask for one"
    )
