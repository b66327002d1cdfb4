"""When we talk with an account and what about, before a word is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from integrations.sample.dice import day_between, pick
from integrations.sample.dossier import Dossier
from integrations.sample.stories import Beat
from integrations.sample.tables import onboardings
from integrations.sample.window import LAST_DAY, working_day

GAP_DAYS = {"Enterprise": 17, "Mid-Market": 30, "SMB": 62}
TYPES = {
    "Enterprise": {"call": 5, "email": 3, "meeting": 1.5, "note": 1},
    "Mid-Market": {"call": 5, "email": 4, "meeting": 0.7, "note": 0.8},
    "SMB": {"call": 3, "email": 6, "note": 0.8},
}
ROLES = {"champion": 6, "user": 2, "sponsor": 1.2, "buyer": 0.8}
QBR_DAYS = {"Enterprise": 91, "Mid-Market": 182}
QBR_TIES = 0.5
BEFORE_RENEWAL = timedelta(80)
KICK_OFF = timedelta(5)
TALKS = ("call", "meeting", "qbr")
REPLIED = 0.45


@dataclass(frozen=True)
class Talk:
    on: date
    type: str
    role: str
    text: str
    is_meaningful: bool = True
    promise: str = ""
    due: int = 0


def talks_of(dossier: Dossier) -> list[Talk]:
    """Every talk inside the window in order, one a day at most; a story's own talk wins its day."""
    usual = [*_routine(dossier), *_before_renewal(dossier), *_reviews(dossier), *_at_start(dossier)]
    planned = {talk.on: talk for talk in usual if dossier.is_active(talk.on) and _takes_place(dossier, talk)}
    told = {beat.on: _told(beat) for beat in dossier.beats("note")}
    return [talk for day, talk in sorted({**planned, **told}.items()) if day <= LAST_DAY]


def _takes_place(dossier: Dossier, talk: Talk) -> bool:
    person = dossier.contact(talk.role, talk.on)
    return not dossier.is_silent(talk.on) and not dossier.has_withdrawn(person, talk.on)


def _told(beat: Beat) -> Talk:
    return Talk(beat.on, beat.type, beat.role, beat.text, beat.is_answered, promise=beat.promise, due=beat.due)


def _routine(dossier: Dossier) -> Iterator[Talk]:
    """The further apart we are, the rarer we talk."""
    rng, segment = dossier.account.dice("talks"), dossier.account.segment
    for start, end in dossier.active_spans():
        day = day_between(rng, start, 1, GAP_DAYS[segment])
        while day <= end:
            kind = pick(rng, TYPES[segment])
            meant = kind in TALKS or (kind == "email" and rng.random() < REPLIED)
            text = f"{kind}_{_band(dossier, day)}" if kind != "email" or meant else "email_broadcast"
            yield Talk(day, kind, pick(rng, ROLES), text, meant)
            gap = GAP_DAYS[segment] / max(dossier.ties(day), 0.2)
            day = day_between(rng, day, round(gap * 0.6), round(gap * 1.3))


def _band(dossier: Dossier, day: date) -> str:
    mood = dossier.mood(day)
    return "good" if mood >= 0.72 else "steady" if mood >= 0.58 else "tense"


def _before_renewal(dossier: Dossier) -> Iterator[Talk]:
    for due in dossier.terms():
        day = working_day(due - BEFORE_RENEWAL)
        yield Talk(day, "call", "buyer", f"renewal_{_band(dossier, day)}")


def _reviews(dossier: Dossier) -> Iterator[Talk]:
    """Business reviews, where somebody still comes to them."""
    every = QBR_DAYS.get(dossier.account.segment)
    for start, end in dossier.active_spans() if every else ():
        for days in range(45 + dossier.account.number % 40, (end - start).days, every or 1):
            day = working_day(start + timedelta(days))
            if dossier.ties(day) >= QBR_TIES:
                yield Talk(day, "qbr", "sponsor", f"qbr_{_band(dossier, day)}")


def _at_start(dossier: Dossier) -> Iterator[Talk]:
    """The kick-off, and the day an onboarding was closed with something to show."""
    for start in onboardings.rows(dossier):
        yield Talk(working_day(start["signed_on"] + KICK_OFF), "meeting", "champion", "kick_off")
        if start["first_value_on"] and start["completed_on"]:
            yield Talk(start["completed_on"], "call", "champion", "go_live")
