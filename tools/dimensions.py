"""The names by which people group and filter: columns of a company's tables, attributes included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tools.company_settings import STATUSES
from tools.periods import MONTHS, Grain
from tools.schema import SCHEMA
from tools.table import Type

ACCOUNT, CSM = "account", "csm"
HEALTH = "health_status"
NOT_RECORDED = "not recorded"
# Scores that rows are counted by: table -> column and the name people cut by.
SCORES = {"tickets": ("satisfaction_score", "satisfaction_score"), "surveys": ("score", "survey_score")}
CUTTABLE: dict[str, Type] = {"string": "text", "boolean": "flag"}
PREFIXES = {
    "subscriptions": "subscription",
    "usage_events": "usage",
    "tickets": "ticket",
    "churn_events": "churn_event",
}


@dataclass(frozen=True)
class Dimension:
    """One name to group or filter by, and the column it stands for. `label` is how a person reads it.

    A date is filtered by periods; with a `grain` it is grouped by them (signup_quarter). With `values` it is computed
    and takes one of these. A number is a score, cut by each of its values.
    """

    name: str
    table: str
    column: str
    type: Type
    is_attribute: bool = False
    grain: Grain | None = None
    values: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return "CSM" if self.name == CSM else self.name.replace("_", " ")


def dimensions_of(columns: Mapping[str, Mapping[str, str]]) -> dict[str, Dimension]:
    """Every dimension of a company whose tables have these columns (table -> column -> engine type)."""
    found: dict[str, Dimension] = {ACCOUNT: Dimension(ACCOUNT, "accounts", "account_id", "text")}
    found[HEALTH] = Dimension(HEALTH, "accounts", "account_id", "text", values=STATUSES)
    for table in SCHEMA:
        for dimension in _cuts(table, columns.get(table, {})):
            found.setdefault(dimension.name, dimension)
    return found


def applicable(dimensions: Mapping[str, Dimension], tables: Sequence[str]) -> dict[str, Dimension]:
    """The dimensions that rows of these tables can be cut by; account dimensions always apply."""
    return {name: item for name, item in dimensions.items() if item.table in ("accounts", *tables)}


def _cuts(table: str, columns: Mapping[str, str]) -> Iterator[Dimension]:
    if table == "accounts":
        for name in (name for name, engine_type in columns.items() if engine_type == "date"):
            yield from _dated(table, name)
    for name, engine_type in columns.items():
        known = SCHEMA[table].by_name.get(name)
        column, score = SCORES.get(table, ("", ""))
        if name == column:
            yield Dimension(score, table, name, "number")
        elif known is not None and known.cut:
            yield Dimension(known.cut, table, name, known.type)
        elif known is None and engine_type in CUTTABLE:
            yield Dimension(_attribute_name(table, name), table, name, CUTTABLE[engine_type], is_attribute=True)


def _dated(table: str, column: str) -> Iterator[Dimension]:
    yield Dimension(column, table, column, "date")
    for grain in MONTHS:
        yield Dimension(f"{column.removesuffix('_date')}_{grain}", table, column, "date", grain=grain)


def _attribute_name(table: str, column: str) -> str:
    return column if table == "accounts" else f"{PREFIXES.get(table, table)}_{column}"
