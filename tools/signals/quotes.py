"""What was written at an account, text by text, and how it is quoted: the data's own words, shortened and harmless."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tools.record.record import Record
from tools.record.rows import Interaction, Ticket
from tools.signals.signal import Mention
from tools.suspect import named

QUOTED = 240
TEXTS = (
    "tickets.subject",
    "tickets.description",
    "surveys.comment",
    "interactions.notes",
    "churn_events.feedback",
)


@dataclass(frozen=True)
class Text:
    """Words of one row of the data; who asks for their meaning treats them as data, whatever they say."""

    table: str
    identifier: str
    on: date
    words: str

    @property
    def mention(self) -> Mention:
        return Mention(self.table, self.identifier, self.on, quoted(self.words))


@lru_cache(maxsize=65536)
def quoted(words: str) -> str:
    """The words themselves on one line, shortened, without links and mentions; orders to software are left out."""
    return named(words, QUOTED)


def texts(record: Record) -> Iterator[Text]:
    """Every text on record in the order of time: tickets, survey comments, notes of interactions, exit feedback."""
    found = [*_of_tickets(record), *_of_surveys(record), *_of_interactions(record), *_of_losses(record)]
    yield from sorted((text for text in found if text.words), key=lambda text: (text.on, text.identifier))


def ticket_words(ticket: Ticket) -> str:
    """Subject and description, the subject as a sentence of its own."""
    subject = (ticket.subject or "").strip()
    ended = f"{subject}." if subject and subject[-1] not in ".?!" else subject
    return f"{ended} {ticket.description or ''}".strip()


def talk_mention(talk: Interaction) -> Mention:
    return Mention("interactions", talk.interaction_id, talk.happened_on, quoted(talk.notes or ""))


def _of_tickets(record: Record) -> Iterator[Text]:
    for row in record.tickets:
        yield Text("tickets", row.ticket_id, row.opened_on, ticket_words(row))


def _of_surveys(record: Record) -> Iterator[Text]:
    for row in record.surveys:
        yield Text("surveys", row.survey_id, row.answered_on, row.comment or "")


def _of_interactions(record: Record) -> Iterator[Text]:
    for row in record.interactions:
        yield Text("interactions", row.interaction_id, row.happened_on, row.notes or "")


def _of_losses(record: Record) -> Iterator[Text]:
    for row in record.churn_events:
        yield Text("churn_events", row.churn_event_id, row.churned_on, row.feedback or "")
