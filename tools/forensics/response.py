"""What was done about a lost account after the first warning sign, as far as it is on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knowledge.pieces import reference
from tools.evidence import Passage, Section
from tools.facts import Fact, Unit, Value
from tools.forensics.autopsy import Autopsy
from tools.forensics.likeness import is_telling
from tools.forensics.stating import NO_WARNING
from tools.names import shown
from tools.plays import applicable_plays
from tools.record.record import is_meaningful
from tools.record.rows import Interaction
from tools.record.stated import Rule, lacking, stated
from tools.renewals.buckets import WORDS
from tools.signals.commitments import promises_of
from tools.suspect import named

LAST_DAYS = 180
MOST_PLAYS = 3
NO_PLAYS = "plays that were run are not part of the data"
SPAN, LAST_SPAN = "from the first warning sign to the loss", f"in the {LAST_DAYS} days before the loss"
Told = tuple[str, str, Unit, str, tuple[str, ...]]
TALKS: Told = (
    "response_conversations",
    "Conversations",
    "count",
    f"meaningful interactions {SPAN}",
    ("interactions",),
)
FIRST: Told = (
    "response_days",
    "First conversation after the warning",
    "days",
    "day of the first meaningful interaction after the first warning sign - that day",
    ("interactions",),
)
TRIED: Told = (
    "response_unanswered",
    "Contacts without a conversation",
    "count",
    f"interactions {SPAN} that were no conversation: notes, unanswered mails",
    ("interactions",),
)
PROMISED: Told = (
    "response_promises",
    "Promises of ours",
    "count",
    f"promises with a day in conversations {SPAN}",
    ("interactions",),
)
ESCALATED: Told = (
    "response_escalations",
    "Escalated tickets",
    "count",
    f"tickets opened {SPAN} that were escalated",
    ("tickets",),
)
CALLED: Told = (
    "response_call",
    "The CSM's call on the renewal",
    "text",
    "as recorded with the renewal decided at the loss, without a day of its own",
    ("renewals",),
)


def response(item: Autopsy) -> Section:
    """Counts and the first reaction; where nothing is recorded that is said; the plays that its signs called for.

    Without a warning sign there is no first reaction, and the counts are of the half year before the loss.
    """
    facts = tuple(_facts(item))
    since = _since(item)
    nothing = "nothing is recorded that was done after the first warning sign" if item.warning else ""
    is_done = any(isinstance(fact.value, int) and fact.value > 0 and fact.unit == "count" for fact in facts)
    lacks = lacking(item.loss.record, [need for need in ("interactions", "tickets") if not item.loss.record.has(need)])
    said = [lacks, "" if is_done or lacks else nothing, NO_PLAYS]
    return Section(
        title="What was done",
        name="response",
        layout="lines",
        facts=facts,
        passages=tuple(_called_for(item, since)),
        missing="; ".join(part for part in said if part),
    )


def _since(item: Autopsy) -> date:
    return item.warning.on if item.warning else max(item.loss.started_on, item.loss.on(LAST_DAYS))


def _facts(item: Autopsy) -> Iterator[Fact]:
    record, since = item.loss.record, _since(item)
    if record.has("interactions"):
        done = [row for row in record.interactions if row.happened_on >= since]
        talks = [row for row in done if is_meaningful(row)]
        yield _fact(item, TALKS, len(talks))
        yield _first(item, talks, since)
        yield _fact(item, TRIED, len(done) - len(talks))
        yield _fact(item, PROMISED, sum(promise.made_in.happened_on >= since for promise in promises_of(record)))
    if record.has("tickets"):
        yield _fact(item, ESCALATED, sum(row.is_escalated and row.opened_on >= since for row in record.tickets))
    yield from _call(item)
    plays = [play.title for play in _called_for(item, since)]
    if plays:
        formula = (
            "plays whose trigger the signs open on the day of the first warning sign had met, the weightiest first"
        )
        yield _fact(item, ("response_plays", "Plays its signs called for then", "text", formula, ()), "; ".join(plays))


def _first(item: Autopsy, talks: list[Interaction], since: date) -> Fact:
    if item.warning is None:
        return _fact(item, FIRST, None, NO_WARNING)
    later = [row.happened_on for row in talks if row.happened_on > since]
    days = (later[0] - since).days if later else None
    return _fact(item, FIRST, days, "nobody talked with them between it and the loss")


def _call(item: Autopsy) -> Iterator[Fact]:
    """The call has no day: it is told from the record of today."""
    near = [row for row in item.record.renewals if row.csm_call and abs(item.loss.before(row.due_on)) <= LAST_DAYS]
    if near:
        reason = f": {named(near[-1].csm_call_reason or '', 120)}" if near[-1].csm_call_reason else ""
        call = near[-1].csm_call or ""
        yield stated(item.record, Rule(*CALLED), f"{WORDS.get(call, shown(call))}{reason}", item.context.company)


def _fact(item: Autopsy, told: Told, value: Value, because: str = "") -> Fact:
    because_of = because if value is None else None
    name, label, unit, formula, reads = told
    made = Rule(name, label, unit, formula if item.warning else formula.replace(SPAN, LAST_SPAN), reads)
    return stated(item.loss.record, made, value, item.context.company, undefined_because=because_of)


def _called_for(item: Autopsy, since: date) -> list[Passage]:
    names = {signal.name for signal in item.loss.signals if is_telling(signal) and signal.holds_on(since)}
    if item.warning and item.warning.signal:
        names.add(item.warning.name)
    status = item.health_at(max(item.loss.before(since), 1)).status or ""
    plays = applicable_plays(item.context.knowledge, names, status)[:MOST_PLAYS]
    return [Passage(kind="playbook", title=play.title, ref=reference(play)) for play in plays]
