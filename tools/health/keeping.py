"""Which scores are kept with a version of the data: those that a track record over any horizon may ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from tools.context import Context
from tools.health.observing import paying, score_days
from tools.health.snapshots import computed_score, rows_to_keep
from tools.record.known import known_on
from tools.record.reading import read_records
from tools.schema import SCHEMA

# The tables that the evidence of a score begins with.
EVIDENCE = ("usage_events", "tickets", "surveys", "interactions")
MONTH_DAYS = 30


def most_scores(context: Context) -> int:
    """How many there can be: accounts times months since the first evidence. Raises OutsideError."""
    firsts = [first for table in EVIDENCE if (first := _first_day(context, table))]
    months = (context.as_of - min(firsts)).days // MONTH_DAYS if firsts else 0
    return len(context.vocabulary.accounts) * months


def scores_to_keep(context: Context) -> list[dict[str, Any]]:
    """The rows of the table: each paying account at each month end up to the as-of close. Raises OutsideError."""
    records = tuple(read_records(context).values())
    taken = (
        ((record.account.account_id, day), computed_score(known_on(record, day), context.company))
        for record, day in paying(records, score_days(records, context.as_of, horizon=0))
    )
    return list(rows_to_keep(taken, context.company))


def _first_day(context: Context, name: str) -> date | None:
    if not context.warehouse.has(name):
        return None
    table = context.table(name)
    result = context.warehouse.run(table.aggregate(first=table[SCHEMA[name].happened_on].min()))
    first: date | None = result.rows[0]["first"]
    return first
