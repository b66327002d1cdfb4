"""Kinds of mention in a text by patterns kept as data, those that the text denies left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import yaml

from tools.signals.denial import is_denied


@cache
def _patterns(file: Path) -> Mapping[str, re.Pattern[str]]:
    kinds = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.I) for name, parts in kinds.items()}


@lru_cache(maxsize=65536)
def kinds_in(words: str, file: Path) -> frozenset[str]:
    """The kinds of that file which the words speak of and do not deny."""
    return frozenset(
        name
        for name, pattern in _patterns(file).items()
        if any(not is_denied(words, found) for found in pattern.finditer(words))
    )
