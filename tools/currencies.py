"""Amounts of several currencies: without rates nothing that rests on them may be added, divided or shown as one."""

from __future__ import annotations

from collections.abc import Collection

from tools.context import Context
from tools.errors import NoData


def currencies_of(context: Context) -> tuple[str, ...]:
    """The currencies of the subscriptions in scope, in order; none where they are not recorded. Raises OutsideError."""
    if not context.warehouse.has("subscriptions", "currency"):
        return ()
    return context.warehouse.once(("currencies", context.scope.csms), lambda: _recorded(context))


def require_one_currency(context: Context) -> None:
    """Raises NoData when amounts of several currencies would be added up."""
    if because := mixed(currencies_of(context)):
        raise NoData(f"{because[0].upper()}{because[1:]}; import them in one currency to answer this.")


def mixed(currencies: Collection[str]) -> str:
    """Why amounts are not defined; empty while there is one currency."""
    if len(currencies) < 2:
        return ""
    return f"the subscriptions hold amounts in {', '.join(sorted(currencies))} and there are no exchange rates"


def _recorded(context: Context) -> tuple[str, ...]:
    lines = context.table("subscriptions")
    rows = context.warehouse.run(lines.select("currency").distinct()).rows
    return tuple(sorted(row["currency"] for row in rows if row["currency"]))
