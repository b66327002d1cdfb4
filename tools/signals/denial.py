"""What a text denies does not count, nor what it asks for its own sake: "price is not an issue", "out of curiosity"."""

from __future__ import annotations

import re

BEFORE = re.compile(
    r"(?:\b(?:no|not|never|without|neither|nor|hardly|nobody|cannot|unable to)|n't)(?!\W+only)\W+(?:[\w']+\s+){0,5}$",
    re.I,
)
AFTER = re.compile(
    r"^\s+(?:[\w']+\s+){0,3}?(?:(?:not|never|no)\s+(?:an?\s+|the\s+|our\s+|their\s+)?(?:issue|problem|concern|topic|question|"
    r"obstacle)|(?:fine|settled|approved|secured|confirmed|out of the question|off the table))\b",
    re.I,
)
# Asked for its own sake: nothing is meant by it.
IDLE = re.compile(
    r"^[^.;:!?]{0,60}\b(?:(?:out of|from) (?:pure |mere |sheer |simple )?(?:curiosity|interest)|for information only|"
    r"just (?:curious|wondering)|(?:no|without) intention)\b",
    re.I,
)
CLAUSE = re.compile(r"[.,:;!?]|\b(?:and|but|because|so|since|while|yet)\b", re.I)


def is_denied(words: str, found: re.Match[str]) -> bool:
    """Whether the words before or after what was found take it back, within its clause, or say that it was idle."""
    before = CLAUSE.split(words[: found.start()])[-1]
    rest = words[found.end() :]
    return bool(BEFORE.search(before) or AFTER.search(CLAUSE.split(rest)[0]) or IDLE.search(rest))
