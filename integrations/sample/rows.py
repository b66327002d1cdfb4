"""A row of a table while it is being written: column names and plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from integrations.sample.roster import Account

Row = dict[str, Any]


def numbered(account: Account, identifier: str, prefix: str, rows: Iterable[Row]) -> list[Row]:
    """The rows with the account's identifier and their own, counted in the given order."""
    return [
        {identifier: account.row_id(prefix, position), "account_id": account.account_id, **row}
        for position, row in enumerate(rows, start=1)
    ]
