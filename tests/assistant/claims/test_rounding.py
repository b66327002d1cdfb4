"""Fair and unfair roundings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.claims.numbers import read_numbers
from assistant.claims.rounding import rounds_to


def states(value: str, written: str) -> bool:
    return rounds_to(Decimal(value), read_numbers(written)[0])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("10159608", "$10,159,608"),
        ("10159608", "$10.2M"),
        ("10159608", "10.16 million"),
        ("10159608", "$10M"),
        ("10159608", "about $10 million"),
        ("10159608", "more than $10 million"),
        ("10159608", "$10,160,000"),
        ("69252", "$0.07M"),
        ("1234.56", "$1,235"),
        ("108.27", "108.3 %"),
        ("108.27", "108 %"),
        ("108.27", "nearly 109 %"),
        ("8.4", "8 %"),
        ("0.04", "0.0 %"),
        ("26.5", "27 hours"),
        ("1009", "about a thousand"),
        ("1204", "about 1,200"),
        ("24.6", "a quarter of"),
        ("66.7", "two thirds"),
        ("2.01", "twice"),
    ],
)
def test_a_fair_rounding_states_the_value(value: str, written: str) -> None:
    assert states(value, written)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("10159608", "$10.3M"),
        ("10159608", "$10.1M"),
        ("10159608", "$10,159,607"),
        ("10159608", "$20M"),
        ("1582932", "$2M"),
        ("1204", "1,200"),
        ("1204", "1,205"),
        ("108.27", "109 %"),
        ("108.27", "110 %"),
        ("0.3", "0 %"),
        ("0.04", "0 %"),
        ("108.27", "over 109 %"),
        ("26.5", "30 hours"),
        ("22", "a quarter of"),
        ("1.5", "twice"),
    ],
)
def test_an_unfair_rounding_does_not(value: str, written: str) -> None:
    assert not states(value, written)
