"""Scores of past month ends that are kept with a version of the data, so that no question computes them again.

They are not what the company recorded itself: its `health_snapshots` are another table, and data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tools.company import Company
from tools.company_settings import Status
from tools.context import Context
from tools.health.component import INPUTS, Input
from tools.health.history import settings_of
from tools.health.score import health_of
from tools.record.record import Record

TABLE = "computed_health"
# What makes a score. When a line of it changes, the scores kept before no longer count.
MAKERS = tuple(Path(__file__).parents[1] / folder for folder in ("health", "record", "signals"))
SOURCES = (".py", ".yaml")
Key = tuple[str, date]


@dataclass(frozen=True)
class Score:
    """A score of one account on one day, computed here or recorded by the company."""

    score: Decimal
    status: Status
    inputs: Mapping[Input, Decimal]


def computed_score(known: Record, company: Company) -> Score | None:
    """The score at the close of the record's day; None for an account that cannot be scored."""
    health = health_of(known, company)
    if health.score is None or health.status is None:
        return None
    inputs = {item.name: item.score for item in health.inputs if item.score is not None}
    return Score(health.score, health.status, inputs)


def kept_scores(context: Context) -> Mapping[Key, Score | None]:
    """The kept scores of the accounts the asker may see, by account and day; None for one that could not be scored.

    Only those made as one would be made now: by this code, under the company's present settings. Raises OutsideError.
    """
    if not context.warehouse.has(TABLE):
        return {}
    table = context.table(TABLE)
    rows = context.warehouse.run(table.filter(table.made_by == made_by(context.company))).rows
    return {(row["account_id"], row["day"]): _score(row) for row in rows}


def rows_to_keep(scores: Iterable[tuple[Key, Score | None]], company: Company) -> Iterator[dict[str, Any]]:
    """The rows of the table: account, day, score and status, the score of each input, and what they were made by."""
    maker = made_by(company)
    for (account_id, day), score in scores:
        inputs = {name: score.inputs.get(name) if score else None for name in INPUTS}
        told = {"score": score.score, "status": score.status} if score else {"score": None, "status": None}
        yield {"account_id": account_id, "day": day} | told | inputs | {"made_by": maker}


def made_by(company: Company) -> str:
    """A fingerprint of the settings and of the code that make a score."""
    return hashlib.sha256(f"{settings_of(company)} {_code()}".encode()).hexdigest()[:16]


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for file in sorted(file for folder in MAKERS for file in folder.rglob("*") if file.suffix in SOURCES):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _score(row: Mapping[str, Any]) -> Score | None:
    if row["score"] is None:
        return None
    return Score(row["score"], row["status"], {name: row[name] for name in INPUTS if row[name] is not None})
