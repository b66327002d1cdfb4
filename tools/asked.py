"""When an account was asked about before: days only, never what was answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Asked:
    """Asked on this day, of data that ended on `data_until`; `before` is where older data ended that was asked of."""

    on: date
    data_until: date
    before: date | None = None


# By the account's identifier, of one asker; None where nothing is remembered.
LastAsked = Callable[[str], Asked | None]


def never(_account: str) -> None:
    """Nobody who remembers anything has asked."""
