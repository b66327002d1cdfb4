"""Characters that may travel: nothing invisible, nothing that reorders a line, nothing piled up."""

from __future__ import annotations

import re
import unicodedata

MAX_MARKS = 2
LINE_ENDS = {0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
# Letters and symbols that draw nothing: Hangul fillers, the grapheme joiner, empty Braille.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Control, format (bidi, zero width, tags), private use and unpaired halves of a character.
DROPPED = frozenset({"Cc", "Cf", "Co", "Cs"})
NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&apos;": "'", "&nbsp;": " "}
ENTITY = re.compile(r"&(?:lt|gt|amp|quot|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def clean(text: str) -> str:
    """The text with every remaining character visible, in logical order and at most two marks on a letter."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    whole = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(LINE_ENDS))
    kept: list[str] = []
    marks = 0
    for char in whole:
        marks = marks + 1 if _is_mark(char) or _is_selector(char) else 0
        if marks <= MAX_MARKS and _may_stay(char, kept[-1] if kept else ""):
            kept.append(char)
    return "".join(kept)


def decode_entities(text: str) -> str:
    """`&lt;!channel&gt;` as what it says, however often it was encoded; unknown entities stay as they are."""
    for _ in range(3):
        decoded = ENTITY.sub(_decode, text)
        if decoded == text:
            break
        text = decoded
    return text


def is_joined(char: str) -> bool:
    """Belongs to the character before it: a mark, a variation selector or a skin tone."""
    return _is_mark(char) or _is_selector(char) or "\U0001f3fb" <= char <= "\U0001f3ff"


def _decode(match: re.Match[str]) -> str:
    entity = match.group()
    if entity in NAMED:
        return NAMED[entity]
    digits = entity[2:-1]
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return chr(number) if 0 < number <= 0x10FFFF else ""


def _may_stay(char: str, before: str) -> bool:
    if char in "\n\t":
        return True
    if char in BLANKS or unicodedata.category(char) in DROPPED or 0xE0100 <= ord(char) <= 0xE01EF:
        return False
    return not _is_selector(char) or not (before == "" or before.isspace() or _is_selector(before))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me") and not _is_selector(char)


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f"
