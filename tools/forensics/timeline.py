"""What happened at a lost account, in the order of time: contract, people, use, tickets, answers, conversations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tools.evidence import Section
from tools.facts import Fact, write_value
from tools.forensics.autopsy import Autopsy
from tools.forensics.likeness import is_telling
from tools.forensics.stating import evidence_of
from tools.health.score import Health
from tools.names import shown
from tools.record.record import is_paid
from tools.record.rows import Contact, Interaction
from tools.record.stated import Rule, stated
from tools.renewals.leaving import SIGNS
from tools.signals.catalogue import SIGNALS
from tools.signals.people import is_champion, is_executive
from tools.signals.signal import Signal

MOST_EVENTS, LEAD_DAYS, LONGEST, SHORTEST = 14, 120, 150, 30
TURN, MARK, PERSON, GRAVE, OTHER = 7, 6, 5, 4, 1
TOLD_BY_PEOPLE = ("champion_left", "new_executive")
FIELDS = {
    "contract": ("lines",),
    "people": ("contacts",),
    "conversation": ("interactions",),
    "answer": ("surveys",),
    "renewal": ("renewals",),
    "loss": ("lines", "churn_events"),
    "health": ("lines", "weeks", "surveys", "tickets", "interactions", "contacts"),
}


@dataclass(frozen=True)
class Event:
    """Something dated. `kind` says what sort, `weight` how much it tells of the loss."""

    on: date
    kind: str
    text: str
    weight: int


def timeline(item: Autopsy, most: int = MOST_EVENTS) -> Section:
    """The most telling events from some months before the first warning sign to the loss."""
    found = sorted({(event.on, event.text): event for event in _events(item)}.values(), key=lambda event: event.on)
    telling = [event for event in found if event.weight > OTHER or most > MOST_EVENTS]
    kept = sorted(telling, key=lambda event: (-event.weight, -event.on.toordinal()))[:most]
    shown_events = sorted(kept, key=lambda event: event.on)
    return Section(
        title="Timeline",
        name="timeline",
        layout="lines",
        facts=tuple(fact for number, event in enumerate(shown_events, 1) for fact in _facts(item, number, event)),
        more=len(found) - len(shown_events),
    )


def _facts(item: Autopsy, number: int, event: Event) -> Iterator[Fact]:
    """The day, and what happened on it; both are about the same event of its kind."""
    reads, company = FIELDS.get(event.kind, ()), item.context.company
    record = item.record if event.kind == "loss" else item.loss.record
    subject = {"kind": event.kind, "event": f"event {number}"}
    day = Rule("timeline_event", "Day", "date", "the day of a row, or of a sign, on record", reads)
    what = Rule("timeline_what", "What happened", "text", "the row, or the sign, in words; texts are quoted", reads)
    yield stated(record, day, event.on.isoformat(), company, subject=subject, inputs={"what": event.text})
    yield stated(record, what, event.text, company, subject=subject)


def _events(item: Autopsy) -> Iterator[Event]:
    since = _since(item)
    for event in (*_contract(item), *_people(item), *_signs(item), *_talks(item), *_answers(item), *_renewals(item)):
        if event.on >= since or event.weight >= TURN:
            yield event
    yield from _health(item)
    yield Event(item.loss.lost_on, "loss", f"Contract ended; {_money(item, item.arr)} a year lost", TURN + 2)


def _since(item: Autopsy) -> date:
    first = item.warning.on if item.warning else item.loss.on(LEAD_DAYS)
    return max(item.loss.started_on, first - timedelta(LEAD_DAYS))


def _contract(item: Autopsy) -> Iterator[Event]:
    record = item.loss.record
    days = {day for line in record.lines if is_paid(line) for day in (line.start_date, line.end_date) if day}
    for day in sorted(day for day in days if item.loss.started_on <= day < item.loss.lost_on):
        before, after = record.arr_on(day - timedelta(1)), record.arr_on(day)
        if day == item.loss.started_on:
            is_back = any(is_paid(line) and line.start_date < day for line in record.lines)
            began = "Came back with" if is_back else "Began to pay"
            yield Event(day, "contract", f"{began} {_money(item, after)} a year", TURN)
        elif before != after:
            yield Event(day, "contract", f"Contract went from {_money(item, before)} to {_money(item, after)}", PERSON)


def _people(item: Autopsy) -> Iterator[Event]:
    for person in item.loss.record.contacts:
        if person.joined_on and person.joined_on > item.loss.started_on:
            yield Event(person.joined_on, "people", f"{_called(person)} joined", _weight_of(person))
        if person.left_on:
            yield Event(person.left_on, "people", f"{_called(person)} left", _weight_of(person))


def _weight_of(person: Contact) -> int:
    return MARK if is_champion(person) or is_executive(person) else GRAVE


def _called(person: Contact) -> str:
    about = person.role or person.title
    return f"{shown(person.name)} ({shown(about)})" if about else shown(person.name)


def _signs(item: Autopsy) -> Iterator[Event]:
    """Signs that no row of another sort tells: a departure and what was said in a conversation stand there."""
    marks = _marks(item)
    for signal in item.loss.signals:
        kind = SIGNALS[signal.name]
        is_told = signal.name in TOLD_BY_PEOPLE or (kind.family == "said" and _is_talk(signal))
        if is_telling(signal) and not is_told:
            yield Event(signal.began, kind.family, f"{kind.label}{_figures(signal, item)}", _weight(signal, marks))


def _marks(item: Autopsy) -> set[str]:
    named = item.verdict.named
    return {found.name for found, _ in evidence_of(named)} if named else set()


def _is_talk(signal: Signal) -> bool:
    return bool(signal.shown_by) and signal.shown_by[0].table == "interactions"


def _weight(signal: Signal, marks: set[str]) -> int:
    return MARK if signal.name in marks else GRAVE if signal.name in SIGNS else OTHER


def _figures(signal: Signal, item: Autopsy) -> str:
    """The one or two figures of a sign that a person would name."""
    wanted: Mapping[str, tuple[str, ...]] = {
        "usage_drop": ("before", "after"),
        "nps_low": ("score",),
        "nps_drop": ("before", "now"),
        "csat_low": ("score",),
        "licences_low": ("active_users", "seats"),
        "new_executive": ("executive",),
        "invoice_overdue": ("amount",),
    }
    currency = item.context.company.currency
    figures = (signal.figures[name] for name in wanted.get(signal.name, ()) if name in signal.figures)
    said = [write_value(one.value, one.unit, currency) for one in figures]
    return f": {' to '.join(said)}" if said else ""


def _talks(item: Autopsy) -> Iterator[Event]:
    """Conversations with what they raised; the last one before the decision tells most."""
    marks, talks = _marks(item), [talk for talk in item.loss.record.talks if talk.happened_on >= item.loss.started_on]
    before = [talk for talk in talks if talk.happened_on < item.loss.decided_on]
    raised = _raised(item)
    for talk in talks:
        signals = raised.get(talk.interaction_id, [])
        weights = [_weight(signal, marks) for signal in signals] + [MARK if before and talk is before[-1] else OTHER]
        yield Event(talk.happened_on, "conversation", _said(talk, item, signals), max(weights))


def _raised(item: Autopsy) -> Mapping[str, list[Signal]]:
    """The signs that began with a conversation, by its identifier."""
    found: dict[str, list[Signal]] = defaultdict(list)
    for signal in item.loss.signals:
        if is_telling(signal) and SIGNALS[signal.name].family == "said" and _is_talk(signal):
            found[signal.shown_by[0].identifier].append(signal)
    return found


def _said(talk: Interaction, item: Autopsy, signals: Sequence[Signal]) -> str:
    labels = f"{', '.join(SIGNALS[signal.name].label for signal in signals)}: " if signals else ""
    name = item.loss.record.contact_names.get(talk.contact_id or "", "")
    sort = "QBR" if (talk.type or "").lower() == "qbr" else (talk.type or "conversation").lower()
    head = f"{labels}{sort}{f' with {shown(name)}' if name else ''}"
    room = LONGEST - len(head) - 4
    words = f": “{shown(' '.join(talk.notes.split()), room)}”" if talk.notes and room > SHORTEST else ""
    return f"{head[:1].upper()}{head[1:]}{words}"


def _answers(item: Autopsy) -> Iterator[Event]:
    for answer in item.loss.record.surveys:
        yield Event(answer.answered_on, "answer", f"{answer.type.upper()} answer of {answer.score:g}", OTHER)


def _renewals(item: Autopsy) -> Iterator[Event]:
    for row in item.loss.record.renewals:
        if row.outcome and row.closed_on and row.closed_on <= item.loss.record.day:
            yield Event(row.closed_on, "renewal", f"Renewal decided: {shown(row.outcome)}", PERSON)


def _health(item: Autopsy) -> Iterator[Event]:
    """The days on which it was looked at, where the status had changed."""
    before = ""
    for days, health in item.health_before:
        if health.status and health.status != before:
            yield Event(item.loss.on(days), "health", _health_words(health), GRAVE)
            before = health.status


def _health_words(health: Health) -> str:
    held = f" (held down from {health.status_of_score} by grave signs)" if health.is_held else ""
    return f"Health {health.status}, score {health.score}{held}"


def _money(item: Autopsy, amount: Decimal) -> str:
    return write_value(amount, "money", item.context.company.currency)
