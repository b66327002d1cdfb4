"""The words around a number that say how it is meant: about, a rank, a bound, a difference, a whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Looseness = Literal["", "about", "over", "under"]
LOOSE: Mapping[Looseness, re.Pattern[str]] = {
    "about": re.compile(
        r"(?:[~≈]|\b(?:about|around|roughly|approximately|approx\.?|circa|ca\.|c\.|some|close to|shy of))\s*$",
        re.IGNORECASE,
    ),
    "over": re.compile(
        r"\b(?:over|more than|above|at least|exceed(?:s|ed|ing)|north of|upwards of)\s*$", re.IGNORECASE
    ),
    "under": re.compile(
        r"\b(?:under|less than|fewer than|below|at most|up to|nearly|almost|not quite)\s*$", re.IGNORECASE
    ),
}
RANK = re.compile(
    r"(?:#|\b(?:top|bottom|first|last|next|no\.|number|rank|largest|smallest|biggest|highest|lowest)[ -])$",
    re.IGNORECASE,
)
RANKED = re.compile(r"\s(?:top|largest|smallest|biggest|highest|lowest|oldest|newest|most|least)\b", re.IGNORECASE)
OF_COUNT = re.compile(r"\s+of\s+\d")
BOUND = re.compile(
    r"\b(?:above|over|below|under|at least|at most|more than|less than|fewer than|exceed\w*|threshold|limit|minimum"
    r"|maximum|from|to|up to|between|and|or|of)\s(?:of |an? |the )?(?:ARR |MRR )?(?:of )?$",
    re.IGNORECASE,
)
# "from 5 to 7".
FROM = re.compile(r"\bfrom (?:about |around |roughly )?$", re.IGNORECASE)
ARROW = re.compile(r"\s*(?:→|->|=>)\s*")
TO = re.compile(r"[^.;]{0,60}?\bto (?:about |around |roughly )?", re.IGNORECASE)
FALLING = re.compile(
    r"\b(?:f[ae]ll(?:s|en|ing)?|down|lower|less|fewer|below|under|behind|decreas\w+|declin\w+|drop\w*|dip\w*|los[st]\w*"
    r"|losing|shr[aiu]nk\w*|reduc\w+|negative|minus|contract\w*|smaller|gap|differen\w+|apart|short|slip\w*|slid\w*"
    r"|worse\w*|away|trail\w*|lag\w*|costs?)\b|[▼↓]",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n")

CLAUSE = re.compile(r"\b(?:while|but|although|though|whereas|yet|however)\b|;")
# Between the name of a metric and its number.
IS = re.compile(
    r"(?:\s\([^()]*\))?\s*(?:was|is|are|were|of|at|:|=|stands at|stood at|came in at|reached)?\s*"
    r"(?:now |only |just |about |~)?",
    re.IGNORECASE,
)
IS_COUNT = re.compile(r"\s*(?:was|is|are|were|:|=|stands at|stood at)?\s*(?:now |only |just |about |~)?", re.IGNORECASE)
# Straight before a number: only a difference can be meant.
DIFFERENCE_BEFORE = re.compile(
    r"\b(?:by|(?:difference|gap|change|increase|decrease|drop|rise|growth|gain|lead|decline) (?:of|is|was|comes to))"
    r"\s(?:about |around |roughly |almost |nearly |over |some |just |only |a )?$",
    re.IGNORECASE,
)
_COMPARATIVES = (
    "higher|lower|more|less|fewer|ahead|behind|larger|smaller|bigger|greater|slower|faster|longer|shorter|better|worse"
    "|stronger|weaker"
)
DIFFERENCE_AFTER = re.compile(rf"(?:\s\([^()]*\))?\s(?:percent |points? )?(?:{_COMPARATIVES})\b", re.IGNORECASE)
BESIDE_AFTER = re.compile(r"\s(?:above|below)\b", re.IGNORECASE)
DIFFERENCE = re.compile(
    rf"\b(?:(?:{_COMPARATIVES})(?! than\b)|difference|gap|by|up|down|gr[eo]w\w*|r[io]se\w*|f[ae]ll\w*|increas\w+"
    r"|decreas\w+|declin\w+"
    r"|chang\w+|growth|gain\w*|drop\w*|jump\w*|improv\w+|added|lost|slip\w*|swing|shift|doubled|points?|lead"
    r"|above|below|another|additional|extra)\b",
    re.IGNORECASE,
)
# "13 more", "13 are not shown".
LEFT_OUT = re.compile(
    r"\b(?:more|further|others?|additional|not (?:shown|listed)|left out|omitted|hidden|rest)\b", re.IGNORECASE
)
# A difference is told without its sign where these words give it.
COMPARED = re.compile(rf"\b(?:{_COMPARATIVES}|above|over|exceed\w*|lead\w*|beat\w*|outperform\w*)\b", re.IGNORECASE)
# Straight before a number: an end, not a change.
END_BEFORE = re.compile(r"\b(?:from|to|at|against|was|were|is|are)\s$|\($", re.IGNORECASE)
GAP = re.compile(r"\b(?:gap|difference|lead|margin|advantage)\b", re.IGNORECASE)
CHANGE_BEFORE, CHANGE_AFTER = 48, 28

WHOLE = re.compile(
    r"\b(?:total|sum|company|whole|entire|everything|all)\b|\d[^.,;]{0,20}\bof (?:the |our |a )?$", re.IGNORECASE
)
SURELY_WHOLE = re.compile(
    r"\b(?:overall|company-wide|as a whole|all (?:the )?(?:\w+ )?(?:\w+s))\b",
    re.IGNORECASE,
)


def looseness(before: str) -> Looseness:
    return next((name for name, pattern in LOOSE.items() if pattern.search(before)), "")


def sentence_around(text: str, place: int) -> str:
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    first = max((end for end in ends if end <= place), default=0)
    return text[first : min((end for end in ends if end > place), default=len(text))]


def is_rank(text: str, start: int, end: int) -> bool:
    """ "top 5", "#3", "five largest"; not "top 5 of 43", which counts."""
    is_named = RANK.search(text[:start]) or RANKED.match(text, end)
    return bool(is_named) and not OF_COUNT.match(text, end)


def is_bound(text: str, start: int) -> bool:
    return bool(BOUND.search(text[:start]))


def must_be_difference(text: str, start: int, end: int) -> bool:
    return bool(DIFFERENCE_BEFORE.search(text[:start]) or DIFFERENCE_AFTER.match(text, end))


def may_be_difference(text: str, start: int, end: int) -> bool:
    """Whether the words near by speak of a change."""
    is_after = bool(DIFFERENCE_AFTER.match(text, end) or BESIDE_AFTER.match(text, end))
    if GAP.search(text[:start]) and not text[:start].endswith("("):
        return True
    if END_BEFORE.search(text[:start]) and not is_after:
        return False
    before, after = text[:start][-CHANGE_BEFORE:], re.split(r"[,;(]", text[end : end + CHANGE_AFTER])[0]
    return is_after or bool(DIFFERENCE.search(before) or DIFFERENCE.search(after))


def whole_named(text: str, since: int, start: int, end: int) -> Literal["", "perhaps", "surely"]:
    """Whether the words between the last name and the number, or right after it, speak of all together."""
    near = f"{text[since:start]} {re.split(r'[,;.(]', text[end : end + CHANGE_AFTER])[0]}"
    if SURELY_WHOLE.search(near):
        return "surely"
    return "perhaps" if WHOLE.search(text[since:start]) or WHOLE.search(near) else ""
