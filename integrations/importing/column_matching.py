"""Which source column becomes which Steward column: by name, by kind of value, by uniqueness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from integrations.importing.column_profiles import ColumnProfile, Kind
from integrations.importing.synonyms import likeness_to_column
from tools.table import Column, TableSchema, Type

# How well a kind of value suits a type, 0 to 1.
SUITS: dict[Type, dict[Kind, float]] = {
    "text": {"text": 1, "whole": 0.95, "number": 0.6, "flag": 0.5, "day": 0.4, "moment": 0.4},
    "date": {"day": 1, "moment": 1, "whole": 0.3},
    "timestamp": {"moment": 1, "day": 0.97, "whole": 0.3},
    "money": {"whole": 1, "number": 1, "text": 0.3},
    "number": {"whole": 1, "number": 1, "text": 0.3},
    "count": {"whole": 1, "number": 0.6, "text": 0.3},
    "flag": {"flag": 1, "whole": 0.7, "text": 0.5},
}
EMPTY = 0.9
# An identifier is different in every row; a column that is not can hardly be one.
NOT_UNIQUE = 0.7
ENOUGH = 66.0


@dataclass(frozen=True)
class Match:
    """One proposed column. `score` is 0 to 100; `known` is the name it was recognised by."""

    column: str
    header: str
    score: float
    known: str
    times: Decimal | None = None


def match_columns(columns: Sequence[ColumnProfile], schema: TableSchema) -> tuple[Match, ...]:
    """The best pairs first; each source column and each Steward column at most once."""
    pairs = [_match(profile, column, schema) for profile in columns for column in schema.columns]
    order = {column.name: place for place, column in enumerate(schema.columns)}
    pairs.sort(key=lambda match: (-match.score, order[match.column]))
    taken: dict[str, Match] = {}
    for match in pairs:
        used = {other.header for other in taken.values()}
        if match.score >= ENOUGH and match.column not in taken and match.header not in used:
            taken[match.column] = match
    return tuple(sorted(taken.values(), key=lambda match: order[match.column]))


def _match(profile: ColumnProfile, column: Column, schema: TableSchema) -> Match:
    like = likeness_to_column(profile.header, schema.name, column.name)
    suits = EMPTY if profile.kind == "empty" else SUITS[column.type].get(profile.kind, 0.1)
    if column.name == schema.identifier and not profile.is_nearly_unique:
        suits *= NOT_UNIQUE
    return Match(column.name, profile.header, like.score * suits, like.known, like.times)
