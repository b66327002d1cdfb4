"""What serving and winning accounts costs, month by month; hosting of the largest accounts is known per account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from integrations.sample.dice import dice
from integrations.sample.dossier import Dossier
from integrations.sample.rows import Row
from integrations.sample.window import FIRST_DAY, LAST_DAY, month_starts

# Shares of the month's recurring revenue; sales and marketing follow the season of new business.
SHARES = {"customer_success": 0.115, "support": 0.055, "hosting": 0.075, "sales": 0.17, "marketing": 0.08}
SEASON = {10: 1.1, 11: 1.2, 12: 1.25, 1: 0.9, 2: 0.9}
SEASONAL = ("sales", "marketing")
OWN_HOSTING_FROM = 200_000
OWN_HOSTING_SHARE = 0.05
CENT = Decimal("0.01")


def rows(dossiers: tuple[Dossier, ...]) -> list[Row]:
    found = [row for month in month_starts(FIRST_DAY, LAST_DAY) for row in _month(dossiers, month)]
    return [{"cost_id": f"COS-{position:04d}", **row} for position, row in enumerate(found, start=1)]


def _month(dossiers: tuple[Dossier, ...], month: date) -> Iterator[Row]:
    rng = dice("costs", month)
    opening = month - timedelta(1)
    arr = {dossier.account.account_id: dossier.history.arr_at(opening) for dossier in dossiers}
    for category, share in SHARES.items():
        season = SEASON.get(month.month, 1.0) if category in SEASONAL else 1.0
        amount = sum(arr.values()) / 12 * share * season * rng.uniform(0.96, 1.04)
        yield {"spent_on": month, "category": category, "amount": _cents(amount)}
    for account_id, amount in arr.items():
        if amount >= OWN_HOSTING_FROM:
            own = amount / 12 * OWN_HOSTING_SHARE * rng.uniform(0.9, 1.1)
            yield {"spent_on": month, "category": "hosting", "amount": _cents(own), "account_id": account_id}


def _cents(amount: float) -> Decimal:
    return Decimal(amount).quantize(CENT)
