"""An account that has not left: what is filed of it all the same, and what puts it at risk."""

from __future__ import annotations

from collections.abc import Iterator

from tools.context import Context
from tools.evidence import Passage, Section
from tools.facts import Fact
from tools.forensics.likeness import live_portraits, lost_portraits
from tools.forensics.lookalikes import LIVE_ARR, STATUS, STORY, like_the_lost
from tools.forensics.losses import unmatched_events
from tools.forensics.one import COUNT
from tools.health.caps import declined_renewal
from tools.health.history import healths
from tools.health.measures import SCORE
from tools.periods import write_day
from tools.record.record import Record
from tools.record.rows import ChurnEvent
from tools.record.stated import Rule, stated
from tools.renewals.leaving import risks_of
from tools.signals.catalogue import SIGNALS, signals_of
from tools.signals.quotes import quoted
from tools.signals.stating import passages_of, signal_fact

MOST_RISKS, MOST_EVENTS = 8, 6
FILED = Rule(
    "churn_event_filed",
    "Churn filed on",
    "date",
    "a churn event near which its paid ARR did not end",
    ("churn_events", "lines"),
)
NEVER_PAID = "it never had a paid line, so there is nothing it could have left"

DECIDED = Rule(
    "churn_decided_on", "Decided to leave on", "date", "day a renewal that is still ahead was decided against",
    ("renewals",),
)  # fmt: skip
ENDS = Rule("renewal_due_on", "The renewal it declined is due on", "date", "as recorded", ("renewals",))


def staying_head(context: Context, record: Record) -> Iterator[Fact]:
    """No loss, what it pays, its health."""
    company = context.company
    yield stated(record, COUNT, 0, company)
    yield stated(record, LIVE_ARR, record.arr, company)
    health = healths(context)[record.account.account_id]
    because = None if health.status else health.because
    yield stated(record, STATUS, health.status, company, undefined_because=because)
    yield stated(record, SCORE, health.score, company, undefined_because=because)


def staying_sections(context: Context, record: Record) -> Iterator[Section]:
    yield from _notice(context, record)
    filed = tuple(unmatched_events(record, ()))
    smaller = [signal for signal in signals_of(record, context.company, [SIGNALS["contraction"]])]
    if smaller:
        facts = tuple(signal_fact(record, signal, context.company) for signal in smaller)
        note = "a smaller contract is contraction and no churn"
        yield Section(title="Contract made smaller", name="composition", layout="signals", facts=facts, missing=note)
    if filed:
        yield filed_events(context, record, filed)
    yield _risks(context, record)
    portrait = live_portraits(context).get(record.account.account_id)
    if portrait and portrait.verdict.named:
        yield Section(title="Story so far", name="pattern", layout="lines", facts=tuple(_story(context, record)))
    if portrait:
        yield like_the_lost(context, portrait, lost_portraits(context))


def _notice(context: Context, record: Record) -> Iterator[Section]:
    """It still pays, but the renewal ahead of it is decided to be none: since when, and until when it pays."""
    declined = declined_renewal(record)
    if declined is None or declined.closed_on is None:
        return
    days = ((DECIDED, declined.closed_on), (ENDS, declined.due_on))
    facts = tuple(stated(record, made, day.isoformat(), context.company) for made, day in days)
    yield Section(title="It has decided to leave", name="notice", layout="lines", facts=facts)


def filed_events(context: Context, record: Record, filed: tuple[ChurnEvent, ...]) -> Section:
    """Churn that was filed although it went on paying: as recorded, with the reason given."""
    shown_ones = sorted(filed, key=lambda event: event.churned_on, reverse=True)[:MOST_EVENTS]
    return Section(
        title="Churn filed without a loss",
        name="reason",
        layout="table",
        facts=tuple(fact for event in shown_ones for fact in _event(context, record, event)),
        passages=tuple(_words(event) for event in shown_ones if event.feedback),
        more=len(filed) - len(shown_ones),
        missing="a churn event is on record, but its paid ARR did not end then",
    )


def _event(context: Context, record: Record, event: ChurnEvent) -> Iterator[Fact]:
    told = {"event": write_day(event.churned_on)}
    because = None if event.reason else "the event gives none"
    reason = Rule("churn_stated_reason", "Reason given", "text", "as filed in the churn event", ("churn_events",))
    yield stated(record, FILED, event.churned_on.isoformat(), context.company, subject=told)
    yield stated(
        record, reason, quoted(event.reason or "") or None, context.company, subject=told, undefined_because=because
    )


def _words(event: ChurnEvent) -> Passage:
    title = f"Exit feedback, {write_day(event.churned_on)}"
    ref = f"churn_events/{event.churn_event_id}"
    return Passage(kind="record", title=title, ref=ref, text=quoted(event.feedback or ""))


def _risks(context: Context, record: Record) -> Section:
    risks = risks_of(record, context.company)
    return Section(
        title="Open risks",
        name="risks",
        layout="signals",
        facts=tuple(signal_fact(record, risk, context.company) for risk in risks[:MOST_RISKS]),
        passages=tuple(dict.fromkeys(row for risk in risks[:MOST_RISKS] for row in passages_of(record, risk)[:1])),
        more=max(len(risks) - MOST_RISKS, 0),
        missing="" if risks else "none is open",
    )


def _story(context: Context, record: Record) -> Iterator[Fact]:
    named = live_portraits(context)[record.account.account_id].verdict.named
    if named:
        yield stated(record, STORY, named.pattern.label, context.company, inputs={"points": named.points})
