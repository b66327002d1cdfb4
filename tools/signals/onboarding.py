"""Onboardings that stop, slip, or are called done before anything was gained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.record.rows import Onboarding
from tools.signals.episodes import earliest
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share


def _stalled(record: Record, limits: Thresholds) -> Iterator[Signal]:
    for start in record.onboardings:
        if start.last_step_on:
            began = start.last_step_on + timedelta(limits.stall_days)
            ended = earliest(start.completed_on, start.first_value_on)
            days = ((ended or record.day) - start.last_step_on).days
            figures = {"last_step": Figure(start.last_step or "not recorded", "text"), "days": Figure(days, "days")}
            strength = share(days, 4 * limits.stall_days)
            yield from _signal("onboarding_stalled", record, start, (began, ended), (strength, figures))


def _drifting(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    for start in record.onboardings:
        if start.planned_end:
            began = start.planned_end + timedelta(1)
            ended = earliest(start.first_value_on, start.completed_on)
            days = ((ended or record.day) - start.planned_end).days
            strength = share(days, max((start.planned_end - start.signed_on).days, 1))
            yield from _signal(
                "onboarding_drift", record, start, (began, ended), (strength, {"days_over": Figure(days, "days")})
            )


def _premature(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    for start in record.onboardings:
        if start.completed_on:
            days = ((start.first_value_on or record.day) - start.completed_on).days
            yield from _signal(
                "onboarding_premature",
                record,
                start,
                (start.completed_on, start.first_value_on),
                (share(days, 90), {"days_without_value": Figure(days, "days")}),
            )


def _signal(
    name: str,
    record: Record,
    start: Onboarding,
    days: tuple[date, date | None],
    told: tuple[float, dict[str, Figure]],
) -> Iterator[Signal]:
    began, ended = days
    if began <= record.day and (ended is None or ended > began):
        strength, figures = told
        shown_by = (Mention("onboardings", start.onboarding_id, began, start.last_step or ""),)
        yield Signal(name, record.account.account_id, began, strength, ended, figures, shown_by)


KINDS = (
    SignalKind(
        "onboarding_stalled",
        "Onboarding stalled",
        "onboarding",
        "risk",
        "{stall_days} days since the last step, with neither first value nor completion; strength: days since out of "
        "four times as many",
        ("onboardings", "onboardings.last_step_on"),
        _stalled,
    ),
    SignalKind(
        "onboarding_drift",
        "Onboarding late",
        "onboarding",
        "risk",
        "the planned end has passed with neither first value nor completion; strength: days over against days planned",
        ("onboardings", "onboardings.planned_end", "onboardings.first_value_on"),
        _drifting,
    ),
    SignalKind(
        "onboarding_premature",
        "Onboarding closed before first value",
        "onboarding",
        "risk",
        "marked complete without a first value moment; strength: days since out of 90",
        ("onboardings", "onboardings.completed_on", "onboardings.first_value_on"),
        _premature,
    ),
)
