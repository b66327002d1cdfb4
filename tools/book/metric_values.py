"""A metric's value for each account, by the account's name."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tools.context import Context
from tools.facts import Fact
from tools.measuring import measure
from tools.metrics.metric import Metric
from tools.requests import ListAccounts
from tools.selection import select


def by_account(context: Context, metric: Metric, request: ListAccounts) -> dict[str, Fact]:
    """Over the request's period and filters. Raises NoData where the company does not record it."""
    facts = measure(context, metric, select(context, metric, request.period, request.filters, ("account",)))
    return {fact.subject["account"]: fact for fact in facts}


def values_of(context: Context, metric: Metric, request: ListAccounts, names: Collection[str]) -> Iterator[Fact]:
    """The value of each of these accounts; zero where a sum has no rows, none where it cannot be told."""
    values = by_account(context, metric, request)
    for name in names:
        if name in values:
            yield values[name].model_copy(update={"subject": {"account": name}})
    pattern = next(iter(values.values()), None)
    if metric.is_sum and pattern is not None:
        for name in set(names) - values.keys():
            yield pattern.model_copy(update={"value": 0, "subject": {"account": name}, "inputs": {}})
