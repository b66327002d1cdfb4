"""What evidence states, and in which kinds of number."""

from __future__ import annotations

import pytest

from assistant.claims.numbers import read_numbers
from assistant.claims.reading import readable
from assistant.claims.stated import ground_of
from tests.assistant.evidence import evidence


def roles(name: str, written: str) -> list[str]:
    ground = ground_of(evidence(name))
    return sorted({stated.role for number in read_numbers(readable(written)) for stated in ground.saying(number)})


@pytest.mark.parametrize(
    ("name", "written", "found"),
    [
        ("nrr_2024", "97.8 %", ["value"]),
        ("nrr_2024", "0.98x", ["value"]),
        ("nrr_2024", "$454,000", ["input"]),
        ("nrr_2024", "4 accounts", ["input"]),
        ("nrr_2024", "5 accounts", []),
        ("nrr_change", "-19.3 points", ["value"]),
        ("nrr_change", "two quarters", ["listed"]),
        ("top", "3 accounts", ["listed"]),
        ("top", "2 more are not shown", ["left out"]),
        ("top", "2 accounts", []),
        ("list", "$80,000", ["text"]),
        ("bridge", "a loss of -$48,000", []),
        ("bridge", "(-$48,000)", ["value"]),
        ("bridge", "Churned: -$48,000", ["value"]),
    ],
)
def test_a_number_may_state_a_value_an_input_a_count_or_a_bound(name: str, written: str, found: list[str]) -> None:
    assert roles(name, written) == found


def test_source_rows_are_stated_as_rows_only() -> None:
    rows = evidence("nrr_2024")[0].facts[0].source.rows
    assert roles("nrr_2024", f"{rows} rows") == ["rows"]
    assert roles("nrr_2024", f"{rows} people") == []


def test_what_the_facts_are_about_has_days_and_names() -> None:
    ground = ground_of(evidence("nrr_2024"))
    assert sorted(day.isoformat() for day in ground.days) == ["2023-12-31", "2024-01-01", "2024-12-31"]
    assert ground_of(evidence("uses")).names == {"feature_7"}


def test_a_flow_does_not_speak_of_the_close_before_its_period() -> None:
    ground = ground_of(evidence("response"))
    assert sorted(day.isoformat() for day in ground.days) == ["2024-01-01", "2024-12-31"]
