"""describe_account and list_accounts: one account in facts, or the accounts that meet some conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tools.account_facts import recorded, status
from tools.book.bounds import bound_words, meets
from tools.book.listing import NONE, asks_records, list_by_record
from tools.book.metric_values import by_account, values_of
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence
from tools.facts import Fact
from tools.measure import metric_named, rank, scope_words
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric
from tools.periods import Period
from tools.requests import DescribeAccount, Filter, ListAccounts
from tools.selection import Selection, select

TOPICS: Mapping[str, tuple[str, ...]] = {
    "revenue": ("arr", "mrr", "live_subscriptions", "seats"),
    "support": ("tickets", "open_tickets", "escalated_tickets", "first_response_minutes", "ticket_csat"),
    "usage": ("usage_count", "features_used", "usage_hours", "usage_errors"),
    "churn": ("churn_events", "churn_refunds"),
    "attributes": (),
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
    """The accounts that meet all of it, ranked, and how many match in all. Raises UnknownName or NoData."""
    return list_by_record(context, request) if asks_records(request) else _list_by_metric(context, request)


def _list_by_metric(context: Context, request: ListAccounts) -> Evidence:
    """One fact of the sorting metric per account, then how many match."""
    sort_by = metric_named(request.sort_by)
    everyone = METRICS["accounts"]
    base = select(context, everyone, None, request.filters, ("account",))
    matching = {fact.subject["account"]: fact for fact in measure(context, everyone, base)}
    for condition in request.conditions:
        values = by_account(context, metric_named(condition.metric), request)
        matching = {name: fact for name, fact in matching.items() if meets(values.get(name), condition)}
    ranked = rank(values_of(context, sort_by, request, matching), request.order)
    count = next(iter(matching.values()), None)
    shown = ranked[: request.limit]
    return Evidence(
        shape="list",
        title=f"Accounts by {sort_by.label}",
        facts=(*shown, *_counted(count, len(matching))),
        headline=len(shown),
        omitted=len(ranked) - len(shown),
        assumptions=_assumed(context, request, (*(cut.words for cut in base.cuts), *_said(context, request))),
        message="" if matching else NONE,
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


def _counted(pattern: Fact | None, count: int) -> tuple[Fact, ...]:
    if pattern is None:
        return ()
    return (pattern.model_copy(update={"label": "Matching accounts", "value": count, "subject": {}}),)


def _assumed(context: Context, request: ListAccounts, words: Iterable[str]) -> tuple[str, ...]:
    """How the question was read, each thing once."""
    chosen = select(context, metric_named(request.sort_by), request.period)
    return tuple(dict.fromkeys([*chosen.assumptions, *words, *scope_words(context)]))


def _said(context: Context, request: ListAccounts) -> Iterator[str]:
    for condition in request.conditions:
        metric = metric_named(condition.metric)
        yield bound_words(metric.label, metric.unit, condition, context.company.currency)
