"""What is new at an account since a day: how much happened, signs that began or ended, what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.briefing.brief import Brief
from tools.briefing.glance import arr_change, changed
from tools.briefing.standing import is_told_elsewhere
from tools.evidence import Passage, Section
from tools.facts import Fact, Span
from tools.health.measures import SCORE
from tools.health.sections.moved import signs
from tools.health.view import rule
from tools.periods import write_day
from tools.record.rows import Interaction
from tools.record.stated import Rule
from tools.signals.quotes import talk_mention
from tools.signals.signal import Signal
from tools.signals.stating import passages_of
from tools.suspect import LEFT_OUT, is_order, named

MOST_TALKS, MOST_QUOTES = 4, 2
STATUS = rule("health_status", "Health status", "text", "the score's status, or lower by open grave signs")
OPENED = rule("tickets_opened", "Tickets opened", "count", "tickets opened after the day compared with", ("tickets",))
CLOSED = rule("tickets_closed", "Tickets closed", "count", "tickets closed after the day compared with", ("tickets",))
TALKS = rule("talks_held", "Conversations", "count", "meaningful interactions after the day", ("interactions",))
TALKED = rule(
    "last_talk_on", "Last conversation", "date", "day of the newest meaningful interaction", ("interactions",)
)
TALKED_AGO = rule("days_since_talk", "Days since", "days", "the as-of date - that day", ("interactions",))
TALKED_BY = rule("last_talk_type", "Kind", "text", "as recorded", ("interactions",))
TALKED_WITH = rule("last_talk_with", "With", "text", "as recorded", ("interactions", "contacts"))
TALKED_OF = rule("last_talk_said", "Notes", "text", "the first sentence of its notes", ("interactions",))
NAME_LENGTH, QUOTE_LENGTH = 60, 200
SINCE = rule("new_since", "New since", "date", "the day after whose close things count as new")
BECAUSE = rule("new_since_because", "Since then because", "text", "what was asked or recorded before")


def talk_head(brief: Brief) -> Iterator[Fact]:
    """The day of the newest conversation, with whom it was and how it begins; nothing where none is on record."""
    if not brief.record.talks:
        return
    talk = brief.record.talks[-1]
    yield brief.fact(TALKED, talk.happened_on)
    yield from brief.known(TALKED_AGO, brief.record.days_since(talk.happened_on) or None)
    yield from brief.known(TALKED_BY, talk.type)
    yield from brief.known(TALKED_WITH, named(brief.record.contact_names.get(talk.contact_id or "", ""), NAME_LENGTH))
    notes = talk.notes or ""
    yield from brief.known(TALKED_OF, LEFT_OUT if is_order(notes) else named(beginning(notes), QUOTE_LENGTH))


def beginning(notes: str) -> str:
    """The first sentence of what was written down."""
    return re.split(r"(?<=[.!?])\s+", notes.strip(), maxsplit=1)[0]


def news_head(brief: Brief, because: str) -> Iterator[Fact]:
    """Counts of what happened, the change of health and of ARR, each with the days it is over; last since when, and
    why since then where the question named no day."""
    since = brief.view.since
    span = Span(start=since, end=brief.record.day)
    yield from (brief.fact(made, count, period=span) for made, count in _counts(brief))
    yield from changed(brief)
    if brief.view.health.score is not None:
        yield brief.fact(STATUS, brief.view.health.status, period=span)
        yield brief.fact(SCORE, brief.view.health.score, period=span)
    yield brief.fact(SINCE, since, period=span)
    yield from brief.known(BECAUSE, because, period=span)


def contract_news(brief: Brief) -> Section:
    """How the contract changed; nothing where it did not."""
    facts = [fact for fact in arr_change(brief, brief.view.since) if fact.value]
    return Section(title="Contract", name="facts_at_a_glance", layout="lines", facts=tuple(facts))


def whats_new(brief: Brief) -> Section:
    """The signs that began or ended since, with their newest rows."""
    whole = signs(brief.view)
    quoted = [row for row in whole.passages if row.text and row.ref.startswith(("tickets/", "surveys/"))]
    facts = tuple(fact for fact in whole.facts if not is_told_elsewhere(fact.metric))
    kept = {"facts": facts, "passages": tuple(quoted[:MOST_QUOTES]), "missing": "" if facts else whole.missing}
    return whole.model_copy(update={"name": "whats_new", **kept})


def last_talk(brief: Brief) -> Section:
    """The newest conversation, word for word."""
    whole = talks(brief)
    return whole.model_copy(update={"title": "Last conversation", "passages": whole.passages[:1], "more": 0})


def talks(brief: Brief) -> Section:
    """What was said in the newest conversations, word for word."""
    held = [talk for talk in brief.record.talks if brief.is_new(talk.happened_on)]
    shown = held[: -MOST_TALKS - 1 : -1]
    return Section(
        title="Conversations",
        name="timeline",
        layout="records",
        passages=tuple(_quoted(brief, talk) for talk in shown if talk.notes),
        more=len(held) - len(shown),
    )


def _counts(brief: Brief) -> Iterator[tuple[Rule, int]]:
    record = brief.record
    if record.has("tickets"):
        yield OPENED, sum(brief.is_new(ticket.opened_on) for ticket in record.tickets)
        yield CLOSED, sum(brief.is_new(ticket.closed_on) for ticket in record.tickets)
    if record.has("interactions"):
        yield TALKS, sum(brief.is_new(talk.happened_on) for talk in record.talks)


def _quoted(brief: Brief, talk: Interaction) -> Passage:
    person = brief.record.contact_names.get(talk.contact_id or "", "")
    with_whom = f" with {person}" if person else ""
    mention = talk_mention(talk)
    row = passages_of(
        brief.record, Signal("talk", brief.record.account.account_id, talk.happened_on, 0, shown_by=(mention,))
    )
    title = f"{(talk.type or 'talk').capitalize()}{with_whom}, {write_day(talk.happened_on)}"
    return row[0].model_copy(update={"title": title})
