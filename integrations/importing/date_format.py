"""Proves how a column writes its days from all its values; what cannot be proven is refused, never guessed."""

from __future__ import annotations

from integrations.importing.date_shapes import (
    A_DAY,
    HAS_TIME,
    HAS_ZONE,
    ISO,
    ISO_PATTERN,
    LIKE_NUMBERS,
    NUMERIC_ORDERS,
    READ_BOTH_WAYS,
    SHAPES,
)
from integrations.importing.date_sql import ORDERS, SERIAL_ORDER, day_sql, format_sql
from integrations.importing.quoting import literal
from integrations.importing.sightings import Sightings, SourceColumn
from tools.errors import OutsideError

# A value that some order reads as a day that exists.
REAL_DAY = " OR ".join(f"{day_sql('v', order)} IS NOT NULL" for order in (*ORDERS, SERIAL_ORDER))


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
    seen = column.see({"contradicts": f"{format_sql('v', date_format)} IS NULL AND ({REAL_DAY})"})
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
