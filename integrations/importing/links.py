"""Rows that point to a row that is not there."""

from __future__ import annotations

from collections.abc import Collection

from integrations.importing.draft import Draft, hold_back
from integrations.importing.quoting import name
from tools.schema import SCHEMA


def hold_orphans(draft: Draft, loaded: Collection[str]) -> None:
    """Holds back rows whose required link leads nowhere; an optional link (a contact, a parent) gets a note instead."""
    for column in draft.schema.columns:
        if column.required and column.key in loaded and column.name in draft.columns:
            key = name(SCHEMA[column.key].identifier)
            missing = f"{name(column.name)} NOT IN (SELECT {key} FROM {name(column.key)})"
            hold_back(draft, missing, column.name, f"no row of {column.key} has this identifier")
