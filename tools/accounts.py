"""describe_account and list_accounts: one account in facts, or the accounts that meet some conditions."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tools.account_facts import recorded, status
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence
from tools.facts import Fact
from tools.measure import metric_named, rank, scope_words
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric, exact
from tools.periods import Period
from tools.requests import Condition, DescribeAccount, Filter, ListAccounts
from tools.selection import Selection, select

TOPICS: Mapping[str, tuple[str, ...]] = {
    "revenue": ("arr", "mrr", "live_subscriptions", "seats"),
    "support": ("tickets", "open_tickets", "escalated_tickets", "first_response_minutes", "ticket_csat"),
    "usage": ("usage_count", "features_used", "usage_hours", "usage_errors"),
    "churn": ("churn_events", "churn_refunds"),
    "attributes": (),
}
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
}


def describe_account(context: Context, request: DescribeAccount) -> Evidence:
    """Facts about one account. Raises UnknownName or AmbiguousName for its name."""
    account = context.vocabulary.account(request.account)
    if request.attribute:
        facts = tuple(recorded(context, account, request.attribute))
    else:
        facts = tuple(_profile(context, account, request.topic))
    year = context.calendar.trailing(12)
    return Evidence(
        shape="profile",
        title=context.vocabulary.accounts[account],
        facts=facts,
        headline=len(facts),
        assumptions=(f"flows over {year.name}",) if any(fact.period for fact in facts) else (),
    )


def list_accounts(context: Context, request: ListAccounts) -> Evidence:
    """One fact of the sorting metric per account, ranked, then how many accounts match in all."""
    sort_by = metric_named(request.sort_by)
    everyone = METRICS["accounts"]
    base = select(context, everyone, None, request.filters, ("account",))
    matching = {fact.subject["account"]: fact for fact in measure(context, everyone, base)}
    for condition in request.conditions:
        values = _by_account(context, metric_named(condition.metric), request.period, request.filters)
        matching = {name: fact for name, fact in matching.items() if _meets(values.get(name), condition)}
    ranked = rank(_sorted_values(context, sort_by, request, matching), request.order)
    count = next(iter(matching.values()), None)
    shown = ranked[: request.limit]
    chosen = select(context, sort_by, request.period)
    return Evidence(
        shape="list",
        title=f"Accounts by {sort_by.label}",
        facts=(*shown, *_counted(count, len(matching))),
        headline=len(shown),
        omitted=len(ranked) - len(shown),
        assumptions=tuple(
            dict.fromkeys(
                [*chosen.assumptions, *(cut.words for cut in base.cuts), *_said(request), *scope_words(context)]
            )
        ),
        message="" if matching else "No account meets all of that.",
    )


def _profile(context: Context, account: str, topic: str) -> Iterator[Fact]:
    if topic in ("everything", "revenue", "churn"):
        yield from status(context, account)
    if topic in ("everything", "attributes"):
        yield from recorded(context, account)
    names = [name for key, metrics in TOPICS.items() if topic in ("everything", key) for name in metrics]
    only = (Filter(dimension="account", values=(account,)),)
    for metric in (METRICS[name] for name in names):
        try:
            yield from measure(context, metric, _usual(context, metric, only))
        except NoData:
            continue


def _usual(context: Context, metric: Metric, filters: tuple[Filter, ...]) -> Selection:
    """States at the as-of close, flows over the twelve months to it."""
    selection = select(context, metric, None, filters)
    if metric.is_state:
        return selection
    year = context.calendar.trailing(12)
    start = max(year.start, context.calendar.first_day)
    return Selection(Period(start=start, end=year.end, label=year.label), selection.cuts)


def _by_account(context: Context, metric: Metric, period: str | None, filters: tuple[Filter, ...]) -> dict[str, Fact]:
    facts = measure(context, metric, select(context, metric, period, filters, ("account",)))
    return {fact.subject["account"]: fact for fact in facts}


def _sorted_values(
    context: Context, sort_by: Metric, request: ListAccounts, matching: Mapping[str, Fact]
) -> Iterator[Fact]:
    values = _by_account(context, sort_by, request.period, request.filters)
    found = [name for name in matching if name in values]
    yield from (values[name].model_copy(update={"subject": {"account": name}}) for name in found)
    pattern = next(iter(values.values()), None)
    if sort_by.is_sum and pattern is not None:
        for name in matching.keys() - values.keys():
            yield pattern.model_copy(update={"value": 0, "subject": {"account": name}, "inputs": {}})


def _meets(fact: Fact | None, condition: Condition) -> bool:
    value = fact.value if fact is not None else 0
    if value is None or isinstance(value, str):
        return False
    return COMPARE[condition.comparison](exact(value), exact(condition.amount))


def _counted(pattern: Fact | None, count: int) -> tuple[Fact, ...]:
    if pattern is None:
        return ()
    return (pattern.model_copy(update={"label": "Matching accounts", "value": count, "subject": {}}),)


def _said(request: ListAccounts) -> Iterator[str]:
    for condition in request.conditions:
        metric = metric_named(condition.metric)
        yield f"{metric.label} {condition.comparison.replace('_', ' ')} {condition.amount:,.10g}"
