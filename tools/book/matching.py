"""Which accounts meet conditions and traits on a day, of which it is not known, and how that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tools.book.bounds import COMPARE, bound_words, meets
from tools.book.measures import MEASURES
from tools.book.metric_values import by_account
from tools.book.traits import HEALTH, TRAITS, YES, TraitKind
from tools.company import Company
from tools.context import Context
from tools.errors import NoData
from tools.facts import Fact
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric, exact
from tools.names import listed, normal, pick
from tools.record.record import Record
from tools.record.stated import Measure, lacking, measured
from tools.requests import Condition, ListAccounts, Trait
from tools.signals.catalogue import SIGNALS, open_signals, rule_of
from tools.signals.stating import signal_fact

Verdict = bool | None
Named = TypeVar("Named", Measure | Metric, TraitKind)


@dataclass(frozen=True)
class Demand:
    """One demand on an account, and in `rule` the definition of what it looks at.

    `lacks` says what the company does not record of it; `verdict` is None where it is not known of an account.

    `column` gives the fact that shows the verdict, None where the words say it all.
    """

    words: str
    rule: str
    verdict: Callable[[Record], Verdict]
    lacks: Callable[[Record], str]
    column: Callable[[Record], Fact | None] = lambda _: None


@dataclass(frozen=True)
class Matching:
    """The accounts that meet every demand that could be applied, and what to say about the rest."""

    records: tuple[Record, ...]
    applied: tuple[Demand, ...]
    notes: tuple[str, ...]


def measure_or_metric(name: str) -> Measure | Metric:
    """By name or label; a metric wins over a measure. Raises UnknownName with near names."""
    known: dict[str, Measure | Metric] = {**MEASURES, **METRICS}
    if name in known:
        return known[name]
    return _picked(name, known, "metric or measure")


def trait_named(name: str) -> TraitKind:
    """By name or label. Raises UnknownName with near names."""
    if name in TRAITS:
        return TRAITS[name]
    return _picked(name, TRAITS, "trait or signal")


def _picked(typed: str, known: Mapping[str, Named], what: str) -> Named:
    """By what is nearest to a name or a label."""
    spoken = {normal(item.label): item for item in known.values()} | {normal(name): known[name] for name in known}
    return spoken[pick(typed, list(spoken), what)]


def demands_of(context: Context, request: ListAccounts) -> tuple[Demand, ...]:
    """The demands of a request, conditions first. Raises UnknownName."""
    bounds = (_bound(context, condition, request) for condition in request.conditions)
    return (*bounds, *(_trait(trait, context.company) for trait in request.traits))


def match(records: Sequence[Record], demands: Sequence[Demand]) -> Matching:
    """Raises NoData when there are demands and none of them can be applied to this company's data."""
    lacks = {demand.words: demand.lacks(records[0]) if records else "" for demand in demands}
    applied = tuple(demand for demand in demands if not lacks[demand.words])
    skipped = [f"not applied: {words} ({because})" for words, because in lacks.items() if because]
    if skipped and not applied:
        raise NoData(f"That cannot be listed: {listed([because for because in lacks.values() if because])}.")
    left, unknown = tuple(records), list[str]()
    for demand in applied:
        verdicts = [(record, demand.verdict(record)) for record in left]
        unknown += _left_out(sum(verdict is None for _, verdict in verdicts), demand)
        left = tuple(record for record, verdict in verdicts if verdict)
    return Matching(left, applied, (*skipped, *unknown))


def _left_out(count: int, demand: Demand) -> list[str]:
    what = f"{count} account{'s' if count > 1 else ''}"
    return [f"{what} left out because this is not known of them: {demand.words}"] if count else []


def _bound(context: Context, condition: Condition, request: ListAccounts) -> Demand:
    item = measure_or_metric(condition.metric)
    if isinstance(item, Metric):
        return _of_metric(context, item, condition, request)
    return _of_measure(item, condition, context.company)


def _of_metric(context: Context, metric: Metric, condition: Condition, request: ListAccounts) -> Demand:
    words = bound_words(metric.label, metric.unit, condition, context.company.currency)
    try:
        values = by_account(context, metric, request)
    except NoData:
        return Demand(words, metric.formula, lambda _: None, _lacks((*metric.frame.tables, *metric.needs)))
    return Demand(
        words,
        metric.formula,
        lambda record: meets(values.get(record.account.name), condition),
        _lacks(()),
        lambda record: values.get(record.account.name),
    )


def _of_measure(measure: Measure, condition: Condition, company: Company) -> Demand:
    def verdict(record: Record) -> Verdict:
        value = measure.value(record, company)
        if value is None or isinstance(value, str):
            return None
        return COMPARE[condition.comparison](exact(value), exact(condition.amount))

    rule = measure.rule
    words = bound_words(rule.label, rule.unit, condition, company.currency)
    return Demand(
        words, rule.formula, verdict, _lacks(measure.needs), lambda record: measured(record, measure, company)
    )


def _lacks(needs: Sequence[str]) -> Callable[[Record], str]:
    return lambda record: lacking(record, needs)


def _trait(asked: Trait, company: Company) -> Demand:
    kind = trait_named(asked.name)

    def verdict(record: Record) -> Verdict:
        value = kind.of(record, company)
        return None if value is None else value in asked.values

    rule = rule_of(SIGNALS[kind.name], company.thresholds) if kind.is_signal else kind.rule
    return Demand(_trait_words(kind, asked, company), rule, verdict, kind.lacks, _trait_column(kind, asked, company))


def _trait_words(kind: TraitKind, asked: Trait, company: Company) -> str:
    values = listed(list(asked.values), "or")
    if kind.is_signal:
        return f"signal '{kind.label}' is {'open' if YES in asked.values else 'not open'}"
    limits = f" ({company.health.levels_in_words})" if kind.name == HEALTH else ""
    return f"{kind.label.lower()} is {values}{limits}"


def _trait_column(kind: TraitKind, asked: Trait, company: Company) -> Callable[[Record], Fact | None]:
    """Since when a signal is open; the score behind a status."""
    if kind.is_signal and YES in asked.values:
        return lambda record: next(_opened(kind, record, company), None)
    if kind.name == HEALTH:
        return lambda record: measured(record, MEASURES["health_score"], company)
    return lambda _: None


def _opened(kind: TraitKind, record: Record, company: Company) -> Iterator[Fact]:
    for signal in open_signals(record, company, (SIGNALS[kind.name],)):
        yield signal_fact(record, signal, company)
