"""Words of the record that cost us something when a letter repeats them: concessions in money, days for the product."""

from __future__ import annotations

import re

CONCESSION = re.compile(
    r"\bdiscount|\brebate|\bconcession|\d ?% ?(?:off|less|cheaper|reduction)|\bprice (?:cut|hold|freeze|lock)|"
    r"\bfree (?:of charge|months?|seats?|year|licen[cs]es?|hours)|\bfor free\b|\bwaive|\brefund|\bcredit note",
    re.I,
)
RELEASE = re.compile(
    r"\b(?:ships?|shipping|releas\w+|rolls? out|go(?:es)? live|launch\w*|deliver\w*) (?:\w+ ){0,3}?(?:in|by|on) \w"
    r"|\broadmap\b|\bfeature\b.{0,40}\b(?:in|by|on) \w+|\bbeta\b",
    re.I,
)


def is_binding(words: str) -> bool:
    """Whether somebody else than the sender should have agreed to these words first."""
    return bool(CONCESSION.search(words) or RELEASE.search(words))
