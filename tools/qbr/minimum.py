"""The least that must be on record for a review worth holding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tools.errors import NoData
from tools.names import listed
from tools.periods import write_day
from tools.qbr.review import Review
from tools.record.record import is_paid

LEAST = 2


@dataclass(frozen=True)
class Need:
    """A kind of record, whether the quarter has it, and what a person can do when it has not."""

    words: str
    is_there: Callable[[Review], bool]
    help: str


def _is_used(review: Review) -> bool:
    quarter = review.quarter
    return any(
        week.uses and week.ends_on >= quarter.start and week.starts_on <= quarter.end for week in review.record.weeks
    )


def _has_goals(review: Review) -> bool:
    return bool(review.goals or review.stated)


def _has_tickets(review: Review) -> bool:
    return any(review.quarter.contains(ticket.opened_on) for ticket in review.record.tickets)


def _has_answers(review: Review) -> bool:
    return any(review.quarter.contains(answer.answered_on) for answer in review.record.surveys)


NEEDS: tuple[Need, ...] = (
    Need("goals", _has_goals, "the account's goals (tell me them and they are used)"),
    Need("use of the product", _is_used, "usage events"),
    Need("support tickets", _has_tickets, "tickets"),
    Need("survey answers", _has_answers, "survey answers"),
)


def require_minimum(review: Review) -> None:
    """Raises NoData when the account does not pay, or fewer than two of the needs are met, naming what would help."""
    record, name = review.record, review.record.account.name
    if not record.is_paying:
        raise NoData(
            f"{name} is not a paying account on {write_day(record.day)}, so there is no business review to prepare; "
            f"ask {'why it left or ' if any(map(is_paid, record.lines)) else ''}for a briefing."
        )
    if not record.arr_on(review.quarter.end):
        raise NoData(f"{name} did not pay yet in {review.quarter.name}; ask for a later quarter.")
    there = [need for need in NEEDS if need.is_there(review)]
    if len(there) >= LEAST:
        return
    known = f"only {listed([need.words for need in there])} is on record" if there else "none of them is on record"
    missing = listed([need.help for need in NEEDS if need not in there], "or")
    kinds = listed([need.words for need in NEEDS])
    raise NoData(
        f"A business review with {name} needs at least two of {kinds} in {review.quarter.name}; {known}. "
        f"What would help: {missing}."
    )
