"""A company's tables, seen by one asker. The only place where an expression is executed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar, cast

import ibis
from ibis.expr.types import Table

from tools.dimensions import Dimension, dimensions_of
from tools.errors import NoData, OutsideError
from tools.scope import Scope

DEADLINE_SECONDS = 20.0
HIDDEN_COLUMNS = ("line",)
MOST_KEPT = 64

Built = TypeVar("Built")


@dataclass(frozen=True)
class Coverage:
    """The first and last day the data speaks about, and when it was published."""

    first_day: date
    last_day: date
    published_at: str = ""
    version: str = ""


@dataclass(frozen=True)
class Query:
    """A compiled query, and which of its columns are days."""

    text: str
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What a query returned: rows as dictionaries, and the query that read them."""

    rows: tuple[dict[str, Any], ...]
    query: str


@dataclass(eq=False)
class Warehouse:
    """Ibis over one published version of a company's data. One instance serves all threads."""

    backend: Any
    coverage: Coverage
    tables: Mapping[str, Table] = field(init=False)
    dimensions: Mapping[str, Dimension] = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self.tables = {name: self.backend.table(name) for name in self.backend.list_tables()}
        types = {name: _engine_types(table) for name, table in self.tables.items()}
        self.dimensions = dimensions_of(types)

    def has(self, table: str, column: str = "") -> bool:
        return table in self.tables and (not column or column in self.tables[table].columns)

    def table(self, name: str, scope: Scope) -> Table:
        """The rows of a table that the asker may see. Raises NoData when the company has no such table."""
        if name not in self.tables:
            raise NoData(f"This company's data has no {name.replace('_', ' ')}; import them to answer this.")
        return self._visible(self.tables[name], name, scope)

    def run(self, expression: Any) -> Result:
        """Execute an Ibis expression. Raises OutsideError when the engine fails or takes too long."""
        return self.execute(self.compile(expression))

    def compile(self, expression: Any, values: Mapping[Any, date] | None = None) -> Query:
        """The text of an expression for this engine, with the values of its parameters."""
        days = tuple(name for name, type_ in expression.as_table().schema().items() if type_.is_date())
        return Query(str(self.backend.compile(expression, params=values)), days)

    def execute(self, query: Query) -> Result:
        """Run a compiled query. Raises OutsideError when the engine fails or takes too long."""
        with self._lock:
            alarm = threading.Timer(DEADLINE_SECONDS, self._interrupt)
            alarm.start()
            try:
                names, rows = _fetched(self.backend.raw_sql(query.text))
                found = [dict(zip(names, row, strict=True)) for row in rows]
            except Exception as error:
                raise OutsideError(
                    "The data could not be read; try again, and tell an administrator if it stays."
                ) from error
            finally:
                alarm.cancel()
        return Result(_with_days(found, query.days), query.text)

    def once(self, key: Hashable, build: Callable[[], Built]) -> Built:
        """What was derived from this version under this key, built at first use; the oldest go when there are many.

        A published version never changes, so that nothing kept goes stale. The key must hold the scope it was built
        for.
        """
        if key in (kept := dict(self._kept)):
            return cast("Built", kept[key])
        built = build()
        if len(kept) >= MOST_KEPT:
            self._kept.pop(next(iter(kept)), None)
        self._kept[key] = built
        return built

    def has_kept(self, key: Hashable) -> bool:
        return key in self._kept

    def _visible(self, table: Table, name: str, scope: Scope) -> Table:
        if scope.csms is None:
            return table
        if not self.has("accounts", "csm"):
            return table.filter(ibis.literal(False))
        accounts = self.tables["accounts"]
        allowed = accounts.filter(accounts.csm.lower().isin(sorted(scope.csms)))
        if name == "accounts":
            return allowed
        if "account_id" not in table.columns:
            return table.filter(ibis.literal(False))
        return table.semi_join(allowed, "account_id")

    def _interrupt(self) -> None:
        interrupt = getattr(getattr(self.backend, "con", None), "interrupt", None)
        if interrupt is not None:
            interrupt()


def _fetched(result: Any) -> tuple[list[str], Iterable[Sequence[Any]]]:
    """Names of the columns and the rows: of a cursor, or of the data frame that Spark gives instead."""
    # Asked of the type: on a data frame every name may be that of a column.
    if hasattr(type(result), "collect"):
        return list(result.columns), result.collect()
    return [column[0] for column in result.description], result.fetchall()


def _with_days(rows: Sequence[dict[str, Any]], days: Sequence[str]) -> tuple[dict[str, Any], ...]:
    """The rows with a day where the query says so: some engines truncate a day to a point in time."""
    return tuple(row | {name: _day(row[name]) for name in days} if days else row for row in rows)


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def _engine_types(table: Table) -> dict[str, str]:
    return {
        name: str(type_).lower().lstrip("!") for name, type_ in table.schema().items() if name not in HIDDEN_COLUMNS
    }
