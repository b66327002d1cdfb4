"""What texts speak of, by word patterns. A text is only searched: what it says is never done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.record.record import Record
from tools.signals.episodes import lasting
from tools.signals.patterns import kinds_in
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


def themes_of(words: str) -> frozenset[str]:
    """The themes of a text, those that it denies left out."""
    return kinds_in(words, THEMES)


def heard(record: Record, theme: str, since: date) -> Iterator[Heard]:
    """When texts at the account spoke of a theme; each counts for some months, those that overlap are one."""
    found = ((text.on, text.mention) for text in texts(record) if text.on >= since and theme in themes_of(text.words))
    for run in lasting(found, HEARD_DAYS, record.day):
        yield Heard(run.began, run.ended, run.seen)
