from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tests.records import DAY, ago, record
from tools.record.rows import Line
from tools.signals.episodes import Run, lasting, paying_spans, runs, while_paying, within
from tools.signals.signal import Signal

FIRST = date(2026, 1, 1)


def days(*values: int | None) -> list[tuple[date, int | None]]:
    return [(FIRST + timedelta(number), value) for number, value in enumerate(values)]


def test_a_run_begins_with_the_first_that_is_seen_and_ends_with_the_first_that_is_not() -> None:
    assert list(runs(days(None, 1, 2, None, 3))) == [
        Run(date(2026, 1, 2), date(2026, 1, 4), (1, 2)),
        Run(date(2026, 1, 5), None, (3,)),
    ]


def test_a_run_that_must_settle_bridges_a_shorter_gap() -> None:
    assert list(runs(days(1, None, 2, None, None, 3), settle=2)) == [
        Run(date(2026, 1, 1), date(2026, 1, 5), (1, 2)),
        Run(date(2026, 1, 6), None, (3,)),
    ]


def test_events_whose_times_overlap_are_one_episode() -> None:
    events = [(FIRST, "a"), (date(2026, 1, 9), "b"), (date(2026, 1, 19), "c")]
    assert list(lasting(events, 10, date(2026, 1, 25))) == [
        Run(FIRST, date(2026, 1, 19), ("a", "b")),
        Run(date(2026, 1, 19), None, ("c",)),
    ]


def test_rows_within_a_window_leave_out_its_first_day_and_keep_its_last() -> None:
    rows = [ago(30), ago(20), ago(10), ago(0)]
    assert within(rows, ago(10), 20, lambda day: day) == [ago(20), ago(10)]


def test_a_few_days_between_two_contracts_are_no_loss_and_two_months_are() -> None:
    lines = (
        Line("S-1", date(2024, 1, 1), Decimal(100), end_date=date(2024, 12, 31)),
        Line("S-2", date(2025, 1, 1), Decimal(100), end_date=date(2025, 6, 30)),
        Line("S-3", date(2025, 9, 1), Decimal(100)),
    )
    assert paying_spans(record(lines=lines)) == (
        (date(2024, 1, 1), date(2025, 6, 30)),
        (date(2025, 9, 1), None),
    )


def test_a_signal_is_over_on_the_day_the_account_stops_paying() -> None:
    lost = record(lines=(Line("S-1", date(2024, 1, 1), Decimal(100), end_date=ago(50)),))
    before, after = Signal("nps_low", "A-1", ago(60), 1.0), Signal("nps_low", "A-1", ago(40), 1.0)
    assert [(signal.began, signal.ended) for signal in while_paying(lost, (before, after))] == [(ago(60), ago(50))]


def test_a_signal_holds_from_the_day_it_began_to_the_day_before_it_ended() -> None:
    signal = Signal("nps_low", "A-1", ago(60), 1.0, ended=ago(50))
    assert [signal.holds_on(day) for day in (ago(61), ago(60), ago(51), ago(50), DAY)] == [
        False, True, True, False, False,
    ]  # fmt: skip
