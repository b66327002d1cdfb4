"""What a review opens on: the account's own goals, and what changed in its business."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tools.adoption.against import compared
from tools.briefing.goals import STATUS as GOAL_STATUS
from tools.briefing.goals import goal_facts
from tools.briefing.issues import OPENED, PRIORITY, SUBJECT, SUBJECT_LENGTH, open_tickets
from tools.briefing.people import TITLE_LENGTH, rank_of
from tools.evidence import Section
from tools.facts import Fact, Span
from tools.health.view import rule
from tools.qbr.review import Review
from tools.record.record import is_live, is_paid
from tools.record.rows import Contact
from tools.record.stated import lacking
from tools.suspect import named

AS_STATED = "as you stated it"
DECIDERS = 3
CAME = rule("person_joined_on", "Joined", "date", "as recorded", ("contacts",))
WENT = rule("person_left_on", "Left", "date", "as recorded", ("contacts",))
TITLE = rule("person_title", "Title", "text", "as recorded", ("contacts",))
SEATS_BEFORE = rule(
    "seats_before", "Seats before", "count", "seats of the paid lines live at the close before", ("lines",)
)
SEATS_AFTER = rule("seats_after", "Seats after", "count", "seats of the paid lines live at the close", ("lines",))
MOST_TICKETS = 5


def goals(review: Review) -> Section:
    """Those on record with their numbers, then those the asker stated."""
    told = [fact for goal in review.goals for fact in goal_facts(review.brief, goal) if fact.value is not None]
    stated = [review.brief.fact(GOAL_STATUS, AS_STATED, {"goal": goal}) for goal in review.stated]
    missing = "" if told or stated else "no goal of this quarter is on record; ask for one, with a number and a day"
    return Section(
        title="Your goals and where they stand", name="goals", layout="lines", facts=(*told, *stated), missing=missing
    )


def business_change(review: Review) -> Section:
    """Who came and went among those who decide, and how the number of seats changed; no more than records say."""
    facts = [*_people(review), *_seats(review)]
    missing = "" if facts else f"nothing on record says what changed in their business in {review.quarter.name}; ask"
    return Section(
        title="What changed on your side", name="business_change", layout="lines", facts=tuple(facts), missing=missing
    )


def issues(review: Review) -> Section:
    """Where the product does not help: tickets that are still open."""
    tickets = open_tickets(review.record)[:MOST_TICKETS]
    facts: list[Fact] = []
    for ticket in tickets:
        subject = {"ticket": ticket.ticket_id}
        facts.append(review.brief.fact(OPENED, ticket.opened_on, subject))
        facts += review.brief.known(SUBJECT, named(ticket.subject or "", SUBJECT_LENGTH), subject)
        facts += review.brief.known(PRIORITY, ticket.priority, subject)
    missing = "" if facts else lacking(review.record, ("tickets",)) or "no ticket is open"
    return Section(title="What is still open", name="issues", layout="lines", facts=tuple(facts), missing=missing)


def peers(review: Review) -> Section:
    """The account beside the median of similar accounts, none of which is named."""
    if not review.record.has("usage_events") or not review.peers.records:
        return Section(
            title="Beside similar accounts", name="peers", layout="table", missing="there is nothing to compare"
        )
    whole = compared(review.record, review.peers, review.brief.company)
    return whole.model_copy(update={"title": "Beside similar accounts", "name": "peers"})


def _people(review: Review) -> Iterator[Fact]:
    for contact in sorted(review.record.contacts, key=rank_of):
        if rank_of(contact) < DECIDERS:
            yield from _person(review, contact)


def _person(review: Review, contact: Contact) -> Iterator[Fact]:
    subject = {"person": contact.name}
    for made, day in ((WENT, contact.left_on), (CAME, contact.joined_on)):
        if day and review.quarter.start <= day <= review.record.day:
            yield review.brief.fact(made, day, subject)
            yield from review.brief.known(TITLE, named(contact.title or "", TITLE_LENGTH), subject)
            return


def _seats(review: Review) -> Iterator[Fact]:
    """The seats at both ends of the quarter, where they differ."""
    opening, closing = (_seats_on(review, day) for day in (review.quarter.opening_day, review.quarter.end))
    span = Span(start=review.quarter.start, end=review.quarter.end, label=review.quarter.name)
    if opening and closing and opening != closing:
        yield review.brief.fact(SEATS_BEFORE, opening, {"about": "seats"}, period=span)
        yield review.brief.fact(SEATS_AFTER, closing, {"about": "seats"}, period=span)


def _seats_on(review: Review, day: date) -> int:
    return sum(line.seats or 0 for line in review.record.lines if is_paid(line) and is_live(line, day))
