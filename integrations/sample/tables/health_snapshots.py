"""The health scores stored at each month's end."""

from __future__ import annotations

from integrations.sample.dossier import Dossier
from integrations.sample.health import health
from integrations.sample.rows import Row, numbered
from integrations.sample.window import FIRST_DAY, LAST_DAY, month_ends


def rows(dossier: Dossier) -> list[Row]:
    taken = [day for day in month_ends(FIRST_DAY, LAST_DAY) if dossier.is_active(day)]
    scored = ((day, health(dossier, day)) for day in taken)
    return numbered(
        dossier.account,
        "health_snapshot_id",
        "HEA",
        (
            {
                "taken_on": day,
                "usage_score": score.usage,
                "sentiment_score": score.sentiment,
                "relationship_score": score.relationship,
                "health_score": score.score,
            }
            for day, score in scored
        ),
    )
