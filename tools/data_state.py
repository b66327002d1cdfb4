"""describe_data: what is loaded, how fresh it is, what is odd in it."""

from __future__ import annotations

from collections.abc import Iterator

from tools.context import Context
from tools.evidence import Evidence
from tools.facts import Definition, Fact, Source, Unit, Value
from tools.notes import data_notes
from tools.requests import DescribeData
from tools.schema import SCHEMA

LOADED = Definition(name="data_loaded", version=1, formula="counted in the published data")


def describe_data(context: Context, request: DescribeData) -> Evidence:
    """Facts: the newest day, when the data was published, and the rows of each table; notes on their quality."""
    missing = [name.replace("_", " ") for name in SCHEMA if not context.warehouse.has(name)]
    return Evidence(
        shape="profile",
        title=f"The data of {context.company.name}",
        facts=tuple(_facts(context, request.topic)),
        headline=0,
        assumptions=(f"not loaded: {', '.join(missing)}",) if missing and request.topic == "everything" else (),
        notes=tuple(note.sentence for note in data_notes(context.warehouse)) if request.topic != "freshness" else (),
    )


def _facts(context: Context, topic: str) -> Iterator[Fact]:
    coverage = context.warehouse.coverage
    yield _fact(context, "Newest day", coverage.last_day.isoformat(), "date")
    yield _fact(context, "Oldest day", coverage.first_day.isoformat(), "date")
    if coverage.published_at:
        yield _fact(context, "Loaded on", coverage.published_at[:10], "date")
    if topic == "freshness":
        return
    for name in SCHEMA:
        if context.warehouse.has(name):
            result = context.warehouse.run(context.table(name).aggregate(rows=context.table(name).count()))
            yield _fact(context, name.replace("_", " ").capitalize(), result.rows[0]["rows"], "count", result.query)


def _fact(context: Context, label: str, value: Value, unit: Unit, query: str = "") -> Fact:
    return Fact(
        metric="data_loaded",
        label=label,
        value=value,
        unit=unit,
        as_of=context.as_of,
        definition=LOADED,
        source=Source(tables=(), rows=0, query=query),
    )
