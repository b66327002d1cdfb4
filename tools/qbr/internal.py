"""What the account must not see: health, the chance of the renewal, open risks, plays and pipeline."""

from __future__ import annotations

from collections.abc import Iterator

from tools.briefing.money import renewal_by_settings
from tools.briefing.standing import health, plays, risks
from tools.evidence import Section
from tools.qbr.review import Review

INTERNAL = "Internal, not for the account"
# The parts that may never stand on a slide.
NAMES = ("health", "risks", "renewal", "plays")


def internal(review: Review) -> Iterator[Section]:
    """Each part under a title that says so."""
    parts = (health(review.brief), risks(review.brief), renewal_by_settings(review.outlook), plays(review.brief))
    for part in parts:
        if part.facts or part.missing:
            yield part.model_copy(update={"title": f"{INTERNAL}: {_lowered(part.title)}"})


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]
