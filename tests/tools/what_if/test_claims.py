"""A printed figure agrees when the result, rounded as coarsely as it is written, is the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tools.what_if.claims import agrees


@pytest.mark.parametrize(
    ("claim", "result", "is_agreed"),
    [
        ("126000", "126000", True),
        ("126000", "126400", True),
        ("126000", "128571.43", False),
        ("6500000", "6460000", True),
        ("6500000", "5191813", False),
        ("2.5", "2.5", True),
        ("40", "40.3", True),
        ("0", "0", True),
        ("0", "1", False),
        ("-3.8", "-3.79", True),
    ],
)
def test_a_claim_is_as_exact_as_it_is_written(claim: str, result: str, is_agreed: bool) -> None:
    assert agrees(Decimal(claim), Decimal(result)) is is_agreed
