"""A what-if as people type it, with its rates and spans written out: '2%/mo', '3yrs', '1 in 20', '5 pts'."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.planner.wordings import words_of

# One word that no period is read into.
A_MONTH = "permonth"
_NUMBER = r"\d+(?:[.,]\d+)*"
_EVERY = r"(?:/|per |a |an |each |every )"
Written = str | Callable[[re.Match[str]], str]


def written_out(text: str) -> str:
    """The text in the one form in which the wordings of what-ifs are compared."""
    for pattern, written in _table():
        text = pattern.sub(written, text)
    return text


def _one_in(found: re.Match[str]) -> str:
    """'1 in 20' is 5 %; 'twelve in ten' is nothing."""
    numbers: dict[str, int] = words_of("grammar")["numbers"]
    part, whole = (float(numbers.get(word.lower(), 0) or word) for word in (found["part"], found["whole"]))
    return f"{part / whole * 100:g}%" if 0 < part < whole else found[0]


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[re.Pattern[str], Written], ...]:
    numbers = "|".join(words_of("grammar")["numbers"])
    table: tuple[tuple[str, Written], ...] = (
        # 'LTV:CAC' is one figure, no end of a sentence.
        (r"(?<=[^\W\d]):(?=[^\W\d])", " to "),
        (rf"(?<![\d.,])({_NUMBER}) ?: ?1(?![\d.,%])", r"\1"),
        (r"->|→|=>", " to "),
        (r"\bs\s*&\s*m\b", "sales and marketing"),
        (r"(?<=\d) ?(?:pct|per ?cent)\b", "%"),
        (r"(?<=\d) ?(?:pts?|pps?|ppts?|%-?points?|percent(?:age)? points?)\b", " points"),
        (rf"\b(?P<part>\d+|{numbers}) (?:in|out of|of)(?: every)? (?P<whole>\d+|{numbers})(?= \w+ "
         r"(?:leave|churn|go|quit|cancel|are lost|left|is lost)| leave| churn| go\b| quit| cancel)", _one_in),
        (r"\b(?:imply|implies|translates? (?:in)?to)\b", "come to"),
        (r"(?<=[^\W\d]) ?= ?", " of "),
        (r"\bbiz\b", "business"),
        (r"\b(?:no|without|zero) (?:new|additional) (?:logos?|arr|business|sales|customers|accounts)\b", "$0 new arr"),
        (r"\bhalf a (?:%|percent|point)", "0.5 %"),
        (r"\ba (?:%|percent)(?!\w)", "1 %"),
        (rf"({_NUMBER}) ?y(?:(?:ea)?rs?)?\b", r"\1 years"),
        (rf"\b(?:over|for|within|across)(?: the next)? (?=(?:{_NUMBER}|{numbers}) years?\b)", "after "),
        (rf"{_EVERY}y(?:ea)?r\b|\bp\.?a\.?(?!\w)", " a year"),
        (rf" ?{_EVERY}mo(?:nth|s)?\b|\b(?:monthly|mthly|mnthly)\b|\bp\.?m\.?(?!\w)", f" {A_MONTH} "),
        (r"(?<=\d) ?(?:mil|mill|mln)\b", " million"),
        (r"\bbreak[- ]?even\b", "0 % margin"),
        (rf"({_NUMBER} ?%) (less|lower|down|fewer)\b", r"-\1"),
        (rf"({_NUMBER} ?%) (more|higher|up)\b", r"+\1"),
    )  # fmt: skip
    return tuple((re.compile(pattern, re.IGNORECASE), written) for pattern, written in table)
