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


def prove_order(column: SourceColumn) -> str | None:
    """The one shape of `SHAPES` all days of the column follow; None when no value is a day at all.

    Raises OutsideError, naming column and rows, when the values allow two readings or prove two.
    """
    seen = column.see(SHAPES)
    proven = {shape: sightings for shape, sightings in seen.items() if shape not in READ_BOTH_WAYS}
    if len(proven) > 1:
        raise OutsideError(_mix(column, proven))
    if not proven and "either" in seen:
        raise OutsideError(_ambiguous(column, seen["either"]))
    if proven and not {"day first", "month first"} & set(proven) and len(seen) > 1:
        raise OutsideError(_mix(column, seen))
    return next(iter(proven), "day first" if seen else None)


def infer_order(column: SourceColumn) -> str | None:
    """As `prove_order`, for a column nobody said holds days: None where the proof fails or a value has another form."""
    seen = column.see({**SHAPES, "all": "true", "time": HAS_TIME})
    total, timed = seen.pop("all", None), seen.pop("time", None)
    shapes = [shape for shape in seen if shape not in READ_BOTH_WAYS]
    if total is None or timed or len(shapes) != 1 or shapes[0] in ("eight digits", "spreadsheet serial"):
        return None
    is_numeric = shapes[0] in ("day first", "month first")
    return shapes[0] if (is_numeric or len(seen) == 1) and sum(s.rows for s in seen.values()) == total.rows else None


def check_format(column: SourceColumn, date_format: str) -> None:
    """Raises OutsideError when values that are days of another form contradict the configured format."""
    fits = f"try_strptime(v, {literal(date_format)}) IS NOT NULL"
    a_day = " OR ".join(f"({shape})" for shape in SHAPES.values())
    seen = column.see({"fits": fits, "contradicts": f"NOT ({fits}) AND ({a_day})"})
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
