"""The mean or median over accounts of what each of them has: 'median ARR per account', 'average tickets'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import mean, median
from typing import Literal

from tools.context import Context
from tools.dimensions import ACCOUNT
from tools.errors import InvalidRequest
from tools.facts import Fact
from tools.measuring import measure
from tools.metrics.accounts import ACCOUNTS
from tools.metrics.ledger import BALANCES, PAID_LINES, TRIAL_LINES
from tools.metrics.metric import Metric, exact
from tools.names import lowered
from tools.selection import Selection

Averaging = Literal["mean", "median"]
AVERAGES = {"mean": mean, "median": median}
# Rows of accounts that are billed: an account without any is no account with nothing.
BILLING = (BALANCES, PAID_LINES, TRIAL_LINES)
BASE = "base_accounts"


def over_accounts(context: Context, metric: Metric, selection: Selection, averaging: Averaging) -> tuple[Fact, ...]:
    """One fact, or one per group, with the number of accounts as input. Raises InvalidRequest for counts of accounts.

    A count covers every account that meets the filters, with zero for those without any; an amount those that have
    one; a rate or a time those for which it is defined.
    """
    if metric.unit == "count" and ("accounts" in metric.name or metric.name == "signups"):
        raise InvalidRequest(f"{metric.label} counts accounts, so there is no figure per account; ask for it by group.")
    each = measure(context, metric, _by_account(context, selection))
    members: dict[tuple[str, ...], dict[str, Decimal]] = defaultdict(dict)
    names = [item.name for item in selection.groups]
    for fact in (*_at_zero(context, metric, selection), *each):
        if fact.value is not None and not isinstance(fact.value, str):
            members[tuple(fact.subject[name] for name in names)][fact.subject[ACCOUNT]] = Decimal(exact(fact.value))
    if not names:
        members.setdefault((), {})
    found = {group: _in_base(metric, list(values.values())) for group, values in members.items()}
    (whole,) = measure(context, metric, Selection(selection.period, selection.cuts))
    return tuple(
        _fact(metric, whole, dict(zip(names, group, strict=True)), values, averaging)
        for group, values in found.items()
        if values or not names
    )


def base_words(metric: Metric) -> str:
    """Which accounts enter, as an assumption."""
    if _counts_all(metric):
        return f"over all accounts on record, those without {lowered(metric.label)} counted as zero"
    if metric.unit in ("money", "count"):
        return f"over accounts with {lowered(metric.label)} above zero"
    return f"over accounts for which {lowered(metric.label)} is defined"


def _by_account(context: Context, selection: Selection) -> Selection:
    return replace(selection, groups=(*selection.groups, context.vocabulary.dimensions[ACCOUNT]))


def _at_zero(context: Context, metric: Metric, selection: Selection) -> tuple[Fact, ...]:
    """Every account that meets the filters on accounts, at zero, where the metric counts them all."""
    if not _counts_all(metric):
        return ()
    if any(item.table != "accounts" for item in selection.groups):
        raise InvalidRequest(
            "An average over all accounts needs groups of accounts; group by what an account has, such as industry."
        )
    cuts = tuple(cut for cut in selection.cuts if cut.dimension.table == "accounts")
    known = measure(context, ACCOUNTS, _by_account(context, replace(selection, cuts=cuts)))
    return tuple(fact.model_copy(update={"value": 0}) for fact in known)


def _counts_all(metric: Metric) -> bool:
    """Things that happened are counted for every account; the hours of use are such a count too."""
    is_counted = metric.unit == "count" or (metric.family == "usage" and metric.unit == "hours")
    return is_counted and metric.frame not in BILLING


def _in_base(metric: Metric, values: Sequence[Decimal]) -> list[Decimal]:
    is_amount = metric.unit in ("money", "count") and not _counts_all(metric)
    return [value for value in values if value > 0] if is_amount else list(values)


def _fact(metric: Metric, whole: Fact, group: dict[str, str], values: Sequence[Decimal], averaging: Averaging) -> Fact:
    value = AVERAGES[averaging](values) if values else None
    return whole.model_copy(
        update={
            "label": f"{metric.label} per account ({averaging})",
            "value": value,
            "unit": "ratio" if metric.unit == "count" else metric.unit,
            "subject": whole.subject | group,
            "definition": whole.definition.model_copy(
                update={"formula": f"{averaging} over accounts of: {metric.formula}; {base_words(metric)}"}
            ),
            "inputs": {BASE: len(values)} | ({"total": sum(values)} if averaging == "mean" else {}),
            "undefined_because": None if values else "there is no such account",
        }
    )
