"""measure_concentration: how much of ARR the largest accounts hold."""

from __future__ import annotations

from decimal import Decimal

from tools.context import Context
from tools.evidence import Evidence
from tools.facts import Definition, Fact
from tools.measure import rank, scope_words
from tools.measuring import measure, total_of
from tools.metrics.catalogue import METRICS
from tools.requests import MeasureConcentration
from tools.selection import Selection, select

CONCENTRATION = Definition(
    name="concentration",
    version=1,
    formula="ARR of the N accounts with the most ARR / ARR of all accounts, at the day's close",
)
SHOWN = 5


def measure_concentration(context: Context, request: MeasureConcentration) -> Evidence:
    """The share, the two amounts it divides, and the largest accounts."""
    arr = METRICS["arr"]
    by_account = select(context, arr, request.period, request.filters, ("account",))
    ordered = rank(measure(context, arr, by_account), "highest")
    (whole,) = measure(context, arr, Selection(by_account.period, by_account.cuts))
    largest = total_of(tuple(ordered[: request.top]))
    share = _share(whole, largest, request.top)
    amount = whole.model_copy(update={"value": largest, "subject": {"accounts": f"top {request.top}"} | whole.subject})
    return Evidence(
        shape="value",
        title=f"Concentration of the top {request.top}",
        facts=(share, amount, whole, *ordered[: min(SHOWN, request.top)]),
        assumptions=(*by_account.assumptions, *scope_words(context)),
        outcome="answered" if share.value is not None else "declined",
        reason=None if share.value is not None else "undefined",
    )


def _share(whole: Fact, largest: Decimal | int, top: int) -> Fact:
    base = whole.value if isinstance(whole.value, (Decimal, int)) else 0
    return whole.model_copy(
        update={
            "metric": "concentration",
            "label": f"Share of the top {top}",
            "value": Decimal(largest) / Decimal(base) if base else None,
            "unit": "percent",
            "currency": None,
            "subject": {"accounts": f"top {top}"} | whole.subject,
            "definition": CONCENTRATION,
            "inputs": {"top_arr": largest, "arr": base},
            "undefined_because": None if base else "there is no ARR at that close",
        }
    )
