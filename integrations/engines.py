"""A company's own warehouse by its URL: tables as in the schema, read only, each query with a time limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib.metadata import entry_points
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import ibis

from tools.errors import OutsideError
from tools.schema import SCHEMA
from tools.warehouse import DEADLINE_SECONDS, Coverage

READ_ONLY = f"-c default_transaction_read_only=on -c statement_timeout={int(DEADLINE_SECONDS * 1000)}"
NEEDED = ("accounts", "subscriptions")


def connect(url: str) -> Any:
    """An Ibis backend. Raises OutsideError, without the URL, which may hold a password."""
    scheme = engine_of(url)
    try:
        backend = ENGINES[scheme](url) if scheme in ENGINES else ibis.connect(url)
    except ImportError as error:
        raise OutsideError(
            f"The driver of the {scheme} warehouse is not installed; pip install 'ibis-framework[{scheme}]', then ask "
            "again."
        ) from error
    except Exception as error:
        raise OutsideError(
            f"The {scheme} warehouse cannot be reached; check 'warehouse' in company.toml, its user and the network."
        ) from error
    if missing := sorted(set(NEEDED) - set(backend.list_tables())):
        raise OutsideError(
            f"The warehouse has no table {missing[0]}; make tables or views as 'steward import' writes them."
        )
    return backend


def engine_of(url: str) -> str:
    """The engine a URL names. Raises OutsideError, with those there are, for one that Ibis does not know."""
    scheme = urlsplit(url).scheme.lower()
    known = sorted({*ENGINES, *(point.name for point in entry_points(group="ibis.backends"))})
    if scheme in known:
        return scheme
    if scheme in OTHER_NAMES:
        hint = f"write {OTHER_NAMES[scheme]}:// instead of {scheme}://"
    else:
        hint = f"write a URL such as postgres://user@host/database, beginning with one of {', '.join(known)}"
    named = f"names no engine by {scheme}://" if scheme else "is no URL"
    raise OutsideError(f"'warehouse' in company.toml {named}; {hint}.")


def coverage_of(backend: Any, version: str, today: date) -> Coverage:
    """The first and the newest day, up to `today`, on which anything happened. Raises OutsideError when none did."""
    spans = [_span(column, today) for column in _happenings(backend)]
    firsts = [first for first, _ in spans if first]
    if not firsts:
        raise OutsideError(f"Nothing in the warehouse happened up to {today}; fill its tables, then ask again.")
    return Coverage(min(firsts), max(last for _, last in spans if last), version=version)


def _happenings(backend: Any) -> Iterator[Any]:
    """The column of each table that says when its rows happened; what is due lies ahead and says nothing."""
    for name in sorted(set(backend.list_tables()) & set(SCHEMA)):
        table, day = backend.table(name), SCHEMA[name].happened_on
        if day in table.columns:
            yield table[day]


def _span(column: Any, today: date) -> tuple[date | None, date | None]:
    days = column.cast("date").name("day").as_table()
    ends = days.filter(days.day <= today).aggregate(first=days.day.min(), last=days.day.max()).to_pyarrow().to_pylist()
    return ends[0]["first"], ends[0]["last"]


def _postgres(url: str) -> Any:
    """By parts, since a read-only session is an option that Ibis does not take from a URL."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return ibis.postgres.connect(
        host=options.pop("host", None) or parts.hostname,
        port=parts.port or 5432,
        user=unquote(parts.username or "") or None,
        password=unquote(parts.password or "") or None,
        database=parts.path.removeprefix("/") or None,
        options=READ_ONLY,
        **options,
    )


# What people call an engine that Ibis knows by another name.
OTHER_NAMES = {
    "spark": "pyspark", "pg": "postgres", "psql": "postgres", "redshift": "postgres", "mariadb": "mysql",
    "sqlserver": "mssql", "bq": "bigquery",
}  # fmt: skip
ENGINES: Mapping[str, Callable[[str], Any]] = {"postgres": _postgres, "postgresql": _postgres}
