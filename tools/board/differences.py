"""Numbers that CS and finance may hold in two ways: the ledger against itself, and one convention against another."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tools.board.composition import BRIDGE
from tools.board.reported import Reported, year_to
from tools.evidence import Section
from tools.facts import Fact
from tools.measuring import derived, measure
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import exact
from tools.periods import Period
from tools.record.totals import ratio
from tools.selection import Selection

SIGNS = (1, 1, 1, 1, -1, -1, -1)
TIES = "the parts of the bridge and the subscription lines live at the close must give the same amount"


def tie(reported: Reported) -> tuple[Fact, ...]:
    """The ARR of the lines live at the close, and how far the bridge is from it: opening and parts added up."""
    bridge = reported.facts(BRIDGE, reported.period)
    day = reported.period.end
    (ledger,) = measure(reported.context, METRICS["arr"], Selection(Period(start=day, end=day)))
    added = sum(sign * _number(fact) for sign, fact in zip(SIGNS, bridge[:-1], strict=False))
    gap = derived(ledger, added - _number(ledger), subject={}, formula=f"opening + parts - ARR of the lines; {TIES}")
    named = gap.model_copy(
        update={
            "metric": "bridge_against_ledger",
            "label": "Bridge minus ledger",
            "inputs": {"bridge": added, "ledger": _number(ledger)},
        }
    )
    return ledger.model_copy(update={"label": "ARR in the ledger"}), named


def differences(reported: Reported) -> Section:
    """A row per pair of conventions: both values, and by how much the second moves the first."""
    facts = tuple(fact for rows in (_reactivation, _first_day, _products, _recorded_churn) for fact in rows(reported))
    return Section(name="differences", title="Where two conventions differ", layout="table", facts=facts)


def _reactivation(reported: Reported) -> Iterator[Fact]:
    """NRR with the accounts that came back counted as retained."""
    nrr, back = (
        reported.facts((name,), year_to(reported.period))[0] for name in ("net_revenue_retention", "reactivation_arr")
    )
    if nrr.value is None:
        return
    other = ratio(Decimal(exact(nrr.inputs["retained"] or 0)) + _number(back), _number_of(nrr.inputs["opening"]))
    yield from _row(
        nrr, other, "NRR with reactivated accounts counted in", "(retained + reactivation ARR) / opening ARR"
    )


def _first_day(reported: Reported) -> Iterator[Fact]:
    """The opening taken at the close of the first day instead of the day before."""
    (opening,) = reported.facts(("opening_arr",), reported.period)
    day = reported.period.start
    (other,) = measure(reported.context, METRICS["arr"], Selection(Period(start=day, end=day)))
    yield from _row(opening, _number(other), "Opening ARR taken on the first day", "ARR at the close of the first day")


def _products(reported: Reported) -> Iterator[Fact]:
    """The rate of the year as the product of its twelve months."""
    year = year_to(reported.period)
    (whole,) = reported.facts(("net_revenue_retention",), year)
    product = Decimal(1)
    for month in reported.context.calendar.split(year, "month"):
        (rate,) = reported.facts(("net_revenue_retention",), month)
        if rate.value is None:
            return
        product *= _number(rate)
    if whole.value is not None:
        yield from _row(whole, product, "NRR as the product of twelve months", "product of the NRR of each month")


def _recorded_churn(reported: Reported) -> Iterator[Fact]:
    """Churn as the source system recorded it, beside accounts whose ARR reached zero."""
    if not reported.context.warehouse.has("churn_events"):
        return
    (lost,) = reported.facts(("churned_accounts",), reported.period)
    (events,) = reported.facts(("accounts_with_churn_event",), reported.period)
    formula = "accounts with a recorded churn event, downgrades included"
    yield from _row(lost, _number(events), "Churned accounts as recorded events", formula)


def _row(ours: Fact, theirs: Decimal | int | None, words: str, formula: str) -> Iterator[Fact]:
    """Ours, theirs and theirs - ours, under the words that say what they are."""
    if theirs is None:
        return
    own = ours.model_copy(update={"subject": {"convention": words}})
    yield own.model_copy(update={"label": "Ours"})
    yield _beside(own, theirs, formula, "theirs", "The other way")
    gap = _beside(own, Decimal(theirs) - _number(ours), f"{formula}, minus ours", "gap", "Difference")
    yield gap.model_copy(update={"is_change": True, "inputs": {"theirs": theirs, "ours": _number(ours)}})


def _beside(ours: Fact, value: Decimal | int, formula: str, name: str, label: str) -> Fact:
    found = derived(ours, value, subject=ours.subject, formula=formula)
    return found.model_copy(update={"metric": f"{ours.metric}_{name}", "label": label, "inputs": {}})


def _number(fact: Fact) -> Decimal:
    return _number_of(fact.value)


def _number_of(value: object) -> Decimal:
    return Decimal(exact(value or 0))
