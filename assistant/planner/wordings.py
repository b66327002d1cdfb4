"""The word lists of the planner: data in YAML beside the code, read once."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "words"


@lru_cache(maxsize=32)
def words_of(name: str) -> dict[str, Any]:
    """The word list of that name, as nested dictionaries and lists."""
    found: dict[str, Any] = yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return found


@lru_cache(maxsize=1)
def countries() -> tuple[tuple[str, ...], ...]:
    """The spellings of each country or region of the world."""
    rows: list[list[str]] = yaml.load((FOLDER / "countries.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple(tuple(row) for row in rows)


def rewritten(text: str) -> str:
    """Turns of phrase written as the wordings know them."""
    for pattern, written in _rewrites():
        text = pattern.sub(written, text).strip()
    return text


@lru_cache(maxsize=1)
def _rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Turns of phrase and what they stand for."""
    rows: list[list[str]] = yaml.load((FOLDER / "rewrites.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple((re.compile(pattern, re.IGNORECASE), written) for pattern, written in rows)


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """The most frequent English words: a known word, whatever it means, is no slip of the pen."""
    return frozenset((FOLDER / "english.txt").read_text("utf-8").split())


@lru_cache(maxsize=64)
def word_set(name: str) -> frozenset[str]:
    """A set of single words by its name in sets.yaml."""
    return frozenset(words_of("sets")[name].split())


@lru_cache(maxsize=1)
def harmless() -> frozenset[str]:
    """Single words that carry no condition."""
    return frozenset(word for line in words_of("harmless").values() for word in line.split())
