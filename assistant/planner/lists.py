"""Accounts that meet conditions: 'which accounts churned in Q3', 'customers over 50k', 'who has no usage'."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.calls import call, with_left_out
from assistant.planner.measures import PER_ACCOUNT, per_account
from assistant.planner.measuring import counts_accounts
from assistant.planner.selections import fitting
from assistant.planner.slots import COUNTED, Plan, Slots
from assistant.planner.timing import EVERYTHING
from tools.dimensions import ACCOUNT
from tools.metrics.catalogue import METRICS
from tools.requests import AskBack, Condition, Filter, ListAccounts, MeasureMetric

MANY = 50
# Where at the latest a summary is asked for: 'give me a one-paragraph status of ...'.
LATEST = 9
# Metrics of rows: an account either has some or none.
COUNTED_BY = ("tickets", "open_tickets", "escalated_tickets", "closed_tickets", "usage_errors", "churn_refunds")
STANDING = ("accounts", "active_accounts")


def read_list(slots: Slots) -> Plan | None:
    """None unless accounts are asked for by name or under a bound."""
    if slots.account is not None or len(slots.whens) > 1:
        return None
    if slots.conditions.found:
        return _bounded(slots)
    if _counts_with(slots):
        return _plain(slots)
    if not _asks(slots) or slots.u.has("compare") or slots.ranked.order or set(slots.groups) - {ACCOUNT}:
        return None
    return _of_rows(slots) or _plain(slots)


def read_overview(slots: Slots) -> Plan | None:
    """'One-paragraph status of the ten largest accounts': the accounts with what a list tells; the form is left out."""
    u = slots.u
    asked = [match for match in u.of("about") if match.last < LATEST]
    is_ranked = slots.ranked.order is not None and not u.has("metric", "topic")
    if not asked or not is_ranked or not u.has("noun") or slots.account is not None:
        return None
    ranks = {match.first for match in u.of("order")}
    counts = [item for item in u.amounts if item.is_count and item.at[-1] + 1 in ranks]
    request = ListAccounts(
        filters=slots.filters,
        sort_by="arr",
        order=slots.ranked.order or "highest",
        limit=int(counts[0].number) if counts else slots.ranked.limit or MANY,
    )
    form = u.text[: u.tokens[asked[0].last].end].strip()
    opening = frozenset((*range(asked[0].last + 1), *(at for item in counts for at in item.at)))
    return Plan((with_left_out(call(request), (form[:80],)),), slots.used | opening)


def _counts_with(slots: Slots) -> bool:
    """'how many accounts filed at least one ticket': accounts are counted by whether they have any of the metric."""
    is_plain = not slots.groups and not slots.ranked.order
    return (
        is_plain
        and counts_accounts(slots.u)
        and slots.measures.names[:1] != ()
        and slots.measures.names[0] in COUNTED_BY
    )


def _asks(slots: Slots) -> bool:
    """'list the accounts', 'German customers', 'who churned', 'all churned customers', 'customers who expanded'."""
    u = slots.u
    names_who = any(u.word(at) == "who" for match in u.of("list", "metric", "noun") for at in match.at)
    named = {u.word(at) for match in u.of("list", "metric", "noun") for at in match.at}
    if u.has("count") and not u.has("list"):
        return False
    if not slots.measures.names:
        return "account" in named or (u.has("noun") and not names_who) if slots.filters or u.has("list") else False
    is_all = u.has("all") and slots.measures.names[0] in PER_ACCOUNT
    return (
        (_opens_with_list(slots) and bool(named & {"account", "who"}))
        or is_all
        or _asks_which(slots)
        or _who_did(slots)
    )


def _opens_with_list(slots: Slots) -> bool:
    """Accounts named before what is measured: 'NRR of the customers who ...' measures, 'customers with ...' lists."""
    u = slots.u
    first = min((match.first for match in u.of("metric")), default=len(u.tokens))
    return any(match.first < first for match in u.of("list"))


def _who_did(slots: Slots) -> bool:
    """'customers who expanded', 'who churned'."""
    u = slots.u
    return any(
        u.word(match.first) == "who"
        or (u.word(match.first) == "account" and u.word(match.first + 1) in ("who", "that"))
        for match in u.of("metric")
        if slots.signup.used.isdisjoint(match.at)
    )


def _asks_which(slots: Slots) -> bool:
    """'which customers churned': the wording of the metric begins with the accounts asked for."""
    return any(
        slots.u.word(match.first) == "account" and slots.u.word(match.first - 1) in ("which", "what", "whose")
        for match in slots.u.of("metric")
    )


def _bounded(slots: Slots) -> Plan | None:
    u = slots.u
    rows = [item.dimension for item in slots.filters if item.dimension not in fitting(u, METRICS["accounts"])]
    if rows:
        return Plan((call(_only_whole(slots, rows[0])),), frozenset(range(len(u.tokens))))
    extra = [name for name in slots.measures.names if name not in STANDING]
    if extra and not u.has("order", "rank", "group") and not _opens_with_list(slots):
        return Plan((call(_cannot_sum(METRICS[extra[0]].label)),), frozenset(range(len(u.tokens))))
    if set(slots.groups) - {ACCOUNT}:
        return Plan((call(_only_accounts(slots)),), frozenset(range(len(u.tokens))))
    names = [per_account(name) for name in extra]
    is_sorted = u.has("order", "rank", "group")
    bounds = (*slots.conditions.found, *(() if is_sorted else _had(names)))
    sort_by = next(iter([*(names if is_sorted else ()), *(item.metric for item in bounds)]))
    return Plan((call(_request(slots, bounds[:4], sort_by)),), slots.used_with("list", "total", "share"))


def _had(names: Sequence[str]) -> tuple[Condition, ...]:
    """'... and an escalated ticket': some of it, where only a bound on something else is a number."""
    return tuple(Condition(metric=name, comparison="above", amount=0) for name in names if METRICS[name].is_sum)


def _of_rows(slots: Slots) -> Plan | None:
    """Accounts by rows that only the metric's own table can be cut by: ranked by that metric."""
    dimensions = slots.u.index.vocabulary.dimensions
    tables = [dimensions[item.dimension].table for item in slots.filters if item.dimension in dimensions]
    own = next((table for table in tables if table in COUNTED), None)
    if own is None:
        return None
    usual = "arr" if own == "subscriptions" else COUNTED[own]
    name = per_account(slots.measures.names[0]) if slots.measures.names else usual
    request = MeasureMetric(
        metric=name,
        period=slots.period(METRICS[name]),
        filters=slots.filters,
        group_by=(ACCOUNT,),
        order="highest",
        limit=slots.ranked.limit or MANY,
    )
    return Plan((call(request),), slots.used_with("list", "total"))


