"""Invoices since the first day: each bills the period ahead; growth between two yearly ones is billed by the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from integrations.sample.dossier import Dossier
from integrations.sample.rows import Row, numbered
from integrations.sample.window import FIRST_DAY, LAST_DAY, anniversary

MONTHS = {"annual": 12, "quarterly": 3, "monthly": 1}
TERM = timedelta(30)
CENT = Decimal("0.01")


def rows(dossier: Dossier) -> list[Row]:
    rng = dossier.account.dice("invoices")
    stopped = min((beat.on for beat in dossier.beats("unpaid")), default=LAST_DAY)
    billed = sorted([*_regular(dossier), *_between(dossier)])
    return numbered(dossier.account, "invoice_id", "INV", (_invoice(day, sum_, stopped, rng) for day, sum_ in billed))


def _invoice(issued: date, amount: Decimal, stopped: date, rng: Random) -> Row:
    due = issued + TERM
    paid = due + timedelta(round(rng.gauss(-2, 9)))
    is_paid = max(paid, issued) <= LAST_DAY and issued < stopped
    return {"issued_on": issued, "due_on": due, "paid_on": max(paid, issued) if is_paid else None, "amount": amount}


def _regular(dossier: Dossier) -> Iterator[tuple[date, Decimal]]:
    months = MONTHS[dossier.account.billing]
    for begin in dossier.history.begins():
        for day in _billing_days(begin, months):
            arr = dossier.history.arr_at(day)
            if day >= FIRST_DAY and arr:
                yield day, (Decimal(arr) * months / 12).quantize(CENT)


def _billing_days(begin: date, months: int) -> list[date]:
    found = []
    for position in range((LAST_DAY.year - begin.year + 1) * 12 // months):
        total = begin.month - 1 + position * months
        # The 28th is the last day every month has.
        day = date(begin.year + total // 12, total % 12 + 1, min(begin.day, 28))
        if position == 0:
            day = begin
        if day <= LAST_DAY:
            found.append(day)
    return found


def _between(dossier: Dossier) -> Iterator[tuple[date, Decimal]]:
    if dossier.account.billing != "annual":
        return
    for step in dossier.history.steps:
        if step.after > step.before > 0 and step.on >= FIRST_DAY and (left := _days_left(dossier, step.on)):
            yield step.on, (Decimal(step.after - step.before) * left / 365).quantize(CENT)


def _days_left(dossier: Dossier, day: date) -> int:
    """Days until the running contract year ends; 0 on the day a year begins."""
    begin = max(start for start in dossier.history.begins() if start <= day)
    nexts = [anniversary(begin, year) for year in range(1, LAST_DAY.year - begin.year + 2)]
    return min((due - day).days for due in nexts if due >= day)
