"""The monthly mart of a version about to be published: computed in plain SQL, compared with the metrics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from integrations.company_folder import open_database
from integrations.importing.paid_lines import PAID, create_paid_lines
from integrations.importing.quoting import literal
from integrations.importing.workbench import open_workbench
from knowledge.library import Library
from tools.company import Company
from tools.compiled import run_compiled
from tools.context import Context
from tools.errors import OutsideError
from tools.metrics.ledger import by_lines
from tools.metrics.monthly import TABLE
from tools.periods import MONTH_NAMES, Calendar, Period, add_months
from tools.scope import OPERATOR
from tools.warehouse import Coverage

COLUMNS = ("opening", "new", "reactivation", "expansion", "contraction", "churned", "closing")
MONEY = "DECIMAL(18, 2)"
MOST_NAMED = 3
# Each line adds its amount in the month it starts and takes it back in the month it ends; what is left at a month end
# is the account's balance until the next month in which it changes.
BALANCES = f"""
CREATE TABLE {TABLE} AS
WITH changes AS (
    SELECT account_id, last_day(start_date) AS month_end, arr AS amount FROM {PAID}
    UNION ALL
    SELECT account_id, last_day(greatest(end_date, start_date)), -arr FROM {PAID} WHERE end_date IS NOT NULL
), monthly AS (
    SELECT account_id, month_end, sum(amount)::{MONEY} AS amount FROM changes
    WHERE month_end <= {{last}} GROUP BY account_id, month_end
), running AS (
    SELECT account_id, month_end, amount,
        sum(amount) OVER (PARTITION BY account_id ORDER BY month_end)::{MONEY} AS closing,
        lead(month_end) OVER (PARTITION BY account_id ORDER BY month_end) AS next_change
    FROM monthly
), closes AS (
    SELECT account_id, month_end, (closing - amount)::{MONEY} AS opening, closing FROM running
    UNION ALL
    SELECT account_id, last_day(unnest(generate_series(
        month_end + INTERVAL 1 DAY, coalesce(date_trunc('month', next_change), {{last}} + 1)::TIMESTAMP
            - INTERVAL 1 DAY, INTERVAL 1 MONTH))::DATE), closing, closing
    FROM running WHERE closing <> 0 AND month_end + 1 < coalesce(date_trunc('month', next_change)::DATE, {{last}} + 1)
), firsts AS (
    SELECT account_id, min(start_date) AS first_paid_on FROM {PAID}
    WHERE arr > 0 AND (end_date IS NULL OR end_date > start_date) GROUP BY account_id
)
SELECT account_id, month_end, opening, closing,
    {{new}} AS new, {{reactivation}} AS reactivation, {{expansion}} AS expansion, {{contraction}} AS contraction,
    {{churned}} AS churned, first_paid_on
