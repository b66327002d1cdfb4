"""The quarter in numbers: against the one before, month by month, and feature by feature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from tools.compare import differences
from tools.dimensions import ACCOUNT
from tools.errors import NoData
from tools.evidence import Section
from tools.facts import Fact, Span
from tools.measuring import derived, measure, measure_together
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric, exact
from tools.periods import Period
from tools.qbr.review import Review
from tools.requests import Filter
from tools.selection import Cut, Selection, require, resolve_cut, resolve_dimension
from tools.signals.episodes import earliest, paying_spans, seen_since
from tools.suspect import LONGEST_NAME, named
from tools.table_span import is_recorded

OF_QUARTER = ("usage_count", "active_users", "features_used", "tickets", "resolution_hours", "ticket_csat")
OF_MONTH = ("usage_count", "active_users", "tickets")
CHANGE = "change"
MOST_FEATURES = 8


def quarter_numbers(review: Review) -> Section:
    """Rows: the quarter, the one before, the change. What is not recorded of both is left out of the change."""
    now, before = in_quarter(review, review.quarter), in_quarter(review, review.before)
    facts = (*_named(now, review.quarter.name), *_named(before, review.before.name), *_changes(review, now, before))
    missing = "" if facts else "no usage and no tickets are recorded of the quarter"
    title = f"{review.quarter.name} in numbers"
    return Section(title=title, name="facts_at_a_glance", layout="table", facts=facts, missing=missing)


def monthly(review: Review) -> Section:
    """A row for each month of both quarters."""
    months = [
        month
        for period in (review.before, review.quarter)
        for month in review.context.calendar.split(period, "month")
        if month.start <= review.context.as_of
    ]
    facts = [
        fact.model_copy(update={"subject": fact.subject | {"month": month.label}})
        for month in dict.fromkeys(months)
        for fact in facts_of(review, OF_MONTH, review.context.calendar.covered(month))
    ]
    missing = "" if facts else "no usage is recorded"
    return Section(title="Month by month", name="usage", layout="table", facts=tuple(facts), missing=missing)


def adoption(review: Review) -> Section:
    """The features used most, with their uses in both quarters and the change; those given up among them."""
    now, before = by_feature(review, review.quarter), by_feature(review, review.before)
    most = sorted({*now, *before}, key=lambda name: (-_uses(now.get(name)), -_uses(before.get(name)), name))
    facts = [fact for name in most[:MOST_FEATURES] for fact in _feature(review, name, now.get(name), before.get(name))]
    return Section(
        title="Use by feature",
        name="adoption",
        layout="table",
        facts=tuple(facts),
        more=max(len(most) - MOST_FEATURES, 0),
        missing="" if facts else "which features are used is not recorded",
    )


def by_feature(review: Review, period: Period) -> dict[str, Fact]:
    """Uses in the period by feature, the feature in words; measured once."""
    return review.once(("features", period), lambda: _by_feature(review, period))


def in_quarter(review: Review, period: Period) -> list[Fact]:
    """The account's metrics of the quarter or of the one before; measured once."""
    return review.once(("quarter", period), lambda: facts_of(review, OF_QUARTER, period))


def _by_feature(review: Review, period: Period) -> dict[str, Fact]:
    metric = METRICS["usage_count"]
    try:
        require(review.context, metric)
        feature = resolve_dimension(review.context, metric, "feature")
    except NoData:
        return {}
    if feature.name != "feature" or not _is_recorded(review, metric, period):
        return {}
    found = measure(review.context, metric, Selection(period, (_account(review, metric),), (feature,)))
    return {words(fact.subject["feature"]): fact for fact in found if fact.value}


def words(feature: str) -> str:
    """A feature's name as people say it."""
    return named(feature.replace("_", " "), LONGEST_NAME)


def facts_of(review: Review, names: Sequence[str], period: Period) -> list[Fact]:
    """The account's values of these metrics in a period, those of one kind of rows in one query; the known ones."""
    metrics = [METRICS[name] for name in names if _is_known(review, METRICS[name], period)]
    found: list[Fact] = []
    for _, group in groupby(metrics, key=lambda metric: metric.frame.name):
        together = list(group)
        selection = Selection(period, (_account(review, together[0]),))
        found += [fact for facts in measure_together(review.context, together, selection) for fact in facts]
    return [fact for fact in found if fact.value is not None]


def change_of(now: Fact, before: Fact) -> Fact | None:
    """The difference of two values of a metric, with both as its inputs."""
    found = differences(METRICS[now.metric], now, before, ("now", "before"))
    return next((fact for fact in found if fact.subject["comparison"] == "difference"), None)


def _changes(review: Review, now: Sequence[Fact], before: Sequence[Fact]) -> Iterator[Fact]:
    earlier = {fact.metric: fact for fact in before}
    for fact in now:
        change = change_of(fact, earlier[fact.metric]) if fact.metric in earlier else None
        if change:
            yield change.model_copy(update={"subject": {ACCOUNT: review.record.account.name, "quarter": CHANGE}})


def _named(facts: Sequence[Fact], quarter: str) -> Iterator[Fact]:
    yield from (fact.model_copy(update={"subject": fact.subject | {"quarter": quarter}}) for fact in facts)


def _feature(review: Review, name: str, now: Fact | None, before: Fact | None) -> Iterator[Fact]:
    known = now or before
    if known is None:
        return
    subject = {ACCOUNT: review.record.account.name, "feature": name}
    has_before = _is_recorded(review, METRICS["usage_count"], review.before)
    sides = ((now, review.quarter), (before, review.before)) if has_before else ((now, review.quarter),)
    for fact, period in sides:
        own = fact or known
        value = 0 if fact is None else fact.value
        made = derived(own, value, subject=subject, formula=own.definition.formula)
        inputs = {"uses": value}
        yield made.model_copy(update={"label": period.name, "period": _span(own, period), "inputs": inputs})
    if not has_before:
        return
    change = Decimal(_uses(now) - _uses(before))
    made = derived(
        known, change, subject=subject, formula=f"uses in {review.quarter.name} - uses in {review.before.name}"
    )
    inputs = {"now": _uses(now), "before": _uses(before)}
    yield made.model_copy(update={"label": "Change", "is_change": True, "inputs": inputs})


def _span(fact: Fact, period: Period) -> Span | None:
    span = fact.period
    return (
        None
        if span is None
        else span.model_copy(update={"start": period.start, "end": period.end, "label": period.name})
    )


def _uses(fact: Fact | None) -> Decimal:
    return (
        Decimal(0) if fact is None or fact.value is None or isinstance(fact.value, str) else Decimal(exact(fact.value))
    )


def _is_known(review: Review, metric: Metric, period: Period) -> bool:
    try:
        require(review.context, metric)
    except NoData:
        return False
    return _is_recorded(review, metric, period)


def _is_recorded(review: Review, metric: Metric, period: Period) -> bool:
    """Before an account's first trace there is nothing of it to count, which is not the same as none."""
    record = review.record
    began = earliest(*(start for start, _ in paying_spans(record)), seen_since(record))
    return (began is None or began <= period.end) and is_recorded(review.context, metric, period)


def _account(review: Review, metric: Metric) -> Cut:
    return resolve_cut(review.context, metric, Filter(dimension=ACCOUNT, values=(review.record.account.account_id,)))
