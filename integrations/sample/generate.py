"""All tables of the sample company, from the seed alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa

from integrations.sample.dossier import Dossier, open_dossiers
from integrations.sample.rows import Row
from integrations.sample.tables import (
    accounts,
    advocacy_events,
    churn_events,
    contacts,
    costs,
    forecast_snapshots,
    goals,
    health_snapshots,
    interactions,
    invoices,
    onboardings,
    opportunities,
    renewals,
    subscriptions,
    surveys,
    tickets,
    usage_events,
)
from tools.schema import SCHEMA
from tools.table import Type

PER_ACCOUNT: dict[str, Callable[[Dossier], list[Row]]] = {
    "accounts": accounts.rows,
    "subscriptions": subscriptions.rows,
    "contacts": contacts.rows,
    "usage_events": usage_events.rows,
    "tickets": tickets.rows,
    "surveys": surveys.rows,
    "interactions": interactions.rows,
    "goals": goals.rows,
    "onboardings": onboardings.rows,
    "renewals": renewals.rows,
    "opportunities": opportunities.rows,
    "churn_events": churn_events.rows,
    "invoices": invoices.rows,
    "advocacy_events": advocacy_events.rows,
    "health_snapshots": health_snapshots.rows,
    "forecast_snapshots": forecast_snapshots.rows,
}
ATTRIBUTES: dict[str, dict[str, Type]] = {"accounts": {"touch_model": "text"}}
ARROW: dict[Type, Any] = {
    "text": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "money": pa.decimal128(18, 2),
    "number": pa.float64(),
    "count": pa.int64(),
    "flag": pa.bool_(),
}


def generate() -> dict[str, pa.Table]:
    """Every table of the schema by name; columns in the schema's order, then the attributes. The same rows always."""
    dossiers = open_dossiers()
    rows = {name: [row for dossier in dossiers for row in write(dossier)] for name, write in PER_ACCOUNT.items()}
    rows["costs"] = costs.rows(dossiers)
    return {name: _typed(name, rows[name]) for name in SCHEMA}


def _typed(name: str, rows: list[Row]) -> pa.Table:
    types = {column.name: column.type for column in SCHEMA[name].columns} | ATTRIBUTES.get(name, {})
    return pa.table({column: _column(column, kind, rows) for column, kind in types.items()})


def _column(name: str, kind: Type, rows: list[Row]) -> Any:
    values = (row.get(name) for row in rows)
    if kind == "money":
        values = (None if value is None else Decimal(value) for value in values)
    return pa.array(list(values), ARROW[kind])
