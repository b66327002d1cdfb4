"""SQL that reads a day or a moment written in a known order; anything else becomes NULL."""

from __future__ import annotations

from integrations.importing.date_shapes import (
    COMPACT,
    DAY_NAMED,
    ISO,
    MONTH_NAMED,
    MONTHS,
    NUMERIC,
    SERIAL,
    YEAR_FIRST,
)
from integrations.importing.quoting import literal

# The pattern of an order, and how its groups make year-month-day and time.
ORDERS = {
    "year first": (YEAR_FIRST, r"\1-\2-\3\4"),
    "day first": (NUMERIC, r"\3-\2-\1\4"),
    "month first": (NUMERIC, r"\3-\1-\2\4"),
    "eight digits": (COMPACT, r"\1-\2-\3"),
    "day and month name": (DAY_NAMED, r"\3-\2-\1\4"),
    "month name and day": (MONTH_NAMED, r"\3-\1-\2\4"),
}
SERIAL_ORDER = "spreadsheet serial"
NAMED = ("day and month name", "month name and day")
# Two digits of a year are this century's; a moment with an offset is told in UTC.
OFFSET = r"([+-]\d{2}):?(\d{2})?$"
HALF_DAY = ("%Y-%m-%d %I:%M %p", "%Y-%m-%d %I:%M:%S %p")


def day_sql(text: str, order: str) -> str:
    """The calendar day as written, whatever the time or zone beside it."""
    if order == ISO:
        return f"TRY_CAST(left({text}, 10) AS DATE)"
    if order == SERIAL_ORDER:
        return f"CAST({_serial(text)} AS DATE)"
    return f"TRY_CAST(regexp_extract({_rewritten(text, order)}, '^\\d{{4}}-\\d{{1,2}}-\\d{{1,2}}') AS DATE)"


def moment_sql(text: str, order: str) -> str:
    """The moment, in UTC where an offset is given."""
    if order == ISO:
        return f"TRY_CAST({text} AS TIMESTAMP)"
    if order == SERIAL_ORDER:
        return _serial(text)
    iso = _rewritten(text, order)
    clock = f"trim(regexp_replace(replace(upper({iso}), '.M', 'M'), '(Z|UTC|GMT|[+-]\\d{{2}}(:?\\d{{2}})?)$', ''))"
    bare = f"CASE WHEN regexp_matches({iso}, ':') THEN {clock} ELSE {iso} END"
    half = f"try_strptime(regexp_replace({bare}, ' ?([AP])\\.?M\\.?$', ' \\1M'), [{', '.join(map(literal, HALF_DAY))}])"
    moment = f"CASE WHEN {bare} LIKE '%M%' THEN {half} ELSE TRY_CAST({bare} AS TIMESTAMP) END"
    return f"({moment}) - {_offset(iso)}"


def format_sql(text: str, date_format: str) -> str:
    return f"try_strptime({text}, {literal(date_format)})"


def _rewritten(text: str, order: str) -> str:
    pattern, groups = ORDERS[order]
    exact = f"CASE WHEN regexp_full_match({text}, {literal(pattern)}) THEN {text} END"
    iso = f"regexp_replace({exact}, {literal(f'^{pattern}$')}, '{groups}')"
    if order in NAMED:
        iso = _with_month_numbers(iso)
    return f"regexp_replace({iso}, '^(\\d{{2}})-', '20\\1-')"


def _with_month_numbers(iso: str) -> str:
    """`2024-jan-5` as `2024-1-5`."""
    month = f"list_position({MONTHS.split('|')!r}, lower(regexp_extract({iso}, '-([A-Za-z]{{3}})-', 1)))"
    return f"regexp_replace({iso}, '-[A-Za-z]{{3}}-', '-' || {month} || '-')"


def _serial(text: str) -> str:
    """Spreadsheets count days from 30 December 1899."""
    days = f"CASE WHEN regexp_full_match({text}, '{SERIAL}') THEN TRY_CAST({text} AS DOUBLE) END"
    return f"(TIMESTAMP '1899-12-30' + to_seconds(round({days} * 86400)))"


def _offset(iso: str) -> str:
    hours, minutes = (
        f"coalesce(TRY_CAST(regexp_extract({iso}, ':.*{OFFSET}', {part}) AS INTEGER), 0)" for part in (1, 2)
    )
    sign = f"CASE WHEN regexp_extract({iso}, ':.*{OFFSET}', 1) LIKE '-%' THEN -1 ELSE 1 END"
    return f"to_minutes({hours} * 60 + {sign} * {minutes})"
