"""A text made ready for reading numbers: one spelling for signs, spaces and escapes, and nothing else changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

FRACTIONS = {"½": " half ", "¼": " a quarter of ", "¾": " three quarters of ", "⅓": " a third ", "⅔": " two thirds "}
DASHES = str.maketrans({"−": "-", "‐": "-", "‑": "-", "–": "–", "’": "'", "‘": "'", "“": '"', "”": '"'})
ESCAPED = re.compile(r"\\([\\`*_~\[\]<>|#])")
EMOJI = re.compile(r":[a-z][a-z0-9_+-]*:|:\d+:|\d\ufe0f?\u20e3")
GROUPED = re.compile(r"(?<![\w.,])(\d{1,3})((?:[ \u00a0\u202f\u2009'’]\d{3})+)(?:,(\d{1,2}))?(?![\d,.]*\d)")
EMPHASIS = re.compile(r"(?<!\\)\*+|(?<!\\)__|(?<![\w\\])_(?=\S)|(?<=[^\s\\])_(?!\w)|(?<!\\)`|~~")


def readable(text: str) -> str:
    """The words of a Markdown text as a reader sees them: marks and escapes gone, 12 345,6 written as 12345.6."""
    for mark, words in FRACTIONS.items():
        text = text.replace(mark, words)
    text = EMOJI.sub(" ", text.translate(DASHES))
    text = GROUPED.sub(_joined, text)
    text = unicodedata.normalize("NFKC", text).translate(DASHES)
    return ESCAPED.sub(r"\1", EMPHASIS.sub("", text))


def without(text: str, names: Iterable[str]) -> str:
    """The text with each whole occurrence of a name blanked out, places kept."""
    ordered = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    if not ordered:
        return text
    pattern = "|".join(re.escape(name) for name in ordered)
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w|\s?%)", lambda match: " " * len(match[0]), text, flags=re.IGNORECASE)


def _joined(match: re.Match[str]) -> str:
    whole = match[1] + re.sub(r"\D", "", match[2])
    return f"{whole}.{match[3]}" if match[3] else whole
