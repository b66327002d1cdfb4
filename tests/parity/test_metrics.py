"""Every metric, whole and by segment, says the same on every engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tools.context import Context
from tools.errors import ToolError
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.scope import scope_of
from tools.selection import select

# Spark says this of every pandas 3, on import and at each result.
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

GROUPS = ((), ("segment",))
Shown = list[tuple[tuple[tuple[str, str], ...], str]]


def shown(context: Context, name: str, group: tuple[str, ...]) -> Shown | str:
    """What people read: each group with its value as written, or why there is none."""
    try:
        facts = measure(context, METRICS[name], select(context, METRICS[name], None, (), group))
    except ToolError as error:
        return error.message
    return [(tuple(fact.subject.items()), fact.display) for fact in facts]


@pytest.mark.parametrize("name", sorted(METRICS))
def test_a_metric_is_the_same_on_every_engine(name: str, embedded: Context, other: Context) -> None:
    for group in GROUPS:
        assert shown(other, name, group) == shown(embedded, name, group)


def test_a_csm_sees_the_same_rows_on_every_engine(embedded: Context, other: Context) -> None:
    csm = next(person for person in embedded.company.people if person.role == "csm")
    scope = scope_of(csm.email, embedded.company)
    seen = [shown(replace(context, scope=scope), "arr", ()) for context in (embedded, other)]
    assert seen[0] == seen[1]
    assert seen[0] != shown(embedded, "arr", ())


@pytest.mark.parametrize("table", ["accounts", "subscriptions", "tickets"])
def test_the_engine_itself_leaves_out_what_the_asker_may_not_see(table: str, other: Context) -> None:
    csm = next(person for person in other.company.people if person.role == "csm")
    scoped = replace(other, scope=scope_of(csm.email, other.company))
    query = other.warehouse.compile(scoped.table(table).count().name("rows").as_table())
    everything = other.warehouse.run(other.table(table).count().name("rows").as_table()).rows[0]["rows"]
    assert csm.name.lower() in query.text or csm.email.lower() in query.text
    assert 0 < other.warehouse.execute(query).rows[0]["rows"] < everything
