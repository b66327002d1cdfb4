"""The terms on record: when it renews, what it costs now, for what, and what is on record of the next term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tools.facts import Fact
from tools.letters.matter import Matter, rule
from tools.periods import add_months
from tools.record.record import Record
from tools.record.stated import lacking
from tools.renewals.one import DAYS_LEFT, NONE_OPEN
from tools.renewals.rows import DUE_ON
from tools.suspect import is_name

MONTHS_OF_A_TERM = (1, 3, 6, 12, 24, 36, 48, 60)
PRICE = re.compile(r"price|uplift|increase", re.I)
REDUCTION = re.compile(r"reduc|contract|downgrade|downsell|down-sell", re.I)
OPEN = (None, "open")
AMOUNT = rule(
    "contract_amount",
    "Amount a year",
    "money",
    "sum of the ARR of the paid lines live on the day; of several open renewals the amount recorded on the next",
    "lines",
    "renewals",
)
SEATS = rule(
    "contract_seats",
    "Size of the contract",
    "count",
    "seats of the live lines, else of the account",
    "lines",
    "account",
)
PRODUCT = rule("contract_product", "Product", "text", "the product of the live lines, where it is one", "lines")
TERM = rule(
    "contract_term", "Months of the term", "count", "whole months from its start to the renewal", "renewals", "lines"
)
BEFORE = rule("amount_before", "Amount before", "money", "ARR at the close before the latest reduction", "lines")
REDUCED_ON = rule("reduced_on", "Reduced on", "date", "the day of a reduction in the last 90 days", "lines")
NEW_AMOUNT = rule(
    "new_amount",
    "New amount a year",
    "money",
    "as recorded on the open renewal, else the amount now and an open opportunity about the price or a reduction",
    "renewals",
    "opportunities",
    "lines",
)


def terms(matter: Matter) -> Iterator[Fact]:
    """Renewal day and days left, amount, seats, product and term; what is not on record is undefined with a reason."""
    yield from _renewal(matter)
    yield from current_amount(matter)
    record = matter.record
    seats = record.seats if record.is_paying and not _at_renewal(matter) else None
    yield matter.fact(SEATS, seats, undefined_because=None if seats else "no seats are recorded")
    if product := _product(record):
        yield matter.fact(PRODUCT, product)
    if months := _term(record):
        yield matter.fact(TERM, months)


def current_amount(matter: Matter) -> Iterator[Fact]:
    """All that is paid; in a renewal note what the next of several open renewals is about."""
    amount = _at_renewal(matter) or matter.record.arr or None
    yield matter.fact(AMOUNT, amount, undefined_because=None if amount else "no paid line is live")


def _renewal(matter: Matter) -> Iterator[Fact]:
    renewal = matter.record.next_renewal
    if renewal is None:
        because = lacking(matter.record, ("renewals",)) or NONE_OPEN
        yield matter.fact(DUE_ON.rule, None, undefined_because=because)
        return
    yield matter.fact(DUE_ON.rule, renewal.due_on.isoformat())
    yield matter.fact(DAYS_LEFT, (renewal.due_on - matter.record.day).days)


def _at_renewal(matter: Matter) -> Decimal | None:
    """The amount of the next renewal, where others are open and it is a part of what is paid; else None."""
    record = matter.record
    if matter.request.kind != "renewal":
        return None
    still_open = [item for item in record.renewals if item.outcome is None]
    renewal = record.next_renewal
    return renewal.arr if renewal and len(still_open) > 1 and 0 < renewal.arr < record.arr else None


def _product(record: Record) -> str:
    names = {line.product for line in record.live_lines if line.product}
    return "".join(names) if len(names) == 1 and all(map(is_name, names)) else ""


def _term(record: Record) -> int | None:
    """Whole months between the renewal before, or the start of the lines that still run, and the next one."""
    renewal = record.next_renewal
    if renewal is None:
        return None
    past = [item.due_on for item in record.renewals if item.due_on < renewal.due_on]
    started = max(past) if past else min((line.start_date for line in record.live_lines), default=None)
    return _whole_months(started, renewal.due_on) if started else None


def _whole_months(start: date, end: date) -> int | None:
    return next((months for months in MONTHS_OF_A_TERM if add_months(start, months) == end), None)


def next_amount(matter: Matter) -> Iterator[Fact]:
    """The amount of the next term, only where a renewal or an open opportunity states it."""
    amount = _stated_amount(matter.record, PRICE if matter.request.kind == "price_increase" else REDUCTION)
    if amount and _is_right_way(matter, amount):
        yield matter.fact(NEW_AMOUNT, amount)


def _stated_amount(record: Record, about: re.Pattern[str]) -> Decimal | None:
    renewal = record.next_renewal
    if renewal and renewal.renewed_arr is not None:
        return renewal.renewed_arr
    wanted = [item for item in record.opportunities if item.stage in OPEN and about.search(item.kind or "")]
    if not wanted:
        return None
    return record.arr + (wanted[-1].arr if about is PRICE else -abs(wanted[-1].arr))


def _is_right_way(matter: Matter, amount: Decimal) -> bool:
    now = matter.record.arr
    return amount > now if matter.request.kind == "price_increase" else amount < now


def reduced(matter: Matter) -> Iterator[Fact]:
    """A reduction of the last 90 days: its day and the amount before."""
    sign = matter.open_sign("contraction")
    if sign:
        yield matter.fact(REDUCED_ON, sign.began.isoformat())
        yield matter.fact(BEFORE, sign.figures["arr_before"].value)
