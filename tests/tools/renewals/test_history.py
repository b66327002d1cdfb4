from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tests.records import DAY, record
from tests.tools.renewals.ratings import PAID, renewal
from tools.company import Company
from tools.periods import Calendar
from tools.record.record import Record
from tools.record.rows import ForecastSnapshot, Renewal
from tools.renewals.due import dues_of
from tools.renewals.history import (
    History,
    brier,
    computed,
    full_quarters,
    mean_chance,
    recorded,
    renewal_rate,
    renewal_rate_by_arr,
)

CALENDAR = Calendar(as_of=DAY, first_day=date(2024, 1, 1), last_day=DAY)
QUARTER = CALENDAR.quarter(2026, 2)
DUE_ON = date(2026, 5, 20)


def decided(outcome: str, after: int, closed_on: date = DUE_ON, **fields: Any) -> Renewal:
    return renewal(DUE_ON, 1000, outcome=outcome, closed_on=closed_on, renewed_arr=Decimal(after), **fields)


def stored(item: Renewal, bucket: str, taken_on: date = date(2026, 4, 6)) -> Record:
    """An account whose company stored this forecast of its renewal."""
    snapshot = ForecastSnapshot("F-1", item.renewal_id, taken_on, bucket)
    return record(lines=PAID, renewals=(item,), forecast_snapshots=(snapshot,))


def history(*records: Record) -> History:
    return recorded(dues_of(records), (QUARTER,), Company())


def test_rates_and_brier_score_of_four_renewals() -> None:
    found = history(
        stored(decided("renewed", 1000), "committed"),
        stored(decided("expanded", 1200), "committed"),
        stored(decided("contracted", 500), "likely"),
        stored(decided("churned", 0), "critical"),
    )
    assert renewal_rate(found.cases) == Decimal("0.75")
    assert renewal_rate_by_arr(found.cases) == Decimal("0.625")  # 1,000 + 1,000 + 500 of 4,000
    assert mean_chance(found.cases) == Decimal("0.725")  # (0.95 + 0.95 + 0.80 + 0.20) / 4
    assert brier(found.cases) == Decimal("0.02125")  # (0.0025 + 0.0025 + 0.04 + 0.04) / 4
    assert [len(found.of("committed")), len(found.of("at_risk"))] == [2, 0]


def test_without_cases_nothing_is_defined() -> None:
    measures = (brier, renewal_rate, renewal_rate_by_arr, mean_chance)
    assert [measure(()) for measure in measures] == [None, None, None, None]


def test_what_is_no_case_is_counted_by_its_reason() -> None:
    found = history(
        stored(decided("churned", 0, closed_on=date(2026, 3, 20)), "critical"),
        stored(renewal(DUE_ON), "likely"),
        record(lines=PAID, renewals=(decided("renewed", 1000),)),
    )
    assert (found.cases, found.decided_before, found.still_open, found.without_forecast) == ((), 1, 1, 1)


def test_a_stored_forecast_counts_from_a_month_before_to_the_end_of_the_first_week() -> None:
    days = (date(2026, 2, 27), date(2026, 3, 1), date(2026, 4, 7), date(2026, 4, 8))
    found = [len(history(stored(decided("renewed", 1000), "likely", day)).cases) for day in days]
    assert found == [0, 1, 1, 0]


def test_a_stored_probability_wins_over_that_of_its_bucket() -> None:
    item = decided("renewed", 1000)
    snapshot = ForecastSnapshot("F-1", item.renewal_id, date(2026, 4, 6), "likely", probability=0.7)
    (case,) = history(record(lines=PAID, renewals=(item,), forecast_snapshots=(snapshot,))).cases
    assert case.chance == Decimal("0.7")


def test_a_computed_forecast_is_the_same_whatever_was_decided_later() -> None:
    buckets = [_computed([decided(outcome, after)]) for outcome, after in (("renewed", 1000), ("churned", 0))]
    assert buckets[0] == buckets[1]


def _computed(renewals: Sequence[Renewal]) -> list[str]:
    dues = dues_of([record(lines=PAID, renewals=tuple(renewals))])
    return [case.bucket for case in computed(dues, (QUARTER,), Company()).cases]


def test_the_last_four_quarters_are_those_that_are_over() -> None:
    assert [quarter.label for quarter in full_quarters(CALENDAR)] == ["Q3 2025", "Q4 2025", "Q1 2026", "Q2 2026"]
    inside = CALENDAR.model_copy(update={"as_of": date(2026, 6, 29)})
    assert full_quarters(inside)[-1].label == "Q1 2026"
    assert [quarter.label for quarter in full_quarters(inside, inside.year(2026))] == ["Q1 2026"]
