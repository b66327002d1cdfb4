"""Expansion opportunities: each growth of a contract was won once; others were lost or are open."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from integrations.sample.dice import day_between, pick
from integrations.sample.dossier import Dossier
from integrations.sample.ledger import Step
from integrations.sample.rows import Row, numbered
from integrations.sample.stories import Beat
from integrations.sample.window import LAST_DAY

KINDS = {"seats": 5, "tier": 1, "cross_sell": 3, "usage": 2}
SOURCES = {"cs_sourced": 5, "cs_influenced": 3, "sales": 2}
NOT_WON_A_YEAR = {"Enterprise": 0.6, "Mid-Market": 0.35, "SMB": 0.12}


def rows(dossier: Dossier) -> list[Row]:
    rng = dossier.account.dice("opportunities")
    won = [_won(step, rng) for step in dossier.history.steps if step.after > step.before > 0]
    told = [_told(dossier, beat, rng) for beat in dossier.beats("opportunity")]
    found = sorted([*won, *told, *_not_won(dossier, rng)], key=lambda row: row["created_on"])
    return numbered(dossier.account, "opportunity_id", "OPP", found)


def _won(step: Step, rng: Random) -> Row:
    return {
        "created_on": step.on - timedelta(rng.randint(18, 90)),
        "kind": step.kind,
        "source": pick(rng, SOURCES),
        "stage": "won",
        "arr": step.after - step.before,
        "closed_on": step.on,
    }


def _told(dossier: Dossier, beat: Beat, rng: Random) -> Row:
    size = round(dossier.history.arr_at(beat.on) * beat.factor)
    return {"created_on": beat.on, "kind": beat.kind, "source": pick(rng, SOURCES), "stage": "open", "arr": size}


def _not_won(dossier: Dossier, rng: Random) -> list[Row]:
    found = []
    for start, end in dossier.active_spans():
        for year in range((end - start).days // 365 + 1):
            created = day_between(rng, start + timedelta(365 * year), 30, 330)
            wanted = rng.random() < NOT_WON_A_YEAR[dossier.account.segment]
            if wanted and created < end and dossier.mood(created) > 0.5:
                found.append(_open_or_lost(dossier, created, rng))
    return found


def _open_or_lost(dossier: Dossier, created: date, rng: Random) -> Row:
    size = round(dossier.history.arr_at(created) * rng.uniform(0.06, 0.25), -2)
    row: Row = {"created_on": created, "kind": pick(rng, KINDS), "source": pick(rng, SOURCES), "arr": size}
    closed = day_between(rng, created, 20, 110)
    last = dossier.history.ended() or LAST_DAY
    return {**row, "stage": "open"} if closed > last else {**row, "stage": "lost", "closed_on": closed}
