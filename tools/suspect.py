"""Text of the data as a draft may repeat it: one short line, and nothing that reads like an order to software."""

from __future__ import annotations

import re

from tools.names import shown

LONGEST = 140
LEFT_OUT = "text left out: it reads like an order to software"
LINK = re.compile(r"(?:https?://|www\.)\S+", re.I)
ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:instruction|rule|prompt|previous|prior|above|earlier)"
    r"|\b(?:system|developer) (?:prompt|message)|\b(?:you are|act as|pretend to be) (?:now )?(?:an? )?(?:\w+ )?"
    r"(?:assistant|ai|model|bot|admin|system)|\byou are now\b|\b(?:admin|developer|debug) mode\b"
    r"|^\W*(?:assistant|system|user|ai)\s*:|\b(?:reveal|print|post|send|forward|list) (?:all|every|the) (?:\w+ )?"
    r"(?:password|secret|key|credential|contact address|account|prompt)|<\s*/?\s*(?:system|script|instruction)",
    re.I,
)
INTERNAL = re.compile(
    r"^\W*internal(?:ly)?\b|\b(?:do not|don't|never) (?:tell|mention|show|share)\b|\bconfidential\b", re.I
)


def is_order(words: str) -> bool:
    """Whether a text of the data speaks to whoever processes it instead of about the account."""
    return bool(ORDERS.search(words))


def is_internal(words: str) -> bool:
    """Whether the text itself says that it is not meant for the account."""
    return bool(INTERNAL.search(words))


def named(words: str, longest: int) -> str:
    """The text as the name of something, shortened; what reads like an order is said to be left out."""
    return LEFT_OUT if is_order(words) else shown(words, longest)


def quotable(words: str) -> str:
    """One line of at most 140 characters, without links; empty where it reads like an order to software."""
    line = " ".join(LINK.sub("(link left out)", words).split())
    return "" if is_order(line) else shown(line, LONGEST)
