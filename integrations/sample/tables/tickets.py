"""Support tickets: the ordinary flow, thicker where the mood is bad, and those a story opens."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from integrations.sample.dice import clamp, day_between, pick
from integrations.sample.dossier import Dossier
from integrations.sample.phrases import write
from integrations.sample.rows import Row, numbered
from integrations.sample.stories import Beat
from integrations.sample.window import LAST_DAY

PRIORITIES = {"low": 24, "normal": 52, "high": 19, "urgent": 5}
CATEGORIES = {"how-to": 30, "bug": 24, "integration": 14, "access": 13, "performance": 9, "billing": 7, "data": 8}
FIRST_RESPONSE = {"low": 480, "normal": 240, "high": 75, "urgent": 22}
RESOLUTION = {"low": 60, "normal": 34, "high": 20, "urgent": 11}
ESCALATED = {"low": 0.0, "normal": 0.01, "high": 0.06, "urgent": 0.2}
GAP_DAYS = {"Enterprise": 24, "Mid-Market": 44, "SMB": 85}
ANSWERED = 0.42


def rows(dossier: Dossier) -> list[Row]:
    rng = dossier.account.dice("tickets")
    told = [_told(dossier, beat, rng) for story in dossier.stories for beat in story.beats if beat.does == "ticket"]
    found = sorted([*_ordinary(dossier, rng), *told], key=lambda row: row["opened_on"])
    return numbered(dossier.account, "ticket_id", "TIC", found)


def _ordinary(dossier: Dossier, rng: Random) -> list[Row]:
    found = []
    for start, end in dossier.active_spans():
        day = day_between(rng, start, 1, GAP_DAYS[dossier.account.segment])
        while day <= end:
            priority, category = pick(rng, PRIORITIES), pick(rng, CATEGORIES)
            found.append(_ticket(dossier, day, priority, category, rng))
            calm = clamp(dossier.mood(day) / 0.75, 0.35, 1.2)
            day = day_between(rng, day, 2, round(2 * GAP_DAYS[dossier.account.segment] * calm))
    return found


def _ticket(dossier: Dossier, day: date, priority: str, category: str, rng: Random) -> Row:
    text = write(f"ticket_{category.replace('-', '_')}", dossier.words(day), rng)
    escalated = rng.random() < ESCALATED[priority]
    return {**_opened(day, priority, category, escalated, text), **_handled(dossier, day, priority, rng)}


def _told(dossier: Dossier, beat: Beat, rng: Random) -> Row:
    category, _, text = write(beat.text, dossier.words(beat.on), rng).partition(" | ")
    row = _opened(beat.on, beat.priority, category.lower(), beat.is_escalated, text)
    handled = _handled(dossier, beat.on, beat.priority, rng)
    return {**row, **handled} if not beat.is_open else {**row, "first_response_minutes": handled["first_response_minutes"]}


def _opened(day: date, priority: str, category: str, escalated: bool, text: str) -> Row:
    subject, _, description = text.partition(" | ")
    return {
        "opened_on": day,
        "priority": priority,
        "category": category,
        "is_escalated": escalated,
        "subject": subject,
        "description": description,
    }


def _handled(dossier: Dossier, day: date, priority: str, rng: Random) -> Row:
    """First answer, solution and score; a ticket not yet solved on the last day stays open."""
    response = round(FIRST_RESPONSE[priority] * rng.lognormvariate(0, 0.6), 0)
    hours = round(RESOLUTION[priority] * rng.lognormvariate(0, 0.75) + response / 60, 1)
    closed = datetime.combine(day, time(9)) + timedelta(minutes=rng.randint(0, 480), hours=hours)
    row: Row = {"first_response_minutes": response}
    if closed.date() > LAST_DAY:
        return row
    rated = rng.random() < ANSWERED
    score = round(clamp(rng.gauss(5.4 * dossier.mood(day) + 0.2 - hours / 150, 0.7), 1, 5))
    return {**row, "closed_at": closed, "resolution_hours": hours, "satisfaction_score": score if rated else None}
