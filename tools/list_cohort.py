"""list_cohort: which accounts a retention figure is taken over, which are left out, and what each of them paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tools.context import Context
from tools.errors import InvalidRequest, NoData
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Definition, Fact, Unit, Value
from tools.measure import metric_named, scope_words
from tools.measuring import measure
from tools.metrics.metric import exact
from tools.movements import IN, OUT
from tools.notes import notes_on
from tools.requests import ListCohort
from tools.rows_behind import rows_behind
from tools.selection import select

Rows = Sequence[Mapping[str, Any]]
RULE = "in the cohort: ARR above zero at the close before the period; out: ARR only at its last close"


def list_cohort(context: Context, request: ListCohort) -> Evidence:
    """How many are in and out with their sums, the figure these give, then each account.

    Raises InvalidRequest for a metric without a cohort, NoData when nobody paid.
    """
    metric = metric_named(request.metric)
    selection = select(context, metric, request.period, request.filters)
    figure = measure(context, metric, selection)[0]
    if not figure.source.rows:
        raise NoData(f"No account paid at either close of {selection.period.name}; ask about another period.")
    found = rows_behind(context, figure)
    if "cohort" not in found.columns:
        raise InvalidRequest(f"{metric.label} has no cohort of opening accounts; ask for it by account instead.")
    within, without = ([row for row in found.rows if row["cohort"] == side] for side in (IN, OUT))
    pattern = figure.model_copy(update={"currency": context.company.currency, "inputs": {}, "undefined_because": None})
    return in_sections(
        _head(pattern, within, without),
        (
            Section(title="The figure from these rows", layout="lines", facts=(figure,)),
            _listed(pattern, f"In ({len(within)})", _largest(within, "opening"), request.limit),
            _listed(pattern, f"Out ({len(without)})", _largest(without, "closing"), request.limit),
        ),
        title=f"Accounts behind {metric.label} in {selection.period.name}",
        assumptions=(*selection.assumptions, *scope_words(context)),
        notes=notes_on(context, metric, selection),
    )


def _head(pattern: Fact, within: Rows, without: Rows) -> tuple[Fact, ...]:
    return (
        _fact(pattern, "cohort_accounts", "Accounts in", len(within), "count"),
        _fact(pattern, "cohort_opening_arr", "Opening ARR of those in", _sum(within, "opening"), "money"),
        _fact(pattern, "cohort_closing_arr", "Closing ARR of those in", _sum(within, "closing"), "money"),
        _fact(pattern, "accounts_left_out", "Accounts out", len(without), "count"),
        _fact(pattern, "left_out_arr", "Closing ARR of those out", _sum(without, "closing"), "money"),
    )


def _largest(rows: Rows, column: str) -> Rows:
    return sorted(rows, key=lambda row: (-row[column], row["account"]))


def _listed(pattern: Fact, title: str, rows: Rows, limit: int) -> Section:
    facts = tuple(fact for row in rows[:limit] for fact in _account(pattern, row))
    missing = "" if rows else "there is no such account"
    return Section(title=title, layout="table", facts=facts, more=max(0, len(rows) - limit), missing=missing)


def _account(pattern: Fact, row: Mapping[str, Any]) -> Iterator[Fact]:
    own = pattern.model_copy(update={"subject": {"account": row["account"]}})
    yield _fact(own, "opening_arr", "Opening", exact(row["opening"]), "money")
    yield _fact(own, "closing_arr", "Closing", exact(row["closing"]), "money")
    yield _fact(own, "movement", "Movement", row["movement"], "text")


def _sum(rows: Rows, column: str) -> Decimal | int:
    return sum((exact(row[column]) for row in rows), Decimal(0))


def _fact(pattern: Fact, name: str, label: str, value: Value, unit: Unit) -> Fact:
    """A fact of the same rows as the figure."""
    return pattern.model_copy(
        update={
            "metric": name,
            "label": label,
            "value": value,
            "unit": unit,
            "currency": pattern.currency if unit == "money" else None,
            "definition": Definition(name=name, version=1, formula=RULE),
        }
    )
