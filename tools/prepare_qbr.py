"""prepare_qbr: the material of a business review with one account, opening on its own goals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tools.context import Context
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact, Span
from tools.health.view import rule
from tools.measure import scope_words
from tools.paper_requests import PrepareQbr
from tools.periods import write_day
from tools.qbr.actions import decisions, promises
from tools.qbr.advice import recommendation
from tools.qbr.customer import business_change, goals, issues, peers
from tools.qbr.gaps import gaps, points_of
from tools.qbr.internal import internal
from tools.qbr.minimum import require_minimum
from tools.qbr.numbers import adoption, monthly, quarter_numbers
from tools.qbr.opportunities import opportunities
from tools.qbr.review import Review, review_of
from tools.qbr.room import agenda, attendees
from tools.qbr.value import value_points

Part = Callable[[Review], Section]
# What the account sees, in the order it is talked about.
CUSTOMER: tuple[Part, ...] = (
    goals,
    business_change,
    value_points,
    quarter_numbers,
    monthly,
    adoption,
    issues,
    peers,
    promises,
    recommendation,
    opportunities,
    agenda,
    attendees,
    decisions,
)
TOPICS: Mapping[str, tuple[Part, ...]] = {
    "value": (goals, value_points, quarter_numbers, monthly),
    "commitments": (promises, decisions),
    "agenda": (agenda, attendees, decisions),
}
GOALS = rule("qbr_goals", "Goals", "count", "goals on record for the quarter and those stated", ("goals",))
VALUES = rule("qbr_value_points", "Value points", "count", "points with a number now and before", ("goals", "weeks"))
PROMISED = rule("qbr_promised", "Promised", "count", "commitments of the last review, both sides", ("interactions",))
KEPT = rule("qbr_kept", "Kept", "count", "of these, those a later text calls done", ("interactions",))
GAPS = rule("qbr_gaps", "Gaps", "count", "what a person has to fill in before it goes out", ())


def prepare_qbr(context: Context, request: PrepareQbr) -> Evidence:
    """Head: goals, value points, promises of the last review and gaps by count.

    Raises UnknownName, AmbiguousName, InvalidRequest, and NoData below the data minimum.
    """
    review = review_of(context, request)
    require_minimum(review)
    if request.topic != "everything":
        return _evidence(review, (), [part(review) for part in TOPICS[request.topic]])
    shown = [part(review) for part in CUSTOMER]
    missing = gaps(review, shown)
    return _evidence(review, tuple(_head(review, shown, missing)), [*shown, missing, *internal(review)])


def _evidence(review: Review, head: tuple[Fact, ...], sections: Sequence[Section]) -> Evidence:
    return in_sections(
        head,
        [section for section in sections if section.facts or section.missing],
        title=f"Business review with {review.record.account.name}, {review.quarter.name}",
        assumptions=tuple(_assumptions(review)),
    )


def _head(review: Review, shown: Sequence[Section], missing: Section) -> Iterator[Fact]:
    span = Span(start=review.quarter.start, end=review.quarter.end, label=review.quarter.name)
    counts = {
        GOALS: len(review.goals) + len(review.stated),
        VALUES: points_of(shown),
        GAPS: len(missing.facts),
    }
    if review.promised:
        counts |= {PROMISED: len(review.promised), KEPT: sum(item.is_settled for item in review.promised)}
    yield from (review.brief.fact(made, count, period=span) for made, count in counts.items())


def _assumptions(review: Review) -> Iterator[str]:
    yield review.quarter.name
    yield f"compared with {review.before.name}"
    yield f"as known on {write_day(review.context.as_of)}"
    yield f"similar accounts: {review.peers.rule}"
    yield from scope_words(review.context)
