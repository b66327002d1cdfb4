"""Answers with a score, and how long an opinion is taken to hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tools.record.record import Record
from tools.record.rows import Survey
from tools.signals.episodes import Run, past
from tools.signals.quotes import quoted
from tools.signals.signal import Mention


@dataclass(frozen=True)
class Score:
    on: date
    value: float
    shown_by: Mention


def of_surveys(record: Record, type_: str) -> Iterator[list[Score]]:
    """The answers to one type of survey, person by person, each in the order of time; unnamed ones are one person."""
    by_person: dict[str | None, list[Score]] = defaultdict(list)
    for answer in record.surveys:
        if answer.type == type_:
            by_person[answer.contact_id].append(_answered(answer))
    yield from by_person.values()


def of_tickets(record: Record) -> Iterator[Score]:
    """How closed tickets were rated, on the day they were closed."""
    for ticket in record.tickets:
        if ticket.satisfaction_score is not None:
            on = ticket.closed_on or ticket.opened_on
            mention = Mention("tickets", ticket.ticket_id, on, quoted(ticket.subject or ""))
            yield Score(on, float(ticket.satisfaction_score), mention)


def _answered(answer: Survey) -> Score:
    words = quoted(answer.comment or "")
    return Score(
        answer.answered_on, float(answer.score), Mention("surveys", answer.survey_id, answer.answered_on, words)
    )


def held(scores: Iterable[Score], is_meant: Callable[[float], bool], days: int, today: date) -> Iterator[Run[Score]]:
    """Scores in a row that are meant: over with the first that is not, or when the last has grown too old."""
    seen: list[Score] = []
    for score in scores:
        old_on = seen[-1].on + timedelta(days) if seen else date.max
        if seen and (score.on >= old_on or not is_meant(score.value)):
            yield Run(seen[0].on, min(score.on, old_on), tuple(seen))
            seen = []
        if is_meant(score.value):
            seen.append(score)
    if seen:
        yield Run(seen[0].on, past(seen[-1].on + timedelta(days), today), tuple(seen))
