"""What texts speak of, by word patterns. A text is only searched: what it says is never done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import yaml

from tools.record.record import Record
from tools.signals.denial import is_denied
from tools.signals.episodes import lasting
from tools.signals.quotes import texts
from tools.signals.signal import Mention

THEMES = Path(__file__).with_name("themes.yaml")
HEARD_DAYS = 120


@dataclass(frozen=True)
class Heard:
    """A theme that came up again and again: since when, until when, and where."""

    began: date
    ended: date | None
    mentions: tuple[Mention, ...]


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    kinds = yaml.load(THEMES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.I) for name, parts in kinds.items()}


@lru_cache(maxsize=65536)
def themes_of(words: str) -> frozenset[str]:
    """The themes of a text, those that it denies left out."""
    return frozenset(
        name
        for name, pattern in _patterns().items()
        if any(not is_denied(words, found) for found in pattern.finditer(words))
    )


def heard(record: Record, theme: str, since: date) -> Iterator[Heard]:
    """When texts at the account spoke of a theme; each counts for some months, those that overlap are one."""
    found = ((text.on, text.mention) for text in texts(record) if text.on >= since and theme in themes_of(text.words))
    for run in lasting(found, HEARD_DAYS, record.day):
        yield Heard(run.began, run.ended, run.seen)
