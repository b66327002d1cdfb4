"""What accounts did for the company's name: the happy ones now and then, and those of a story."""

from __future__ import annotations

from datetime import date, timedelta

from integrations.sample.dice import day_between, pick
from integrations.sample.dossier import Dossier
from integrations.sample.rows import Row, numbered

TYPES = {"reference": 4, "review": 4, "referral": 2, "case_study": 1.5, "talk": 1}
HAPPY = 0.78
CHANCE = {"Enterprise": 0.28, "Mid-Market": 0.17, "SMB": 0.1}


def rows(dossier: Dossier) -> list[Row]:
    rng = dossier.account.dice("advocacy")
    told = [(beat.on, beat.type) for beat in dossier.beats("advocacy")]
    days = [day for day in _half_years(dossier) if rng.random() < CHANCE[dossier.account.segment]]
    asked = [(day_between(rng, day, 20, 160), pick(rng, TYPES)) for day in days]
    happy = [(day, kind) for day, kind in asked if dossier.is_active(day) and dossier.mood(day) > HAPPY]
    found = sorted([*told, *happy])
    return numbered(dossier.account, "advocacy_event_id", "ADV", (_event(dossier, day, kind) for day, kind in found))


def _half_years(dossier: Dossier) -> list[date]:
    return [
        start + timedelta(days) for start, end in dossier.active_spans() for days in range(120, (end - start).days, 182)
    ]


def _event(dossier: Dossier, day: date, kind: str) -> Row:
    person = dossier.contact("champion", day)
    return {"contact_id": person.contact_id if person else None, "happened_on": day, "type": kind}
