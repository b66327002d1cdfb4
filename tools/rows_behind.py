"""The rows behind a fact: what its own query reads, before anything is counted or added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlglot import exp, parse
from sqlglot.errors import SqlglotError

from tools.context import Context
from tools.dimensions import Dimension
from tools.errors import NoData
from tools.facts import Fact
from tools.measuring import subject_of
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric
from tools.movements import told
from tools.periods import Period
from tools.record_rows import chosen
from tools.requests import Filter
from tools.selection import Selection, resolve_cut
from tools.warehouse import Query

MOST_ROWS = 100_000
CUT = "cut_"
FIRST = ("account_id", "account", "opening", "closing", "movement", "cohort", "why")


@dataclass(frozen=True)
class RowsBehind:
    """The rows of a fact, each with the same `columns`; of more than the limit only the first, `is_cut`."""

    fact: Fact
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    is_cut: bool


def rows_behind(context: Context, fact: Fact, most: int = MOST_ROWS) -> RowsBehind:
    """Runs the query of a fact found in this turn for this asker, without its aggregation.

    Raises NoData where a fact has no rows, or rests on something else than the rows of one query.
    """
    metric = METRICS.get(fact.metric)
    of_records = metric is not None and metric.frame.of_records
    found = _of_records(context, metric, fact) if metric and of_records else _of_query(context, fact, most + 1)
    is_cut = len(found) > most
    if not is_cut and len(found) != fact.source.rows:
        raise NoData(_several(fact))
    if not found:
        raise NoData(f"No row lies behind {fact.label} here, so there is nothing to show.")
    rows = sorted((_named(context, row) for row in found[:most]), key=lambda row: [str(cell) for cell in row.values()])
    names = dict.fromkeys(name for row in rows[:1] for name in row)
    columns = (*(name for name in FIRST if name in names), *(name for name in names if name not in FIRST))
    return RowsBehind(fact, columns, tuple(rows), is_cut)


def read_alone(query: str, dialect: Any) -> exp.Select | None:
    """The query as one statement that reads; None for none or several."""
    try:
        statements = parse(query, read=dialect)
    except SqlglotError:
        return None
    return statements[0] if len(statements) == 1 and isinstance(statements[0], exp.Select) else None


def unaggregated(statement: exp.Select) -> exp.Select:
    """The same rows with all their columns, in place of their sums and groups."""
    if not any(column.find(exp.AggFunc) for column in statement.expressions):
        return statement
    rows = statement.copy()
    rows.set("expressions", [exp.Star()])
    rows.set("group", None)
    return rows


def _of_query(context: Context, fact: Fact, most: int) -> Sequence[Mapping[str, Any]]:
    dialect = context.warehouse.backend.dialect
    statement = read_alone(fact.source.query, dialect)
    if statement is None:
        raise NoData(_several(fact))
    rows = unaggregated(statement).where(*_group(context, fact, statement)).limit(most)
    return context.warehouse.execute(Query(rows.sql(dialect=dialect))).rows


def _group(context: Context, fact: Fact, own: exp.Select) -> Iterator[exp.Expression]:
    """What tells the rows of a fact from those of the other groups of its query."""
    keys = [item.alias_or_name for item in own.expressions if item.alias_or_name.startswith(CUT)]
    if not keys or not own.args.get("group"):
        return
    groups = [_dimension(context, key) for key in keys]
    selection = Selection(_period(fact), groups=tuple(item for item in groups if item))
    for row in context.warehouse.execute(Query(fact.source.query)).rows if all(groups) else ():
        if subject_of(context, selection, row).items() <= fact.subject.items():
            yield from (_is(key, row[key]) for key in keys)


def _is(name: str, value: Any) -> exp.Expression:
    column = exp.column(name, quoted=True)
    return column.is_(exp.null()) if value is None else column.eq(exp.convert(value))


def _dimension(context: Context, column: str) -> Dimension | None:
    return context.vocabulary.dimensions.get(column.removeprefix(CUT))


def _period(fact: Fact) -> Period:
    if fact.period:
        return Period(start=fact.period.start, end=fact.period.end, label=fact.period.label)
    return Period(start=fact.as_of, end=fact.as_of)


def _of_records(context: Context, metric: Metric, fact: Fact) -> Sequence[Mapping[str, Any]]:
    """Rows that are made from accounts' records, of those the fact is about."""
    about = {name: value for name, value in fact.subject.items() if name in context.vocabulary.dimensions}
    filters = [Filter(dimension=name, values=tuple(value.split(" or "))) for name, value in about.items()]
    selection = Selection(_period(fact), tuple(resolve_cut(context, metric, item) for item in filters))
    return [row for row, _ in chosen(context, metric.frame.rows(context, selection.period), selection)]


def _named(context: Context, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its account's name, and what its balances tell."""
    name = context.vocabulary.accounts.get(str(row.get("account_id")))
    return {**({"account": name} if name else {}), **row, **told(row)}


def _several(fact: Fact) -> str:
    return (
        f"{fact.label} is not read from the rows of one query alone, so they cannot be shown one by one; ask for "
        "one of the figures it is computed from."
    )
