"""Proves how a column writes its days from all its values; what cannot be proven is refused, never guessed."""

from __future__ import annotations

from integrations.importing.quoting import literal
from integrations.importing.sightings import Sightings, SourceColumn
from tools.errors import OutsideError

TIME = (
    r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?)?"
)
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
MONTH = rf"(?i:({MONTHS})[a-z]*\.?)"
YEAR_FIRST = rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})({TIME})"
NUMERIC = rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}})({TIME})"
DAY_NAMED = rf"(\d{{1,2}})(?:st|nd|rd|th)?[-/. ]*{MONTH}[-/., ]*(\d{{4}}|\d{{2}})({TIME})"
MONTH_NAMED = rf"{MONTH}[-/. ]*(\d{{1,2}})(?:st|nd|rd|th)?[-/., ]+(\d{{4}}|\d{{2}})({TIME})"
COMPACT = r"((?:19|20)\d{2})(\d{2})(\d{2})"
SERIAL = r"[1-6]\d{4}(?:\.\d+)?"

_A, _B = (f"TRY_CAST(regexp_extract(v, {literal(NUMERIC)}, {part}) AS INTEGER)" for part in (1, 2))
_IS_NUMERIC = f"regexp_full_match(v, {literal(NUMERIC)})"

# What one value alone can prove. `either` reads both ways; `same` (05/05) reads the same both ways.
SHAPES = {
    "year first": f"regexp_full_match(v, {literal(YEAR_FIRST)})",
    "day first": f"{_IS_NUMERIC} AND {_A} BETWEEN 13 AND 31 AND {_B} BETWEEN 1 AND 12",
    "month first": f"{_IS_NUMERIC} AND {_B} BETWEEN 13 AND 31 AND {_A} BETWEEN 1 AND 12",
    "either": f"{_IS_NUMERIC} AND {_A} BETWEEN 1 AND 12 AND {_B} BETWEEN 1 AND 12 AND {_A} <> {_B}",
    "same": f"{_IS_NUMERIC} AND {_A} BETWEEN 1 AND 12 AND {_A} = {_B}",
    "day and month name": f"regexp_full_match(v, {literal(DAY_NAMED)})",
    "month name and day": f"regexp_full_match(v, {literal(MONTH_NAMED)})",
    "eight digits": f"regexp_full_match(v, {literal(COMPACT)})",
    "spreadsheet serial": f"regexp_full_match(v, {literal(SERIAL)})",
}
HAS_ZONE = r"regexp_matches(v, ':\d{2}.*(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?)$')"
HAS_TIME = r"regexp_matches(v, '\d:\d{2}')"
READ_BOTH_WAYS = ("either", "same")
NUMERIC_ORDERS = {"day first", "month first"}
LIKE_NUMBERS = ("eight digits", "spreadsheet serial")
A_DAY = " OR ".join(f"({shape})" for shape in SHAPES.values())
# The short way for what most systems write: 2024-12-31, with a time or without.
ISO = "ISO"
ISO_PATTERN = r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?"


def prove_order(column: SourceColumn) -> str:
    """`ISO`, or the one shape of `SHAPES` all days of the column follow.

    Raises OutsideError, naming column and rows, when the values allow two readings, prove two, or have none.
    """
    if not column.see({"other": f"NOT regexp_full_match(v, {literal(ISO_PATTERN)})"}):
        return ISO
    seen = column.see({**SHAPES, "day": A_DAY, "all": "true"})
    column.refuse_unreadable(seen, "day", "a day")
    seen = {shape: seen[shape] for shape in SHAPES if shape in seen}
    proven = {shape: sightings for shape, sightings in seen.items() if shape not in READ_BOTH_WAYS}
    if len(proven) > 1 or (proven and len(seen) > 1 and not set(proven) <= NUMERIC_ORDERS):
        raise OutsideError(_mix(column, proven if len(proven) > 1 else seen))
    if not proven and "either" in seen:
        raise OutsideError(_ambiguous(column, seen["either"]))
    return next(iter(proven), "day first")


def infer_order(column: SourceColumn) -> str | None:
    """The order of a column nobody said holds days; None unless every value is a day without a time in one order."""
    seen = column.see({**SHAPES, "all": "true", "time": HAS_TIME})
    total, timed = seen.pop("all", None), seen.pop("time", None)
    orders = [shape for shape in seen if shape not in READ_BOTH_WAYS]
    if total is None or timed or len(orders) != 1 or orders[0] in LIKE_NUMBERS:
        return None
    if len(seen) > 1 and orders[0] not in NUMERIC_ORDERS:
        return None
    return orders[0] if sum(sightings.rows for sightings in seen.values()) == total.rows else None


def check_format(column: SourceColumn, date_format: str) -> None:
    """Raises OutsideError when values that are days of another form contradict the configured format."""
    fits = f"try_strptime(v, {literal(date_format)}) IS NOT NULL"
    seen = column.see({"fits": fits, "contradicts": f"NOT ({fits}) AND ({A_DAY})"})
    if "contradicts" in seen:
        raise OutsideError(
            f"{column.files}, column '{column.column}': the mapping says date_format '{date_format}', but "
            f"{seen['contradicts'].rows:,} rows contradict it: {column.show(seen['contradicts'])}. "
            "Correct date_format in the mapping, or take it out."
        )


def mixes_zones(column: SourceColumn) -> Sightings | None:
    """The rows with a time zone, when other rows of the column have a time without one."""
    seen = column.see({"zone": f"{HAS_TIME} AND {HAS_ZONE}", "bare": f"{HAS_TIME} AND NOT {HAS_ZONE}"})
    return seen["zone"] if len(seen) == 2 else None


def _ambiguous(column: SourceColumn, either: Sightings) -> str:
    return (
        f"{column.files}, column '{column.column}': every value can be read day-first and month-first, for example "
        f"{column.show(either)}. Say which in the mapping: "
        f"{{column: {column.column}, date_format: '%d/%m/%Y'}} or '%m/%d/%Y', written as the values are."
    )


def _mix(column: SourceColumn, seen: dict[str, Sightings]) -> str:
    proofs = "; ".join(f"{shape}: {column.show(sightings, 1)}" for shape, sightings in seen.items())
    return (
        f"{column.files}, column '{column.column}': the days are not all written in one way, and no single reading "
        f"fits all of them ({proofs}). Export the column in one format, best as 2024-12-31."
    )
