"""What a text denies does not count: "no offer from anyone", "price is not an issue"."""

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
CLAUSE = re.compile(r"[.,:;!?]|\b(?:and|but|because|so|since|while|yet)\b", re.I)


def is_denied(words: str, found: re.Match[str]) -> bool:
    """Whether the words before or after what was found, within its clause, take it back."""
    before = CLAUSE.split(words[: found.start()])[-1]
    after = CLAUSE.split(words[found.end() :])[0]
    return bool(BEFORE.search(before) or AFTER.search(after))
