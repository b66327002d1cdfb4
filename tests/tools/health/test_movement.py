from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.records import ago, record, weeks
from tools.company import Company
from tools.health.movement import change, happened, movements
from tools.health.score import health_of
from tools.record.known import known_on
from tools.record.rows import Survey
from tools.signals.signal import Signal

COMPANY = Company()
WHOLE = record(weeks=weeks([100] * 40 + [60] * 4), surveys=(Survey("V-1", "nps", 3, ago(10)),))
NOW, THEN = health_of(WHOLE, COMPANY), health_of(known_on(WHOLE, ago(60)), COMPANY)


def signal(name: str, began: date, ended: date | None = None) -> Signal:
    return Signal(name, "A-1", began, 0.5, ended)


def test_the_points_of_the_movements_add_up_to_the_change() -> None:
    found = movements(THEN, NOW)
    assert NOW.score is not None
    assert THEN.score is not None
    assert change(THEN, NOW) == NOW.score - THEN.score == sum(item.points for item in found)
    assert change(THEN, NOW) != 0


def test_the_largest_movement_comes_first() -> None:
    sizes = [abs(item.points) for item in movements(THEN, NOW)]
    assert sizes == sorted(sizes, reverse=True)
    assert movements(THEN, NOW)[0].component.name == "activity"


def test_nothing_moves_on_one_and_the_same_day() -> None:
    assert movements(NOW, NOW) == ()
    assert change(NOW, NOW) == Decimal(0)


def test_a_signal_goes_with_its_component() -> None:
    found = movements(THEN, NOW, [signal("usage_drop", ago(20)), signal("nps_low", ago(10))])
    told = {item.component.name: [found.name for found in item.signals] for item in found if item.signals}
    assert told == {"activity": ["usage_drop"], "survey_answers": ["nps_low"]}


def test_a_signal_happened_when_it_began_or_ended_in_between() -> None:
    first, last = date(2026, 3, 31), date(2026, 6, 30)
    assert happened(signal("usage_drop", date(2026, 4, 1)), first, last)
    assert not happened(signal("usage_drop", date(2026, 3, 31)), first, last)
    assert happened(signal("usage_drop", date(2026, 1, 1), date(2026, 6, 30)), first, last)
    assert not happened(signal("usage_drop", date(2026, 7, 1)), first, last)
