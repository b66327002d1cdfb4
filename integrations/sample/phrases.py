"""Sentences from banks of phrases: a bank holds variants, and `{name}` in a variant is a known word or another bank."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

HERE = Path(__file__).parent
SLOT = re.compile(r"\{(\w+)\}")


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


def write(bank: str, known: Mapping[str, str], rng: Random) -> str:
    """One variant of the bank with its slots filled; a first letter is made large."""
    text = _fill(bank, known, rng)
    return text[:1].upper() + text[1:]


def _fill(bank: str, known: Mapping[str, str], rng: Random) -> str:
    def word(slot: re.Match[str]) -> str:
        name = slot[1]
        return known[name] if name in known else _fill(name, known, rng)

    return SLOT.sub(word, rng.choice(banks()[bank]))
