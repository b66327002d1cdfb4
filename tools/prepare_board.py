"""prepare_board: the evidence of the board slide on customers."""

from __future__ import annotations

from tools.board.ahead import exposure, forecasts, risks
from tools.board.cohorts import cohorts
from tools.board.composition import bridge, composition, growth
from tools.board.gaps import gaps
from tools.board.rates import rates_now, retention
from tools.board.reported import reported
from tools.board.wins import wins
from tools.context import Context
from tools.evidence import Evidence, in_sections
from tools.measure import scope_words
from tools.paper_requests import PrepareBoard


def prepare_board(context: Context, request: PrepareBoard) -> Evidence:
    """Head: NRR, GRR, logo retention. Raises InvalidRequest or NoData for a period that cannot be reported."""
    found = reported(context, request.period, "quarter")
    return in_sections(
        rates_now(found),
        (
            retention(found),
            *composition(found),
            growth(found),
            *forecasts(found),
            exposure(found),
            risks(found),
            wins(found),
            bridge(found),
            cohorts(found),
            *gaps(found),
        ),
        title=f"Customers in {found.period.name}",
        assumptions=(*found.assumptions, *scope_words(context)),
    )
