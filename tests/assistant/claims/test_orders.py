"""Numbers in places they cannot have."""

from __future__ import annotations

import pytest

from assistant.claims.lexicon import Lexicon
from assistant.claims.orders import disordered
from assistant.claims.stated import ground_of
from tests.assistant.evidence import evidence


def found(name: str, text: str) -> list[str]:
    return list(disordered(text, Lexicon(ground_of(evidence(name)))))


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("cohort", "3 of the 2 accounts pay", ["3 of 2"]),
        ("cohort", "Of the 2 accounts that signed up, 3 pay", ["3 of 2"]),
        ("top", "showing 2 of 5", ["2 of 5"]),
        ("bridge", "from $576,500 to $534,000", ["from $576,500 to $534,000"]),
        ("bridge", "from $90,500 to $576,500", ["from $90,500 to $576,500"]),
        ("bridge", "$576,500 → $534,000", ["from $576,500 to $534,000"]),
        ("bridge", "from $534,000 to 91.0 %", ["from $534,000 to 91.0 %"]),
        ("bridge", "NRR was $576,500", ["$576,500 for NRR"]),
        ("two_questions", "Logo retention: 5", ["5 for Logo retention"]),
    ],
)
def test_a_number_out_of_place_is_found(name: str, text: str, wrong: list[str]) -> None:
    assert found(name, text) == wrong


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cohort", "2 of the 3 accounts pay"),
        ("top", "showing 3 of 5"),
        ("bridge", "ARR went from $534,000 to $576,500"),
        ("bridge", "NRR (Q3 2024) was 91.0 %"),
        ("nrr_change", "NRR is 19.3 points lower"),
        ("arr_change", "ARR is 24.3 % higher"),
    ],
)
def test_a_number_in_its_place_passes(name: str, text: str) -> None:
    assert found(name, text) == []
