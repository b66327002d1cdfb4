from __future__ import annotations

from random import Random

import pytest

from integrations.sample import phrases
from integrations.sample.phrases import SLOT, Pen, banks

SPOKEN = {"account", "champion", "sponsor", "buyer", "user", "csm", "who"}


@pytest.fixture
def pen(monkeypatch: pytest.MonkeyPatch) -> Pen:
    small = {"greeting": ["hello {who}. {wish}", "good day {who}. {wish}"], "wish": ["all is well."]}
    monkeypatch.setattr(phrases, "banks", lambda: small)
    return Pen(Random(1))


def test_slots_are_known_names_or_other_banks(pen: Pen) -> None:
    assert pen.write("greeting", {"who": "Ines"}) in ("Hello Ines. All is well.", "Good day Ines. All is well.")


def test_a_variant_is_not_said_twice_in_a_row(pen: Pen) -> None:
    assert len({pen.write("greeting", {"who": "Ines"}) for _ in range(2)}) == 2


def test_every_slot_of_every_bank_can_be_filled() -> None:
    slots = {slot for variants in banks().values() for variant in variants for slot in SLOT.findall(variant)}
    assert slots <= SPOKEN | banks().keys()
