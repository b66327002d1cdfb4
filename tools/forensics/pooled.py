"""The losses that signs are counted over: those of the period, or of the twelve months to its end where it has few."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tools.evidence import Section
from tools.forensics.composition import of_several
from tools.forensics.period import Review, review_of
from tools.forensics.stating import rule
from tools.periods import add_months, write_day
from tools.requests import Filter

# Of fewer losses what they share is chance.
FEW, MONTHS = 5, 12
OWN = rule("losses_of_period", "Losses of the period", "count", "accounts that paid at its opening, not at its closing")
READ = rule(
    "losses_read", "Losses read", "count", f"the same of the {MONTHS} months to the end of the period, where it has few"
)


def pooled(review: Review, filters: Iterable[Filter]) -> Review:
    """The review itself where it has enough losses, or where no more lie in the twelve months."""
    first = _first_day(review)
    if len(review.lost) >= FEW or first >= review.period.start:
        return review
    wider = review_of(review.context, f"{first}..{review.period.end}", filters)
    return wider if len(wider.lost) > len(review.lost) else review


def read_over(review: Review, pool: Review) -> Iterable[Section]:
    """How many losses were read instead of those of the period; nothing where it is these."""
    if pool is review:
        return
    facts = (
        of_several(review, review.lost, OWN, len(review.lost), subject={}),
        of_several(pool, pool.lost, READ, len(pool.lost), subject={}),
    )
    yield Section(title="Read over twelve months", name="shared_signs", layout="lines", facts=facts)


def said_of(review: Review, pool: Review) -> tuple[str, ...]:
    """The assumption that goes with it."""
    if pool is review:
        return ()
    return (f"shared signs and look-alikes read the twelve months to {write_day(review.period.end)}",)


def _first_day(review: Review) -> date:
    """A year back from the day after the period, as far as the data goes back."""
    return max(add_months(review.period.end + timedelta(1), -MONTHS), review.context.calendar.first_day)
