"""Accounts listed by what is known of each on a day: measures, traits, signals, losses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tools.book.losses import Loss, at, losses_in
from tools.book.matching import Demand, Matching, demands_of, match, measure_or_metric
from tools.book.measures import ARR
from tools.book.metric_values import values_of
from tools.book.traits import PAYING
from tools.context import Context
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact
from tools.measure import rank, scope_words
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric
from tools.period_words import read_period
from tools.periods import Period, write_day
from tools.record.choosing import choose_records, on_day
from tools.record.group import Group, group_of
from tools.record.record import Record
from tools.record.stated import Rule, measured
from tools.requests import ListAccounts
from tools.signals.features import with_norms

NONE = "No account meets all of that."


@dataclass(frozen=True)
class View:
    """The day on which the demands are looked at, and the accounts lost in the period asked for."""

    context: Context
    period: Period | None = None
    losses: dict[str, Loss] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        day = f"as known at the close of {write_day(self.context.as_of)}"
        return (day, f"paying then and lost in {self.period.name}") if self.period else (day,)


def asks_records(request: ListAccounts) -> bool:
    """Whether a request needs more than metrics of accounts."""
    names = [request.sort_by, *(condition.metric for condition in request.conditions)]
    return bool(request.traits or request.as_of or request.lost_in) or any(_is_measure(name) for name in names)


def list_by_record(context: Context, request: ListAccounts) -> Evidence:
    """How many accounts match and their ARR, then each with its values. Raises UnknownName, NoData, InvalidRequest."""
    context = with_norms(context)
    view = _view(context, request)
    records, filters = choose_records(view.context, request.filters)
    pool, pool_words = _pool(records, view, request)
    matching = match(pool, demands_of(view.context, request))
    group = group_of(view.context, matching.records)
    words = (*pool_words, *filters, *(demand.words for demand in matching.applied))
    return in_sections(
        _head(group, (*pool_words, *filters, *(f"{demand.words} ({demand.rule})" for demand in matching.applied))),
        (_table(view, matching, request),),
        title="Matching accounts",
        assumptions=(*view.words, *words, *scope_words(context)),
        notes=matching.notes,
        message="" if matching.records else NONE,
    )


def _is_measure(name: str) -> bool:
    return name not in METRICS and not isinstance(measure_or_metric(name), Metric)


def _view(context: Context, request: ListAccounts) -> View:
    """The day asked for; else the opening of the period in which the accounts were lost; else the as-of date."""
    if not request.lost_in:
        return View(on_day(context, request.as_of))
    period = context.calendar.covered(read_period(request.lost_in, context.calendar))
    losses = dict(losses_in(context, period))
    day = on_day(context, request.as_of) if request.as_of else at(context, period.opening_day)
    return View(day, period, losses)


def _pool(records: Sequence[Record], view: View, request: ListAccounts) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """Only accounts that pay, unless lost ones or those that do not pay were asked for."""
    if view.period:
        return tuple(record for record in records if record.account.account_id in view.losses), ()
    if any(trait.name == PAYING for trait in request.traits):
        return tuple(records), ()
    return tuple(record for record in records if record.is_paying), ("paying accounts only",)


def _head(group: Group, demands: Sequence[str]) -> tuple[Fact, Fact]:
    """The number of matching accounts and what they pay a year on the day."""
    formula = f"accounts that meet all of: {'; '.join(demands)}" if demands else "all accounts"
    reads = ("account", "lines")
    return (
        group.fact(Rule("matching_accounts", "Matching accounts", "count", formula, reads), len(group.records)),
        group.fact(
            Rule("matching_arr", "ARR of them", "money", "sum of their ARR at the close", reads),
            sum(record.arr for record in group.records),
        ),
    )


def _table(view: View, matching: Matching, request: ListAccounts) -> Section:
    by_name = {record.account.name: record for record in matching.records}
    ranked = rank(_sorted(view.context, request, matching.records), request.order)
    shown = ranked[: request.limit]
    facts = (fact for first in shown for fact in _row(first, by_name[first.subject["account"]], view, matching.applied))
    title = f"Accounts by {measure_or_metric(request.sort_by).label}"
    missing = "" if matching.records else "no account meets all of that"
    return Section(title=title, layout="table", facts=tuple(facts), more=len(ranked) - len(shown), missing=missing)


def _sorted(context: Context, request: ListAccounts, records: Sequence[Record]) -> Iterator[Fact]:
    item = measure_or_metric(request.sort_by)
    if isinstance(item, Metric):
        yield from values_of(context, item, request, [record.account.name for record in records])
        return
    yield from (measured(record, item, context.company) for record in records)


def _row(first: Fact, record: Record, view: View, demands: Sequence[Demand]) -> Iterator[Fact]:
    """The value sorted by, then what shows each demand, then ARR and the day of a loss; each label once."""
    company, loss = view.context.company, view.losses.get(record.account.account_id)
    told = (measured(record, ARR, company), loss.fact(company) if loss else None)
    found = [first, *(demand.column(record) for demand in demands), *told]
    by_label: dict[str, Fact] = {}
    for fact in found:
        if fact is not None:
            by_label.setdefault(fact.label, fact)
    yield from by_label.values()
