"""Words of direction and the differences they speak of."""

from __future__ import annotations

import pytest

from assistant.claims.directions import contradictions
from assistant.claims.lexicon import Lexicon
from assistant.claims.stated import ground_of
from tests.assistant.evidence import evidence


def found(name: str, text: str) -> bool:
    return bool(list(contradictions(text, Lexicon(ground_of(evidence(name))))))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nrr_change", "NRR rose in Q3 2024."),
        ("nrr_change", "NRR climbed from 110.3 % to 91.0 %."),
        ("nrr_change", "NRR was higher in Q3 2024."),
        ("two_accounts", "Acme Logistics is $80,000 higher than Delta Bank."),
        ("two_accounts", "Compared with Acme Logistics, Delta Bank is smaller."),
    ],
)
def test_the_wrong_way_round_is_found(name: str, text: str) -> None:
    assert found(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nrr_change", "NRR fell by 19.3 points."),
        ("nrr_change", "NRR did not rise."),
        ("nrr_change", "Churn rose, but NRR is another matter."),
        ("nrr_change", "More on this: NRR."),
        ("two_accounts", "Acme Logistics is $80,000 lower than Delta Bank."),
        ("two_accounts", "Delta Bank is larger than Acme Logistics."),
        ("two_accounts", "Compared with Delta Bank, Acme Logistics is smaller."),
        ("trend", "ARR fell in Q4 2024."),
        ("arr", "ARR rose."),
    ],
)
def test_the_right_way_round_or_another_matter_passes(name: str, text: str) -> None:
    assert not found(name, text)
