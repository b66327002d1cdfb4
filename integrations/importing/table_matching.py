"""Which file fills which Steward table, and how the tables hang together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from integrations.importing.column_matching import Match, match_columns
from integrations.importing.column_profiles import ColumnProfile, FileProfile, overlap
from integrations.importing.mapping import Lookup
from integrations.importing.synonyms import likeness_to_table
from tools.schema import SCHEMA
from tools.table import TableSchema

# What speaks for a table: its file's name, its required columns found, the share of source columns it knows.
NAME, REQUIRED, KNOWN = 0.5, 0.3, 0.2
ENOUGH = 0.4
MOST = 0.9
SURE = 100.0


@dataclass(frozen=True)
class TableMatch:
    """A file proposed for a table. A derived table takes one row per identifier from another table's file."""

    table: str
    file: FileProfile
    matches: tuple[Match, ...]
    score: float
    is_derived: bool = False
    lookup: tuple[tuple[str, Lookup], ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def mapped(self) -> dict[str, Match]:
        return {match.column: match for match in self.matches}

    @property
    def left_over(self) -> tuple[ColumnProfile, ...]:
        used = {match.header for match in self.matches}
        return tuple(column for column in self.file.columns if column.header not in used)

    def profile(self, column: str) -> ColumnProfile:
        header = self.mapped[column].header
        return next(profile for profile in self.file.columns if profile.header == header)


def match_tables(files: Sequence[FileProfile]) -> tuple[TableMatch, ...]:
    """One file per table and one table per file, best pairs first, in the order of the schema; links settled."""
    pairs = [_score(file, schema) for file in files for schema in SCHEMA.values()]
    pairs.sort(key=lambda pair: -pair.score)
    chosen: dict[str, TableMatch] = {}
    for pair in pairs:
        used = {match.file.pattern for match in chosen.values()}
        if pair.score >= ENOUGH and pair.table not in chosen and pair.file.pattern not in used:
            chosen[pair.table] = pair
    for derived in _derived_accounts(chosen):
        chosen.setdefault("accounts", derived)
    linked = {table: _link(match, chosen) for table, match in chosen.items()}
    return tuple(linked[table] for table in SCHEMA if table in linked)


def _score(file: FileProfile, schema: TableSchema) -> TableMatch:
    matches = match_columns(file.columns, schema)
    found = {match.column for match in matches}
    links = {column.name for column in schema.columns if column.key and column.name != "account_id"}
    wanted = [column.name for column in schema.columns if column.required and column.name != schema.identifier]
    wanted = wanted if schema.name != "accounts" else ["account_id", "name"]
    have = [name for name in wanted if name in found or (name == "account_id" and links & found)]
    known = sum(match.score for match in matches) / SURE / len(file.columns)
    name = likeness_to_table(file.pattern.replace("*", ""), schema.name) / SURE
    score = NAME * name + REQUIRED * len(have) / len(wanted) + KNOWN * known
    return TableMatch(schema.name, file, matches, score)


def _derived_accounts(chosen: dict[str, TableMatch]) -> Iterator[TableMatch]:
    """Accounts out of the subscriptions, or else out of the first file that names accounts."""
    holders = [chosen[table] for table in SCHEMA if table in chosen and "account_id" in chosen[table].mapped]
    holders.sort(key=lambda match: match.table != "subscriptions")
    for match in holders[:1]:
        doubt = f"No file of accounts: one account per {match.mapped['account_id'].header} of {match.file.pattern}."
        link = match.mapped["account_id"]
        yield TableMatch("accounts", match.file, (link,), SURE, is_derived=True, doubts=(doubt,))


def _link(match: TableMatch, chosen: dict[str, TableMatch]) -> TableMatch:
    """Finds how the table reaches its account: by a column, by values that accounts know, or through another table."""
    accounts = chosen.get("accounts")
    if accounts is None or match.table == "accounts" or "account_id" not in accounts.mapped:
        return match
    if "account_id" not in match.mapped:
        match = _by_values(match, accounts)
    if "account_id" not in match.mapped:
        return _by_lookup(match, chosen)
    share = overlap(match.profile("account_id"), accounts.profile("account_id"))
    if share >= MOST:
        return match
    doubt = f"Only {share:.0%} of the values of {match.mapped['account_id'].header} are found in the accounts."
    return replace(match, doubts=(*match.doubts, doubt))


def _by_values(match: TableMatch, accounts: TableMatch) -> TableMatch:
    key = accounts.profile("account_id")
    for column in match.left_over:
        if column.kind in ("text", "whole") and overlap(column, key) >= MOST:
            found = Match("account_id", column.header, MOST * SURE, f"values found in {accounts.file.pattern}")
            return replace(match, matches=(*match.matches, found))
    return match


def _by_lookup(match: TableMatch, chosen: dict[str, TableMatch]) -> TableMatch:
    for column in SCHEMA[match.table].columns:
        other = chosen.get(column.key)
        is_shared = other is not None and {column.name, "account_id"} <= set(other.mapped)
        if column.key != "accounts" and is_shared and column.name in match.mapped:
            return replace(match, lookup=(("account_id", Lookup(table=column.key, by=column.name)),))
    return match
