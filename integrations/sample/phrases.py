"""Sentences from banks of phrases: a bank holds variants, and `{name}` in a variant is a known word or another bank."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

HERE = Path(__file__).parent
SLOT = re.compile(r"\{(\w+)\}")
SENTENCE_START = re.compile(r"(?:^|(?<=[.!?|] ))[a-z]")
REMEMBERED = 24


def read_yaml(name: str) -> Any:
    """The content of a data file of this package."""
    return yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def banks() -> dict[str, list[str]]:
    """Every bank of `phrases/`, by name."""
    found: dict[str, list[str]] = {}
    for path in sorted((HERE / "phrases").glob("*.yaml")):
        found.update(read_yaml(f"phrases/{path.name}"))
    return found


@dataclass(frozen=True)
class Pen:
    """Writes for one account, and does not say again what it said a short while ago."""

    rng: Random
    said: list[str] = field(default_factory=list)

    def write(self, bank: str, known: Mapping[str, str]) -> str:
        """One variant of the bank with its slots filled; sentences begin with a capital."""
        return SENTENCE_START.sub(lambda letter: letter[0].upper(), self.fill(bank, known))

    def fill(self, bank: str, known: Mapping[str, str]) -> str:
        """One variant of the bank with its slots filled, as it stands inside a sentence."""

        def word(slot: re.Match[str]) -> str:
            name = slot[1]
            return known[name] if name in known else self.fill(name, known)

        return SLOT.sub(word, self._choose(banks()[bank]))

    def _choose(self, variants: list[str]) -> str:
        recent = self.said[-REMEMBERED:]
        variant = self.rng.choice([variant for variant in variants if variant not in recent] or variants)
        self.said.append(variant)
        return variant
