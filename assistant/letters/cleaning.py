"""Texts of the data as a letter may hold them: one line in which no mark of Markdown works, without escapes to copy."""

from __future__ import annotations

import re
import unicodedata

# What would open a gap, a link, a mention or an emphasis; brackets are kept as round ones.
SWAPPED = str.maketrans(
    {"[": "(", "]": ")", "{": "(", "}": ")", "<": "(", ">": ")", "|": "/", "*": "", "`": "'", "\\": ""}
)
EDGE = re.compile(r"(?<!\w)[_~#]+|[_~]+(?!\w)|^[\s>+=-]+")
LINK = re.compile(r"(?:https?://|www\.)[^\s\]()<>]+", re.I)
NO_LINK = "(link left out)"
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
BANG = re.compile(r"!+")


# A note of ours speaks of the account as "they"; not where it has just named other people.
PEOPLE = re.compile(r"\b(?:\w+(?:ers|ors|ees|ads|ins)|people|teams|users|staff|colleagues|contacts|HR)\b", re.I)
THEIRS = {"them": "you", "their": "your", "theirs": "yours", "they": "you"}
PRONOUN = re.compile(r"\b(?:them|theirs?|they)\b", re.I)


def to_the_reader(text: str) -> str:
    """Our own note as the account may read it: "introduce them to Support" -> "introduce you to Support"."""
    return PRONOUN.sub(
        lambda match: match[0] if PEOPLE.search(text[: match.start()]) else THEIRS[match[0].lower()], text
    )


def clean(text: str) -> str:
    """The words themselves; an exclamation mark of the data becomes a full stop."""
    seen = "".join(" " if unicodedata.category(mark) in UNSEEN else mark for mark in LINK.sub(NO_LINK, text))
    return " ".join(EDGE.sub("", BANG.sub(".", seen.translate(SWAPPED))).split())
