"""What an account says of us in numbers: survey scores, tickets, escalations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.record.rows import Ticket
from tools.signals.episodes import Run, earliest, past, runs, seen_since, within
from tools.signals.quotes import quoted, ticket_words
from tools.signals.scores import Score, held, of_surveys, of_tickets
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share

PROMOTER, TOP = 9, 10
OPINION_DAYS = 180
FALL, NEAR = 3, 1
CSAT_DAYS, CSAT_ANSWERS = 90, 3
RECENT_DAYS, BEFORE_DAYS, LEAST_BEFORE = 30, 180, 90
RISE, MORE_TICKETS = 2, 3
ESCALATION_DAYS = 60


def _nps_low(record: Record, limits: Thresholds) -> Iterator[Signal]:
    limit = limits.detractor_score
    for answers in of_surveys(record, "nps"):
        for run in held(answers, lambda score: score <= limit, OPINION_DAYS, record.day):
            yield _scored("nps_low", record, run, share(limit + 1 - run.seen[-1].value, limit + 1))


def _promoters(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    for answers in of_surveys(record, "nps"):
        for run in held(answers, lambda score: score >= PROMOTER, OPINION_DAYS, record.day):
            yield _scored("promoter", record, run, share(run.seen[-1].value, TOP))


def _csat_low(record: Record, limits: Thresholds) -> Iterator[Signal]:
    surveyed = [score for answers in of_surveys(record, "csat") for score in answers]
    answers = sorted([*surveyed, *of_tickets(record)], key=lambda score: score.on)
    for run in held(answers, lambda score: score <= limits.unhappy_score, CSAT_DAYS, record.day):
        yield _scored("csat_low", record, run, share(len(run.seen), CSAT_ANSWERS))


def _scored(name: str, record: Record, run: Run[Score], strength: float) -> Signal:
    figures = {"score": _plain(run.seen[-1].value), "answers": Figure(len(run.seen), "count")}
    shown_by = tuple(score.shown_by for score in run.seen)
    return Signal(name, record.account.account_id, run.began, strength, run.ended, figures, shown_by)


def _plain(score: float) -> Figure:
    return Figure(Decimal(str(score)), "score")


def _nps_drop(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    for answers in of_surveys(record, "nps"):
        for place in range(1, len(answers)):
            before, after = answers[place - 1], answers[place]
            fall = before.value - after.value
            if fall >= FALL:
                back = (later.on for later in answers[place + 1 :] if later.value >= before.value - NEAR)
                old = past(after.on + timedelta(OPINION_DAYS), record.day)
                yield Signal(
                    "nps_drop",
                    record.account.account_id,
                    after.on,
                    share(fall, TOP),
                    earliest(next(back, None), old),
                    {"before": _plain(before.value), "now": _plain(after.value)},
                    (before.shown_by, after.shown_by),
                )


@dataclass(frozen=True)
class Rise:
    tickets: tuple[Ticket, ...]
    usual: float


def _tickets_rising(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    opened = [ticket.opened_on for ticket in record.tickets]
    days = {*opened, *(day + timedelta(RECENT_DAYS) for day in opened)}
    since = seen_since(record)
    moments = ((day, _more_tickets(record, since, day)) for day in sorted(days) if day <= record.day)
    for run in runs(moments):
        last = run.seen[-1]
        yield Signal(
            "tickets_rising",
            record.account.account_id,
            run.began,
            share(len(last.tickets) - last.usual, 2 * MORE_TICKETS + last.usual),
            run.ended,
            {
                "tickets": Figure(len(last.tickets), "count"),
                "usual": Figure(Decimal(str(round(last.usual, 1))), "count"),
            },
            tuple(_ticket(ticket) for ticket in last.tickets),
        )


def _one_decimal(value: float) -> Figure:
    return Figure(Decimal(str(round(value, 1))), "count")


def _more_tickets(record: Record, known_since: date | None, day: date) -> Rise | None:
    """The tickets of the last days when they are clearly more than usual; None without enough days to know that."""
    start = day - timedelta(RECENT_DAYS)
    first = max(start - timedelta(BEFORE_DAYS), known_since or start)
    if (start - first).days < LEAST_BEFORE:
        return None
    recent = tuple(within(record.tickets, day, RECENT_DAYS, _opened))
    before = len(within(record.tickets, start, (start - first).days, _opened))
    usual = before * RECENT_DAYS / (start - first).days
    return Rise(recent, usual) if len(recent) >= max(RISE * usual, usual + MORE_TICKETS) else None


def _opened(ticket: Ticket) -> date:
    return ticket.opened_on


def _ticket(ticket: Ticket) -> Mention:
    return Mention("tickets", ticket.ticket_id, ticket.opened_on, quoted(ticket_words(ticket)))


def _escalations(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    for ticket in record.tickets:
        if ticket.is_escalated:
            fresh_until = ticket.opened_on + timedelta(ESCALATION_DAYS)
            yield Signal(
                "escalation",
                record.account.account_id,
                ticket.opened_on,
                0.5 if ticket.closed_on else 1.0,
                past(max(fresh_until, ticket.closed_on), record.day) if ticket.closed_on else None,
                {"priority": Figure(ticket.priority or "not recorded", "text"), "state": _state(ticket)},
                (_ticket(ticket),),
            )


def _state(ticket: Ticket) -> Figure:
    return Figure("closed" if ticket.closed_on else "open", "text")


KINDS = (
    SignalKind(
        "nps_low",
        "Detractor",
        "voice",
        "risk",
        f"somebody's newest NPS answer is {{detractor_score:g}} or less and under {OPINION_DAYS} days old; strength: "
        "how far below",
        ("surveys",),
        _nps_low,
    ),
    SignalKind(
        "nps_drop",
        "NPS fell",
        "voice",
        "risk",
        f"the same person's NPS answer is at least {FALL} points below the one before; "
        f"for {OPINION_DAYS} days or until it is back; strength: points lost out of {TOP}",
        ("surveys",),
        _nps_drop,
    ),
    SignalKind(
        "csat_low",
        "Unhappy with support",
        "voice",
        "risk",
        f"the newest satisfaction score of a survey or ticket is {{unhappy_score:g}} or less and under {CSAT_DAYS} "
        f"days old; strength: such scores in a row out of {CSAT_ANSWERS}",
        (),
        _csat_low,
        one_of=("surveys", "tickets.satisfaction_score"),
    ),
    SignalKind(
        "tickets_rising",
        "More tickets than usual",
        "voice",
        "risk",
        f"tickets of {RECENT_DAYS} days are at least {RISE} times and {MORE_TICKETS} more than usual in up to "
        f"{BEFORE_DAYS} days before; strength: how many too many",
        ("tickets",),
        _tickets_rising,
    ),
    SignalKind(
        "escalation",
        "Escalated ticket",
        "voice",
        "risk",
        f"an escalated ticket is open, or was opened within {ESCALATION_DAYS} days; strength: 1 while open, then 0.5",
        ("tickets", "tickets.is_escalated"),
        _escalations,
    ),
    SignalKind(
        "promoter",
        "Promoter",
        "voice",
        "growth",
        f"somebody's newest NPS answer is {PROMOTER} or {TOP} and under {OPINION_DAYS} days old; strength: the score",
        ("surveys",),
        _promoters,
    ),
)
