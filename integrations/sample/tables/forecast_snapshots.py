"""The renewal forecast stored every Monday of the last two quarters, for the renewals then open and near."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from integrations.sample.dossier import Dossier
from integrations.sample.health import bucket, health
from integrations.sample.rows import Row, numbered
from integrations.sample.tables.renewals import decided_on, telling_story
from integrations.sample.window import LAST_DAY, weeks

FIRST_TAKEN = date(2026, 1, 1)
AHEAD = timedelta(180)
PROBABILITY = {"committed": 0.95, "likely": 0.80, "at_risk": 0.50, "critical": 0.20}


def rows(dossier: Dossier) -> list[Row]:
    mondays = [monday for monday in weeks(FIRST_TAKEN, LAST_DAY) if monday >= FIRST_TAKEN]
    terms = enumerate(dossier.terms(), start=1)
    found = [row for position, due in terms for row in _of(dossier, position, due, mondays)]
    return numbered(dossier.account, "forecast_snapshot_id", "FOR", found)


def _of(dossier: Dossier, position: int, due: date, mondays: list[date]) -> Iterator[Row]:
    decided = decided_on(dossier, due) if due <= LAST_DAY else due
    for monday in mondays:
        if monday < decided and due - monday <= AHEAD and dossier.is_active(monday):
            called = forecast_bucket(dossier, monday)
            yield {
                "renewal_id": dossier.account.row_id("REN", position),
                "taken_on": monday,
                "bucket": called,
                "probability": PROBABILITY[called],
                "arr": dossier.history.arr_at(monday),
            }


def forecast_bucket(dossier: Dossier, monday: date) -> str:
    """What the CSM called while a story ran, else the bucket of the score at the last month's end."""
    story = telling_story(dossier, monday)
    return story.csm_call if story else bucket(health(dossier, monday.replace(day=1) - timedelta(1)).score)
