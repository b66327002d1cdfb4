"""What was known of an account at the close of a day: later rows left out, later news of earlier rows blanked.

The only place that looks at both sides of a day, so that nothing computed from a record can see its future.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tools.record.record import Record


@dataclass(frozen=True)
class Rule:
    """When the rows of a table become known, and which of their fields only later.

    `born` is the field with the day a row came to be, None where a row is known in advance (a renewal date). `later`
    maps a day's field to the fields that are unknown before that day, itself included. `undated` fields carry no day:
    they are known on the newest day only, and so is with `is_strict` what lacks the day it should have.
    """

    born: str | None
    later: Mapping[str, tuple[str, ...]]
    undated: tuple[str, ...] = ()
    is_strict: bool = False


RULES: Mapping[str, Rule] = {
    "lines": Rule("start_date", {"end_date": ("end_date",)}),
    "contacts": Rule("joined_on", {"left_on": ("left_on",)}),
    "weeks": Rule("ends_on", {}),
    "tickets": Rule("opened_on", {"closed_on": ("closed_on", "resolution_hours", "satisfaction_score")}),
    "surveys": Rule("answered_on", {}),
    "interactions": Rule("happened_on", {}),
    "goals": Rule("set_on", {}, ("current", "status")),
    "onboardings": Rule(
        "signed_on",
        {
            "first_value_on": ("first_value_on",),
            "completed_on": ("completed_on",),
            "last_step_on": ("last_step_on", "last_step"),
        },
    ),
    "renewals": Rule(None, {"closed_on": ("closed_on", "outcome", "renewed_arr")}, ("csm_call", "csm_call_reason")),
    "opportunities": Rule("created_on", {"closed_on": ("closed_on", "stage")}, is_strict=True),
    "churn_events": Rule("churned_on", {}),
    "invoices": Rule("issued_on", {"paid_on": ("paid_on",)}),
    "advocacy_events": Rule("happened_on", {}),
    "health_snapshots": Rule("taken_on", {}),
    "forecast_snapshots": Rule("taken_on", {}),
}


def known_on(record: Record, day: date) -> Record:
    """The record as it stood at the close of an earlier day. A row without its first day counts as always known."""
    is_newest = day >= record.newest_day
    tables: dict[str, Any] = {name: _known(getattr(record, name), rule, day, is_newest) for name, rule in RULES.items()}
    return replace(record, day=day, **tables)


def _known(rows: tuple[Any, ...], rule: Rule, day: date, is_newest: bool) -> tuple[Any, ...]:
    born = rows if rule.born is None else tuple(row for row in rows if _is_past(getattr(row, rule.born), day))
    may_hold_news = rule.later or (rule.undated and not is_newest)
    return tuple(_without_news(row, rule, day, is_newest) for row in born) if may_hold_news else born


def _is_past(happened: date | None, day: date) -> bool:
    return happened is None or happened <= day


def _is_news(happened: date | None, day: date, *, is_news_undated: bool) -> bool:
    return is_news_undated if happened is None else happened > day


def _without_news(row: Any, rule: Rule, day: date, is_newest: bool) -> Any:
    unknown = [
        name
        for field, names in rule.later.items()
        if _is_news(getattr(row, field), day, is_news_undated=rule.is_strict and not is_newest)
        for name in names
    ]
    unknown += () if is_newest else rule.undated
    return replace(row, **dict.fromkeys(unknown)) if unknown else row
