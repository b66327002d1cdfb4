"""Rows that cannot be true: end before start, negative seats, a score outside its scale. They are held back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from integrations.importing.quoting import literal, name


@dataclass(frozen=True)
class RowRule:
    """Rows for which `condition` holds are held back, with `column` named as the reason's place."""

    table: str
    column: str
    condition: str
    reason: str
    needs: tuple[str, ...] = ()


NEVER_NEGATIVE = {
    "accounts": ("seats",),
    "subscriptions": ("arr", "seats"),
    "usage_events": ("uses", "duration_seconds", "errors"),
    "tickets": ("first_response_minutes", "resolution_hours"),
    "renewals": ("arr", "renewed_arr"),
    "opportunities": ("arr",),
    "churn_events": ("refund_amount",),
    "forecast_snapshots": ("arr",),
}
# A ticket closed before it was opened is kept with a note: the ticket itself still happened.
IN_ORDER = {
    "subscriptions": ("start_date", "end_date"),
    "contacts": ("joined_on", "left_on"),
    "onboardings": ("signed_on", "completed_on"),
    "opportunities": ("created_on", "closed_on"),
}
# A wrong score would move an average without anyone seeing it, so the row waits in quarantine.
SCALES = {
    ("tickets", "satisfaction_score"): (1, 5),
    ("health_snapshots", "usage_score"): (0, 100),
    ("health_snapshots", "sentiment_score"): (0, 100),
    ("health_snapshots", "relationship_score"): (0, 100),
    ("health_snapshots", "health_score"): (0, 100),
    ("forecast_snapshots", "probability"): (0, 1),
}
SURVEY_SCALES = {"nps": (0, 10), "csat": (1, 5), "onboarding": (1, 5), "ces": (1, 7)}


def rules_of(table: str) -> Iterator[RowRule]:
    for column in NEVER_NEGATIVE.get(table, ()):
        yield RowRule(table, column, f"{name(column)} < 0", "a negative value where none can be", (column,))
    if table in IN_ORDER:
        start, end = IN_ORDER[table]
        yield RowRule(table, end, f"{name(end)} < {name(start)}", f"{end} is before {start}", (start, end))
    for (scored, column), (low, high) in SCALES.items():
        if scored == table:
            outside = f"{name(column)} NOT BETWEEN {low} AND {high}"
            yield RowRule(table, column, outside, f"outside the scale {low} to {high}", (column,))
    if table == "surveys":
        yield from _survey_scales()


def _survey_scales() -> Iterator[RowRule]:
    for kind, (low, high) in SURVEY_SCALES.items():
        outside = f"{name('type')} = {literal(kind)} AND {name('score')} NOT BETWEEN {low} AND {high}"
        yield RowRule("surveys", "score", outside, f"outside the scale {low} to {high} of {kind}", ("type", "score"))
