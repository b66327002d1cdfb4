"""The health score of an account on a day, as the company stored it then. Scores are 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from integrations.sample.dice import clamp
from integrations.sample.dossier import FEATURES, Dossier

WEIGHTS = {"usage": 0.35, "sentiment": 0.30, "relationship": 0.35}
SMB_WEIGHTS = {"usage": 0.45, "sentiment": 0.30, "relationship": 0.25}
EXPECTED_USAGE = 0.9
EXPECTED_BREADTH = 0.7
NOISE = 2.5
BUCKETS = ((72, "committed"), (60, "likely"), (45, "at_risk"), (0, "critical"))


@dataclass(frozen=True)
class Health:
    usage: float
    sentiment: float
    relationship: float
    score: float


def health(dossier: Dossier, day: date) -> Health:
    rng = dossier.account.dice(f"health {day}")
    parts = {
        "usage": 70 * dossier.usage(day) / EXPECTED_USAGE + 30 * dossier.breadth(day) / FEATURES / EXPECTED_BREADTH,
        "sentiment": 96 * dossier.mood(day),
        "relationship": 100 * dossier.ties(day),
    }
    noisy = {name: round(clamp(value + rng.gauss(0, NOISE), 0, 100), 1) for name, value in parts.items()}
    weights = SMB_WEIGHTS if dossier.account.segment == "SMB" else WEIGHTS
    return Health(**noisy, score=round(sum(weights[name] * value for name, value in noisy.items()), 1))


def bucket(score: float) -> str:
    """The forecast bucket a score puts a renewal in."""
    return next(name for least, name in BUCKETS if score >= least)
