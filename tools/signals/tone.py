"""The tone of what is written at an account, by a list of English words and their weights.

It reads English only and takes irony at its word; a text in another language has no tone rather than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.signals.episodes import runs, within
from tools.signals.quotes import TEXTS, Text, texts
from tools.signals.signal import Figure, Signal, SignalKind, share
from tools.signals.words import pattern_of, words_of

TONE_DAYS = 60
LEAST_TEXTS = 3
NEGATIVE = -0.15
NEUTRAL = 0.05
LEAST_ENGLISH, SHORT = 0.2, 5


@lru_cache(maxsize=65536)
def tone_of(words: str) -> float | None:
    """From -1 (bad) to 1 (good); None for a text that is not English or has no word with a weight.

    That nothing is wrong ("no open points") has no weight, neither that of the "no" nor that of what is denied.
    """
    if not _is_english(words):
        return None
    tone = float(_analyzer().polarity_scores(pattern_of("untroubled").sub("", words))["compound"])
    return tone if abs(tone) >= NEUTRAL else None


def _is_english(words: str) -> bool:
    """By the share of its commonest words; a text too short for that may be."""
    spoken = re.findall(r"[^\W\d_]+", words.lower())
    return len(spoken) < SHORT or sum(word in words_of("english") for word in spoken) >= LEAST_ENGLISH * len(spoken)


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def _negative(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    toned = [(text, tone) for text in texts(record) if (tone := tone_of(text.words)) is not None]
    days = {text.on for text, _ in toned} | {text.on + timedelta(TONE_DAYS) for text, _ in toned}
    moments = ((day, _sum_up(toned, day)) for day in sorted(days) if day <= record.day)
    for run in runs(moments):
        last = run.seen[-1]
        yield Signal(
            "tone_negative",
            record.account.account_id,
            run.began,
            share(-last.mean, 1),
            run.ended,
            {"tone": Figure(Decimal(str(round(last.mean, 2))), "score"), "texts": Figure(last.texts, "count")},
            tuple(text.mention for text in last.worst),
        )


@dataclass(frozen=True)
class Tone:
    mean: float
    texts: int
    worst: tuple[Text, ...]


def _sum_up(toned: Sequence[tuple[Text, float]], day: date) -> Tone | None:
    """The tone of the days before when it is negative over enough texts; else None."""
    recent = within(toned, day, TONE_DAYS, lambda item: item[0].on)
    if len(recent) < LEAST_TEXTS:
        return None
    mean = sum(tone for _, tone in recent) / len(recent)
    return Tone(mean, len(recent), tuple(text for text, tone in recent if tone < 0)) if mean <= NEGATIVE else None


KINDS = (
    SignalKind(
        "tone_negative",
        "Negative tone",
        "voice",
        "risk",
        f"the mean tone of at least {LEAST_TEXTS} texts of {TONE_DAYS} days is {NEGATIVE} or below on a scale from "
        "-1 to 1, by a word list for English that does not see irony; strength: how negative",
        (),
        _negative,
        one_of=TEXTS,
    ),
)
