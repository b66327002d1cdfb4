"""Lists of words that are data: words.yaml beside the code."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

WORDS = Path(__file__).with_name("words.yaml")


@cache
def words_of(name: str) -> frozenset[str]:
    lists = yaml.load(WORDS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(lists[name])


@cache
def pattern_of(name: str) -> re.Pattern[str]:
    """Any of the words of a list, whole and in any case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words_of(name), reverse=True))})(?!\w)", re.I)