FROM closes LEFT JOIN firsts USING (account_id)
WHERE opening <> 0 OR closing <> 0
ORDER BY month_end
"""
PAID_BEFORE = "coalesce(first_paid_on < date_trunc('month', month_end), false)"
# When an account's change of a month is of this kind, and how much it then is.
KINDS = {
    "new": (f"opening = 0 AND closing > 0 AND NOT {PAID_BEFORE}", "closing"),
    "reactivation": (f"opening = 0 AND closing > 0 AND {PAID_BEFORE}", "closing"),
    "expansion": ("opening > 0 AND closing > opening", "closing - opening"),
    "contraction": ("closing > 0 AND closing < opening", "opening - closing"),
    "churned": ("opening > 0 AND closing = 0", "opening"),
}


@dataclass(frozen=True)
class Disagreement:
    """An amount of one account and month for which the two computations differ."""

    month_end: date
    account_id: str
    column: str
    by_month: Decimal
    by_lines: Decimal

    @property
    def words(self) -> str:
        month = f"{MONTH_NAMES[self.month_end.month - 1]} {self.month_end.year}"
        return f"{month}, {self.account_id}, {self.column}: {self.by_month} by month and {self.by_lines} by lines"


def keep_months(database: Path, coverage: Coverage) -> int:
    """Adds the mart to a built database and returns how many months it holds.

    Raises OutsideError when a month differs from what the metrics say from the ledger: such data is not published.
    """
    last = last_month_end(coverage.last_day)
    with open_workbench(database, (), database.parent) as bench:
        create_paid_lines(bench)
        kinds = {kind: f"CASE WHEN {met} THEN {amount} ELSE 0 END::{MONEY}" for kind, (met, amount) in KINDS.items()}
        bench.run(BALANCES.format(last=f"{literal(last)}::DATE", **kinds))
        bench.run("CHECKPOINT")
    months, found = compare_months(database, coverage)
    if found:
        raise OutsideError(
            f"The monthly balances and the subscription lines disagree ({'; '.join(item.words for item in found)}). "
            "Nothing was published: look at the lines of these accounts, and report this if they are right."
        )
    return months


def last_month_end(day: date) -> date:
    """The newest month end up to the day."""
    return add_months((day + timedelta(days=1)).replace(day=1), 0) - timedelta(days=1)


def compare_months(database: Path, coverage: Coverage) -> tuple[int, tuple[Disagreement, ...]]:
    """How many months the mart holds, and the first amounts in which it differs from the ledger, none if it agrees.

    Raises OutsideError when the database cannot be read.
    """
    warehouse = open_database(database, coverage)
    try:
        context = Context(warehouse, OPERATOR, Company(), Library.open(database.parent, ()), coverage.last_day)
        months = _months(context)
        return len(months), tuple(_disagreements(context, months))
    finally:
        # DuckDB opens a file in one way at a time: the next one may write.
        warehouse.backend.disconnect()


def _months(context: Context) -> tuple[Period, ...]:
    """Every month from the first line's start to the last full month."""
    lines = context.table("subscriptions")
    first = context.warehouse.run(lines.aggregate(first=lines.start_date.min())).rows[0]["first"]
    last = last_month_end(context.as_of)
    calendar: Calendar = context.calendar
    return calendar.split(Period(start=first, end=last), "month") if first and first <= last else ()


def _disagreements(context: Context, months: Sequence[Period]) -> list[Disagreement]:
    kept = _kept_sums(context)
    different = [month for month in months if _ledger_sums(context, month) != kept.get(month.end, _NOTHING)]
    unknown = sorted(set(kept) - {month.end for month in months})
    strays = [Period(start=end.replace(day=1), end=end) for end in unknown]
    return [item for month in [*different, *strays][:MOST_NAMED] for item in _accounts(context, month)]


_NOTHING = (Decimal(0),) * len(COLUMNS)


def _kept(context: Context) -> Any:
    """The mart's rows of accounts that paid at one of the two closes: the metrics leave the others out."""
    months: Any = context.table(TABLE)
    return months.filter((months.opening > 0) | (months.closing > 0))


def _kept_sums(context: Context) -> dict[date, tuple[Decimal, ...]]:
    months = _kept(context)
    sums = months.group_by("month_end").agg(**{column: months[column].sum() for column in COLUMNS})
    return {row["month_end"]: _amounts(row) for row in context.warehouse.run(sums).rows}


def _ledger_sums(context: Context, month: Period) -> tuple[Decimal, ...]:
    """What the metrics add up, from the lines."""

    def sums(period: Period) -> Any:
        rows = by_lines(context, period)
        return rows.aggregate(**{column: rows[column].sum() for column in COLUMNS})

    return _amounts(run_compiled(context, month, sums, ("monthly sums", ())).rows[0])


def _amounts(row: dict[str, Any]) -> tuple[Decimal, ...]:
    return tuple(Decimal(row[column] or 0) for column in COLUMNS)


def _accounts(context: Context, month: Period) -> Iterator[Disagreement]:
    """The first accounts whose amounts of the month differ."""
    months = _kept(context)
    kept = _by_account(context, months.filter(months.month_end == month.end))
    lines = _by_account(context, by_lines(context, month))
    names = [name for name in sorted({*kept, *lines}) if kept.get(name, _NOTHING) != lines.get(name, _NOTHING)]
    for name in names[:MOST_NAMED]:
        pairs = zip(COLUMNS, kept.get(name, _NOTHING), lines.get(name, _NOTHING), strict=True)
        column, by_month, by_line = next(pair for pair in pairs if pair[1] != pair[2])
        yield Disagreement(month.end, name, column, by_month, by_line)


def _by_account(context: Context, rows: Any) -> dict[str, tuple[Decimal, ...]]:
    found = context.warehouse.run(rows.select("account_id", *COLUMNS)).rows
    return {row["account_id"]: _amounts(row) for row in found}
