"""The ways in which days and moments are written, as patterns over a value `v`."""

from __future__ import annotations

from integrations.importing.quoting import literal

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
