"""backtest_health: how well past scores foretold losses, and the weights that past losses suggest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tools.account_requests import BacktestHealth
from tools.company_settings import STATUSES, Status
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact
from tools.health.observing import Basis, observe
from tools.health.proving import Proof, rate_fact
from tools.health.sections.backtested import counted, flagged, missed, statuses, weights
from tools.measure import scope_words
from tools.period_words import read_period
from tools.periods import write_day
from tools.record.group import Group
from tools.record.reading import read_records

FEW_LOSSES = 10
PARTS: Mapping[str, tuple[Callable[[Proof], Section], ...]] = {
    "everything": (statuses, flagged, counted, missed, weights),
    "missed": (counted, missed),
    "weights": (weights, statuses),
}


def backtest_health(context: Context, request: BacktestHealth) -> Evidence:
    """Head: churn rates after red, yellow and green scores. Raises NoData when no score has its horizon behind it."""
    basis: Basis = request.basis or "computed"
    proof = _proof(context, request, basis)
    return in_sections(
        tuple(_rate(proof, status) for status in STATUSES),
        tuple(part(proof) for part in PARTS[request.topic]),
        title=f"Losses within {request.horizon_days} days after a health score",
        assumptions=tuple(_assumptions(context, proof, basis)),
        notes=tuple(_notes(proof)),
    )


def _rate(proof: Proof, status: Status) -> Fact:
    fact = rate_fact(proof, proof.part(status), status)
    return fact.model_copy(update={"label": f"Churn rate after {status} scores"})


def _proof(context: Context, request: BacktestHealth, basis: Basis) -> Proof:
    period = context.calendar.covered(read_period(request.period, context.calendar)) if request.period else None
    if basis == "recorded" and not context.warehouse.has("health_snapshots"):
        raise NoData("This company's data has no health snapshots; ask about the computed scores instead.")
    observed = observe(context, request.horizon_days, basis, period)
    if not observed.observations:
        raise NoData(
            f"No month end has both a score and {request.horizon_days} days of data after it; "
            "take a shorter horizon or an earlier period."
        )
    return Proof(Group(context, tuple(read_records(context).values())), observed, request.horizon_days)


def _assumptions(context: Context, proof: Proof, basis: Basis) -> Iterator[str]:
    days = proof.observed.days
    yield f"{basis} scores at {len(days)} month ends, {write_day(days[0])} to {write_day(days[-1])}"
    yield f"later ones are left out: their {proof.horizon} days are not over"
    yield "an account counts once per month end; lost means that its paid ARR was zero at a close within the days after"
    yield context.company.health.levels_in_words
    yield from scope_words(context)


def _notes(proof: Proof) -> Iterator[str]:
    lost = proof.whole.lost_accounts
    if lost < FEW_LOSSES:
        yield f"Only {lost} accounts were lost after a score: the rates are rough."
    if proof.observed.unscored:
        yield f"{proof.observed.unscored} times a paying account could not be scored."
