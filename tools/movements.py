"""How an account moved between two closes, and whether it is in the cohort that retention looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]

# What an account's balances must say for its movement to be known.
BALANCES = frozenset(("opening", "closing", "paid_before"))
IN, OUT = "in", "out"
MOVEMENTS: Mapping[str, Callable[[Row], bool]] = {
    "new": lambda row: not row["opening"] and not row["paid_before"],
    "reactivation": lambda row: not row["opening"],
    "churned": lambda row: not row["closing"],
    "expansion": lambda row: bool(row["closing"] > row["opening"]),
    "contraction": lambda row: bool(row["closing"] < row["opening"]),
    "unchanged": lambda _row: True,
}
WHY: Mapping[str, str] = {
    "new": "did not pay at the opening close, nor ever before",
    "reactivation": "did not pay at the opening close; had paid before and came back",
}
PAID = "paid at the opening close"


def movement(row: Row) -> str:
    """The kind of movement of an account that paid at one of the two closes (DOMAIN section 2)."""
    return next(name for name, fits in MOVEMENTS.items() if fits(row))


def told(row: Row) -> dict[str, str]:
    """The movement, and whether and why the account is in or out of the cohort; nothing without balances."""
    if not row.keys() >= BALANCES:
        return {}
    kind = movement(row)
    return {"movement": kind, "cohort": OUT if kind in WHY else IN, "why": WHY.get(kind, PAID)}
