"""Numbers given to the wrong subject, metric or period."""

from __future__ import annotations

import pytest

from assistant.claims.lexicon import Lexicon
from assistant.claims.stated import ground_of
from assistant.claims.subjects import misplaced
from tests.assistant.evidence import evidence


def found(name: str, text: str) -> list[str]:
    return list(misplaced(text, Lexicon(ground_of(evidence(name)))))


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("segments", "SMB has $510,500.", ["$510,500 for smb"]),
        ("segments", "Enterprise has $564,500.", ["$564,500 for enterprise"]),
        ("segments_and_countries", "Enterprise in DE has $260,500.", ["$260,500 for enterprise, de"]),
        ("bridge", "GRR was 91.0 % and closing ARR $534,000.", ["$534,000 for Closing ARR"]),
        ("nrr_change", "NRR was 110.3 % in Q3 2024.", ["110.3 % for NRR, Q3 2024"]),
        ("two_accounts", "The difference is $250,000.", ["$250,000"]),
        ("two_accounts", "Delta Bank is $170,000 ahead.", ["$170,000 for delta bank"]),
        ("list", "Delta Bank has $80,000.", ["$80,000 for delta bank"]),
        ("quarters", "In Q1 2024 $90,500 was new.", ["$90,500 for Q1 2024"]),
    ],
)
def test_a_number_that_belongs_to_somebody_else_is_named(name: str, text: str, wrong: list[str]) -> None:
    assert [one.split(" for ")[0] for one in found(name, text)] == [one.split(" for ")[0] for one in wrong]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("segments", "Enterprise has $510,500 of the $564,500."),
        ("segments", "ARR is $564,500, led by Enterprise with $510,500."),
        ("nrr_by_segment", "SMB had 28.6 %, all segments together 97.8 %."),
        ("nrr_change", "NRR was 91.0 % in Q3 2024, down from 110.3 % the quarter before."),
        ("bridge", "NRR was 91.0 % over 5 accounts with $534,000 of opening ARR."),
        ("two_accounts", "Delta Bank is $80,000 ahead of Acme Logistics."),
        ("trend", "ARR was $484,000 at the end of Q1."),
    ],
)
def test_wholes_differences_inputs_and_other_sides_are_no_mistake(name: str, text: str) -> None:
    assert found(name, text) == []