def _plain(slots: Slots) -> Plan | None:
    """Filters only, or one metric that must be above zero."""
    if len(slots.measures.names) > 1:
        return None
    name = slots.measures.names[0] if slots.measures.names else "arr"
    if name in ("accounts", "arr", "mrr", "signups"):
        name, bounds = ("signups" if name == "signups" else "arr"), _above_zero(name)
    else:
        name = per_account(name)
        bounds = (Condition(metric=name, comparison="above", amount=0),)
    return Plan((call(_request(slots, bounds, name)),), slots.used_with("list", "total"))


def _above_zero(name: str) -> tuple[Condition, ...]:
    return (Condition(metric=name, comparison="above", amount=0),) if name == "signups" else ()


def _request(slots: Slots, bounds: Sequence[Condition], sort_by: str) -> ListAccounts:
    metric = METRICS[sort_by]
    filters: tuple[Filter, ...] = slots.filters
    is_below = bool(bounds) and all(item.comparison in ("below", "at_most") for item in bounds)
    usual_order = "lowest" if is_below and bounds[0].amount > 0 else "highest"
    return ListAccounts(
        filters=filters,
        conditions=tuple(bounds),
        sort_by=sort_by,
        order=slots.ranked.order or usual_order,
        period=EVERYTHING if slots.u.has_word("never") and not slots.whens else slots.period(metric),
        limit=slots.ranked.limit or MANY,
    )


def _cannot_sum(label: str) -> AskBack:
    return AskBack(
        question=f"I can't compute {label} only for accounts under a bound. Shall I list those accounts instead?",
        choices=(f"Which accounts meet the bound, by {label}?", f"{label} for all accounts"),
    )


def _only_whole(slots: Slots, dimension: str) -> AskBack:
    label, name = METRICS[slots.conditions.found[0].metric].label, dimension.replace("_", " ")
    return AskBack(
        question=f"I can't set a bound on {label} cut by {name}. Shall I rank the accounts instead?",
        choices=(f"Rank accounts by {label}", f"{label} by {name}"),
    )


def _only_accounts(slots: Slots) -> AskBack:
    name = slots.groups[0].replace("_", " ")
    label = METRICS[slots.conditions.found[0].metric].label
    return AskBack(
        question=f"I can set bounds on accounts only, not on each {name}. Shall I rank them instead?",
        choices=(f"{label} by {name}",),
    )
