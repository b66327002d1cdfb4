"""Support tickets: the ordinary flow, thicker where the mood is bad, and those a story opens."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from integrations.sample.dice import clamp, day_between, pick
from integrations.sample.dossier import Dossier
from integrations.sample.phrases import Pen
from integrations.sample.rows import Row, numbered
from integrations.sample.stories import Beat
from integrations.sample.window import LAST_DAY

CATEGORIES = {"how-to": 30, "bug": 24, "integration": 14, "access": 13, "performance": 9, "billing": 7, "data": 8}
CALM = {"low": 40, "normal": 55, "high": 5}
BUSY = {"low": 8, "normal": 58, "high": 27, "urgent": 7}
PRIORITIES = {"how-to": CALM, "billing": CALM, "data": CALM}
FIRST_RESPONSE = {"low": 480, "normal": 240, "high": 75, "urgent": 22}  # minutes
RESOLUTION = {"low": 60, "normal": 34, "high": 20, "urgent": 11}  # hours
ESCALATED = {"low": 0.0, "normal": 0.01, "high": 0.06, "urgent": 0.2}
GAP_DAYS = {"Enterprise": 24, "Mid-Market": 44, "SMB": 85}
ANSWERED = 0.42
LINGERING, LINGERS = timedelta(60), 0.16


def rows(dossier: Dossier) -> list[Row]:
    pen = Pen(dossier.account.dice("tickets"))
    told = [_told(dossier, beat, pen) for beat in dossier.beats("ticket")]
    found = sorted([*_ordinary(dossier, pen), *told], key=lambda row: row["opened_on"])
    return numbered(dossier.account, "ticket_id", "TIC", found)


def _ordinary(dossier: Dossier, pen: Pen) -> list[Row]:
    gap, found = GAP_DAYS[dossier.account.segment], []
    for start, end in dossier.active_spans():
        day = day_between(pen.rng, start, 1, gap)
        while day <= end:
            found.append(_ticket(dossier, day, pen))
            calm = clamp(dossier.mood(day) / 0.75, 0.35, 1.2)
            day = day_between(pen.rng, day, 2, round(2 * gap * calm))
    return found


def _ticket(dossier: Dossier, day: date, pen: Pen) -> Row:
    category = pick(pen.rng, CATEGORIES)
    priority = pick(pen.rng, PRIORITIES.get(category, BUSY))
    text = pen.write(f"ticket_{category.replace('-', '_')}", dossier.words(day))
    escalated = pen.rng.random() < ESCALATED[priority]
    return {
        **_opened(day, category, text),
        "priority": priority,
        "is_escalated": escalated,
        **_handled(dossier, day, priority, pen),
    }


def _told(dossier: Dossier, beat: Beat, pen: Pen) -> Row:
    category, _, text = pen.write(beat.text, dossier.words(beat.on)).partition(" | ")
    handled = _handled(dossier, beat.on, beat.priority, pen)
    kept = ("first_response_minutes",) if beat.is_open else tuple(handled)
    return {
        **_opened(beat.on, category.lower(), text),
        "priority": beat.priority,
        "is_escalated": beat.is_escalated,
        **{name: handled[name] for name in kept},
    }


def _opened(day: date, category: str, text: str) -> Row:
    subject, _, description = text.partition(" | ")
    return {"opened_on": day, "category": category, "subject": subject, "description": description}


def _handled(dossier: Dossier, day: date, priority: str, pen: Pen) -> Row:
    """First answer, solution and score; a ticket not yet solved on the last day stays open."""
    rng = pen.rng
    response = round(FIRST_RESPONSE[priority] * rng.lognormvariate(0, 0.6))
    hours = round(RESOLUTION[priority] * rng.lognormvariate(0, 0.75) + response / 60, 1)
    closed = datetime.combine(day, time(9)) + timedelta(minutes=rng.randint(0, 480), hours=hours)
    score = round(clamp(rng.gauss(5.4 * dossier.mood(day) + 0.2 - hours / 150, 0.7), 1, 5))
    row: Row = {"first_response_minutes": response}
    lingers = day > LAST_DAY - LINGERING and rng.random() < LINGERS
    if closed.date() > LAST_DAY or lingers:
        return row
    rated = score if rng.random() < ANSWERED else None
    return {**row, "closed_at": closed, "resolution_hours": hours, "satisfaction_score": rated}
