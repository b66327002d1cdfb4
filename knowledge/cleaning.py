"""Text from outside, freed of what a reader cannot see: a document must say to a model what it shows to a person."""

from __future__ import annotations

import re
import unicodedata

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
LINE_BREAK = re.compile("\r\n|[\r\u2028\u2029]")
# What most texts are: nothing in it is hidden, joined or written in two ways.
PLAIN = re.compile(r"[\n\t -~]*")
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
# Letters and symbols by category, blank on every screen: Hangul fillers, the empty Braille cell, variation selectors.
VARIATIONS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800") | {chr(code) for code in VARIATIONS}
# No script stacks more marks on one letter; longer runs only bury the lines around them.
MARKS_PER_LETTER = 4


def clean_text(text: str) -> str:
    """Drop comments and control, direction, zero-width, tag, private and unpaired characters; keep lines and tabs."""
    text = COMMENT.sub("", LINE_BREAK.sub("\n", text))
    if PLAIN.fullmatch(text):
        return text.strip()
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MARKS_PER_LETTER and not _is_hidden(character):
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def clean_line(text: str) -> str:
    """The same as one line: every run of white space becomes one space."""
    return " ".join(clean_text(text).split())


def _is_hidden(character: str) -> bool:
    if character in "\n\t":
        return False
    return character in BLANKS or unicodedata.category(character) in HIDDEN_CATEGORIES
