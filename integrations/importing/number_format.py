"""Proves how a column writes its numbers (1,234.5 or 1.234,5) from all its values, and reads them."""

from __future__ import annotations

from dataclasses import dataclass

from integrations.importing.quoting import literal
from integrations.importing.sightings import Sightings, SourceColumn
from tools.errors import OutsideError

CODES = "USD|EUR|GBP|CHF|JPY|CNY|INR|CAD|AUD|NZD|SGD|HKD|SEK|NOK|DKK|PLN|CZK|HUF|RON|TRY|ILS|ZAR|BRL|MXN|KRW|AED|SAR"
CURRENCY = rf"[$€£¥₹]|\b(?:{CODES})\b"
SPACES = r"[\s\x{A0}\x{202F}]"
# Numbers as programs write them, less those that could be thousands (12.345).
CERTAIN = r"[+-]?(\d+(\.(\d{1,2}|\d{4,}))?|0\.\d+|\d{4,}\.\d+)"
SEPARATOR = {".": r"[,'’ ]", ",": r"[.'’ ]"}


def _pattern(decimal: str) -> str:
    group, point = SEPARATOR[decimal], "\\" + decimal
    whole = rf"(?:[1-9]\d{{0,2}}(?:{group}\d{{3}})+|\d+)"
    return rf"[+-]?(?:{whole}(?:{point}\d*)?|{point}\d+)(?:[eE][+-]?\d{{1,3}})?"


PATTERNS = {decimal: _pattern(decimal) for decimal in (".", ",")}


def bare_sql(text: str) -> str:
    """The number without currency, percent sign and brackets; brackets and a long minus become a minus."""
    spaced = f"regexp_replace(replace({text}, '−', '-'), '{SPACES}+', ' ', 'g')"
    unsigned = f"trim(regexp_replace({spaced}, '{CURRENCY}|%$', '', 'g'))"
    return f"regexp_replace(regexp_replace({unsigned}, '^\\( ?(.*?) ?\\)$', '-\\1'), '^- +', '-')"


_DOT, _COMMA = (f"regexp_full_match({bare_sql('v')}, {literal(PATTERNS[decimal])})" for decimal in (".", ","))
SHAPES = {
    "decimal point": f"NOT regexp_full_match(v, '\\d+') AND ({_DOT}) AND NOT ({_COMMA})",
    "decimal comma": f"NOT regexp_full_match(v, '\\d+') AND ({_COMMA}) AND NOT ({_DOT})",
    "either": f"regexp_matches(v, '[.,]') AND ({_DOT}) AND ({_COMMA})",
}


@dataclass(frozen=True)
class NumberFormat:
    """The decimal sign; `is_plain` when every value is written as programs write numbers."""

    decimal: str
    is_plain: bool = False


def prove_numbers(column: SourceColumn) -> NumberFormat:
    """Raises OutsideError, naming column and rows, when the values allow two readings, prove two, or have none."""
    if not column.see({"other": f"NOT regexp_full_match(v, '{CERTAIN}')"}):
        return NumberFormat(".", is_plain=True)
    seen = column.see({**SHAPES, "number": f"({_DOT}) OR ({_COMMA})", "all": "true"})
    column.refuse_unreadable(seen, "number", "a number")
    if "decimal point" in seen and "decimal comma" in seen:
        raise OutsideError(_mix(column, seen))
    if "either" in seen and not {"decimal point", "decimal comma"} & set(seen):
        raise OutsideError(_ambiguous(column, seen["either"]))
    return NumberFormat("," if "decimal comma" in seen else ".")


def check_decimal(column: SourceColumn, decimal: str) -> NumberFormat:
    """Raises OutsideError when values contradict the configured decimal sign."""
    other = "decimal comma" if decimal == "." else "decimal point"
    seen = column.see({other: SHAPES[other]})
    if other in seen:
        raise OutsideError(
            f"{column.files}, column '{column.column}': the mapping says decimal '{decimal}', but "
            f"{seen[other].rows:,} rows contradict it: {column.show(seen[other])}. "
            "Correct decimal in the mapping, or take it out."
        )
    return NumberFormat(decimal)


def is_plain(column: SourceColumn) -> bool:
    """Whether every value is a number as programs write it: no leading zeros, no long strings of digits."""
    seen = column.see({"number": r"regexp_full_match(v, '-?(0|[1-9]\d{0,14})(\.\d+)?')", "all": "true"})
    return "number" in seen and seen["number"].rows == seen["all"].rows


def number_sql(text: str, written: NumberFormat, kind: str) -> str:
    """The number as `kind` (a DuckDB type); a percent is a fraction, and what is not a finite number is NULL."""
    if written.is_plain:
        return f"TRY_CAST({text} AS {kind})"
    bare = bare_sql(text)
    grouped = f"regexp_replace({bare}, {literal(SEPARATOR[written.decimal])}, '', 'g')"
    exact = f"CASE WHEN regexp_full_match({bare}, {literal(PATTERNS[written.decimal])}) THEN {grouped} END"
    read = f"TRY_CAST(replace({exact}, {literal(written.decimal)}, '.') AS {kind})"
    return f"CAST(CASE WHEN contains({text}, '%') THEN {read} / 100 ELSE {read} END AS {kind})"


def _ambiguous(column: SourceColumn, either: Sightings) -> str:
    return (
        f"{column.files}, column '{column.column}': the point or comma can stand for thousands or for decimals, "
        f"for example {column.show(either)}. Say which in the mapping: "
        f"{{column: {column.column}, decimal: '.'}} or decimal: ','."
    )


def _mix(column: SourceColumn, seen: dict[str, Sightings]) -> str:
    proofs = "; ".join(f"{shape}: {column.show(seen[shape], 1)}" for shape in ("decimal point", "decimal comma"))
    return (
        f"{column.files}, column '{column.column}': numbers are written in two ways, and no single reading fits "
        f"all of them ({proofs}). Export the column in one way, best as 1234.50."
    )
