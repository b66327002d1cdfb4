"""prepare_review: the evidence of the monthly review of CS and finance."""

from __future__ import annotations

from collections.abc import Iterator

from tools.board.ahead import exposure, forecasts, risks
from tools.board.composition import bridge, composition
from tools.board.decisions import decisions
from tools.board.differences import differences, tie
from tools.board.gaps import gaps
from tools.board.month import losses, overdue, renewals
from tools.board.rates import retention
from tools.board.reported import Reported, reported
from tools.book.coverage import coverage_head, coverage_sections
from tools.context import Context
from tools.evidence import Evidence, Section, in_sections
from tools.measure import scope_words
from tools.paper_requests import PrepareReview

RISKS = 5
NOT_SPOKEN_TO = 5


def prepare_review(context: Context, request: PrepareReview) -> Evidence:
    """Head: closing ARR and whether bridge and ledger agree. Raises InvalidRequest or NoData for the period."""
    found = reported(context, request.period, "month")
    ties = tie(found)
    return in_sections(
        ties,
        (
            bridge(found),
            retention(found),
            differences(found),
            renewals(found),
            losses(found),
            *composition(found),
            overdue(found),
            *forecasts(found),
            exposure(found),
            risks(found, RISKS),
            *_coverage(found),
            *gaps(found),
            decisions(found),
        ),
        title=f"CS and finance review of {found.period.name}",
        assumptions=(*found.assumptions, *scope_words(context)),
    )


def _coverage(found: Reported) -> Iterator[Section]:
    """Accounts and ARR per CSM, then by CSM, against the usual bands, and who was not spoken to."""
    if not found.standings:
        return
    head = tuple(coverage_head(found.book))
    yield Section(name="coverage", title="Coverage", layout="lines", facts=head)
    for section in coverage_sections(found.book, NOT_SPOKEN_TO):
        yield section.model_copy(update={"name": "coverage"})
