"""Survey answers: NPS every half-year, CSAT now and then, two on the start, and those of a story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from integrations.sample.contacts import Contact
from integrations.sample.dice import clamp, day_between
from integrations.sample.dossier import Dossier
from integrations.sample.phrases import Pen
from integrations.sample.rows import Row, numbered
from integrations.sample.stories import Beat
from integrations.sample.tables import onboardings
from integrations.sample.window import month_starts

SCALE = {"nps": (0, 10), "csat": (1, 5), "onboarding": (1, 5), "ces": (1, 7)}
SPREAD = {"nps": 1.2, "csat": 0.6, "onboarding": 0.6, "ces": 0.9}
NPS_RATE = 0.55
CSAT_RATE = 0.1
COMMENTED = 0.6
SETTLED = timedelta(60)


def rows(dossier: Dossier) -> list[Row]:
    pen = Pen(dossier.account.dice("surveys"))
    told = [_told(dossier, beat, pen) for beat in dossier.beats("survey")]
    found = sorted([*_rounds(dossier, pen), *_on_start(dossier, pen), *told], key=lambda row: row["answered_on"])
    return numbered(dossier.account, "survey_id", "SUR", found)


def _rounds(dossier: Dossier, pen: Pen) -> Iterator[Row]:
    for start, end in dossier.active_spans():
        for month in month_starts(start + SETTLED, end):
            kind, rate = ("nps", NPS_RATE) if month.month % 6 == dossier.account.number % 6 else ("csat", CSAT_RATE)
            for person in dossier.people:
                day = day_between(pen.rng, month, 2, 20)
                is_asked = start <= day <= end and person.is_there(day) and not dossier.is_silent(day)
                answers = pen.rng.random() < rate * dossier.ties(day) and not dossier.has_withdrawn(person, day)
                if answers and is_asked:
                    yield _answer(dossier, kind, person, day, pen)


def _on_start(dossier: Dossier, pen: Pen) -> Iterator[Row]:
    """How the onboarding went, asked a week after it was marked complete."""
    for start in onboardings.rows(dossier):
        done = start["completed_on"]
        for kind in ("onboarding", "ces") if done else ():
            day = day_between(pen.rng, done, 5, 9)
            person = dossier.contact("champion", day)
            if person and dossier.is_active(day):
                yield _answer(dossier, kind, person, day, pen)


def _answer(dossier: Dossier, kind: str, person: Contact, day: date, pen: Pen) -> Row:
    low, high = SCALE[kind]
    score = round(clamp(low + (high - low) * (dossier.mood(day) + 0.06) + pen.rng.gauss(0, SPREAD[kind]), low, high))
    comment = pen.write(f"{kind}_{_band((score - low) / (high - low))}", dossier.words(day))
    return _row(kind, person, score, day, comment if pen.rng.random() < COMMENTED else None)


def _band(share: float) -> str:
    return "good" if share >= 0.88 else "fair" if share >= 0.65 else "poor"


def _told(dossier: Dossier, beat: Beat, pen: Pen) -> Row:
    comment = pen.write(beat.text, dossier.words(beat.on))
    return _row(beat.type, dossier.contact(beat.role, beat.on), beat.score or 0, beat.on, comment)


def _row(kind: str, person: Contact | None, score: float, day: date, comment: str | None) -> Row:
    contact_id = person.contact_id if person else None
    return {"contact_id": contact_id, "type": kind, "score": score, "answered_on": day, "comment": comment}
