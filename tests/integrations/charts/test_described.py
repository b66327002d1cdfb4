"""Charts in words."""

from __future__ import annotations

import pytest

from integrations.charts.described import described
from tests.integrations.charts.samples import BRIDGE, EXTREMES, FORMS, TIMELINE


def test_a_description_gives_the_form_the_title_and_each_number() -> None:
    assert described(BRIDGE) == (
        "Bridge chart: Expansion outweighed churn. ARR: Opening ARR $1,000, New +$60, Churn -$20, Closing ARR $1,040."
    )


def test_events_are_described_with_their_day_and_kind() -> None:
    assert described(TIMELINE).startswith(
        "Timeline: Ninety days of warnings. 3 Feb 2025 (Usage): Use fell by a third; "
    )


def test_a_long_line_is_described_by_its_ends_and_extremes() -> None:
    said = described(EXTREMES["sixty bars"])
    assert said == "Bar chart: Sixty. Health: Part 0 -3, Part 55 +3, Part 59 +0, 57 more points between."


@pytest.mark.parametrize("name", [*FORMS, *EXTREMES])
def test_no_description_is_longer_than_a_chat_takes(name: str) -> None:
    assert len(described({**FORMS, **EXTREMES}[name])) <= 1900
