"""What accounts want to reach, with a number at the start, one aimed at and the latest one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from integrations.sample.dice import clamp, day_between
from integrations.sample.dossier import Dossier
from integrations.sample.phrases import read_yaml
from integrations.sample.rows import Row, numbered
from integrations.sample.window import LAST_DAY

PER_YEAR = {"Enterprise": 2, "Mid-Market": 1, "SMB": 1}
SMB_SHARE = 0.55
CLOSE = 0.5
WON_AT = 0.92


def rows(dossier: Dossier) -> list[Row]:
    rng, kinds = dossier.account.dice("goals"), read_yaml("goals.yaml")
    told = [(beat.on, beat.text) for beat in dossier.beats("goal")]
    planned = sorted([*told, *_ordinary(dossier, kinds["ordinary"], rng)])
    every = {**kinds["ordinary"], **kinds["told"]}
    return numbered(dossier.account, "goal_id", "GOA", (_goal(dossier, day, every[name], rng) for day, name in planned))


def _ordinary(dossier: Dossier, kinds: dict[str, Any], rng: Random) -> Iterator[tuple[date, str]]:
    """Different goals one year after the other; a small account does not always name one."""
    names = rng.sample(sorted(kinds), len(kinds))
    for start, end in dossier.active_spans():
        for year in range((end - start).days // 365 + 1):
            for _ in range(PER_YEAR[dossier.account.segment]):
                day = day_between(rng, start + timedelta(365 * year), 8, 75)
                wanted = dossier.account.segment != "SMB" or rng.random() < SMB_SHARE
                if wanted and day <= end and dossier.ties(day) > CLOSE and names:
                    yield day, names.pop()


def _goal(dossier: Dossier, set_on: date, kind: dict[str, Any], rng: Random) -> Row:
    due = set_on + timedelta(rng.choice((182, 270, 365)))
    baseline = rng.uniform(*kind["baseline"])
    target = baseline * rng.uniform(*kind["change"])
    seen = min(due, LAST_DAY, dossier.history.ended() or LAST_DAY)
    progress = _progress(dossier, set_on, seen, due, rng)
    places = kind.get("places", 0)
    return {
        "goal": kind["goal"],
        "measure": kind["measure"],
        "baseline": round(baseline, places),
        "target": round(target, places),
        "current": round(baseline + (target - baseline) * progress, places),
        "set_on": set_on,
        "due_on": due,
        "status": _status(dossier, due, progress),
    }


def _progress(dossier: Dossier, set_on: date, seen: date, due: date, rng: Random) -> float:
    """The share of the way gone: time does it where the product is used and people are content."""
    elapsed = max((seen - set_on).days, 0) / (due - set_on).days
    drive = dossier.usage(seen) / 0.8 * 0.6 + dossier.mood(seen) / 0.75 * 0.5
    return clamp(elapsed * drive * rng.uniform(0.7, 1.15), 0, 1.15)


def _status(dossier: Dossier, due: date, progress: float) -> str:
    ended = dossier.history.ended()
    if ended and ended < due:
        return "dropped"
    if progress >= WON_AT:
        return "met"
    return "open" if due > LAST_DAY else "missed"
