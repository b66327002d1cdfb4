"""bridge_arr: from opening to closing ARR, part by part, with the retention rates the parts explain."""

from __future__ import annotations

from tools.context import Context
from tools.evidence import Evidence
from tools.measure import scope_words
from tools.metrics.catalogue import METRICS
from tools.requests import BridgeArr
from tools.selection import Selection, select
from tools.series import measure_steps
from tools.trend import steps_of

PARTS = ("opening", "new", "reactivation", "expansion", "contraction", "churned", "closing")
RATES = ("net_revenue_retention", "gross_revenue_retention")


def bridge_arr(context: Context, request: BridgeArr) -> Evidence:
    """Facts per step and group: opening, new, reactivation, expansion, contraction, churned, closing, NRR, GRR."""
    amount = "mrr" if request.is_monthly_amount else "arr"
    metric = METRICS[f"opening_{amount}"]
    whole = select(context, metric, request.period, request.filters, request.group_by)
    periods = steps_of(context, whole.period, request.grain) if request.grain else (whole.period,)
    steps = [Selection(period, whole.cuts, whole.groups) for period in periods]
    metrics = [METRICS[name] for name in (*(f"{part}_{amount}" for part in PARTS), *RATES)]
    measured = measure_steps(context, metrics, steps)
    facts = tuple(fact for groups in measured for group in groups for fact in group)
    return Evidence(
        shape="bridge",
        title=f"{amount.upper()} bridge",
        facts=facts,
        headline=len(facts),
        assumptions=(*whole.assumptions, *scope_words(context)),
    )
