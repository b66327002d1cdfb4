from __future__ import annotations

from decimal import Decimal

import pytest

from tools.facts import Unit, Value, write_change, write_value


@pytest.mark.parametrize(
    ("value", "unit", "currency", "written"),
    [
        (Decimal("1.083"), "percent", None, "108.3 %"),
        (Decimal("0.99999"), "percent", None, "100.0 %"),
        (0, "percent", None, "0.0 %"),
        (Decimal("10159608.00"), "money", "USD", "$10,159,608"),
        (Decimal("1234.5"), "money", "USD", "$1,234.50"),
        (Decimal("-12.30"), "money", "EUR", "-€12.30"),
        (Decimal("99"), "money", "CHF", "CHF 99"),
        (1204, "count", None, "1,204"),
        (Decimal("26.5"), "hours", None, "26.5 hours"),
        (1, "days", None, "1 day"),
        (Decimal("1.0"), "hours", None, "1 hour"),
        (90, "minutes", None, "90 minutes"),
        (Decimal("3.975"), "score", None, "3.98"),
        ("2024-06-30", "date", None, "30 Jun 2024"),
        ("Enterprise", "text", None, "Enterprise"),
        (None, "percent", None, "not defined"),
        (Decimal("-0.0004"), "percent", None, "0.0 %"),
        (Decimal("-0.0"), "percent", None, "0.0 %"),
        (Decimal("-0.004"), "money", "USD", "$0.00"),
        (Decimal("-0"), "money", "USD", "$0"),
        (Decimal("-0.04"), "count", None, "0.0"),
        (Decimal("-0.001"), "score", None, "0.00"),
        (Decimal("-250000.4"), "money", "USD", "-$250,000"),
    ],
)
def test_a_value_is_written_in_one_way(value: Value, unit: Unit, currency: str | None, written: str) -> None:
    assert write_value(value, unit, currency) == written


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (Decimal("-0.0275"), "percent", "-2.8 points"),
        (Decimal("0.033"), "percent", "+3.3 points"),
        (472, "count", "+472"),
        (0, "count", "±0"),
        (Decimal("-0.0004"), "percent", "±0.0 points"),
        (Decimal("0.0004"), "percent", "±0.0 points"),
        (Decimal("-0.004"), "money", "±0.00"),
        (Decimal("-0.0"), "percent", "±0.0 points"),
        (Decimal("-10"), "money", "-10"),
    ],
)
def test_a_difference_is_written_with_its_sign_and_percents_in_points(value: Value, unit: Unit, written: str) -> None:
    assert write_change(value, unit) == written
