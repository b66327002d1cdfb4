"""Numbers written in English words: "twenty-seven", "a dozen", "two thirds", "doubled"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES: Mapping[str, int] = {word: value for value, word in enumerate(_ONES.split())} | {"a": 1, "an": 1}
TENS: Mapping[str, int] = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES: Mapping[str, int] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(list(ONES)[1:10])}))?|{'|'.join(list(ONES)[:20])})"
SCALE = rf"(?:{'|'.join(SCALES)})"
IDIOM = r"(?!-(?:figure|digit|way|touch|on|fold|party|threaded|tier|sided|factor|step|pager?|size|sum)\b)"
# "one" alone is rarely a number ("one of the", "which one"); "a" is one only before a scale.
NUMBER_WORDS = re.compile(
    rf"\bhalf an? {SCALE}\b"
    rf"|\b(?:(?:an?|{SMALL})[ -]{SCALE}(?:(?:[ -]| and ){SMALL}(?:[ -]{SCALE})?|[ -]{SCALE})*|(?!one\b){SMALL})"
    rf"\b{IDIOM}"
    r"|(?<=\bonly )one\b|(?<=\bjust )one\b|(?<=\bexactly )one\b|\bone (?=percent|per cent|point)",
    re.IGNORECASE,
)

PARTS: Mapping[str, Decimal] = {
    "half": Decimal(50),
    "third": Decimal(100) / 3,
    "quarter": Decimal(25),
    "fifth": Decimal(20),
    "tenth": Decimal(10),
}
# A quarter is a part only "of" something that is not a time; an ordinal ("a third account") is none.
_TIME = r"(?: of)? (?:the )?(?:fiscal |calendar )?(?:year|FY|(?:19|20)\d\d)"
FRACTION = re.compile(
    r"\b(?<!first )(?<!second )(?<!1st )(?<!2nd )(?:"
    r"(?P<half>half)(?= of\b| the\b| our\b| its\b| their\b| all\b)"
    r"|(?P<count>an?|one|two|three|nine)[ -]"
    r"(?:(?P<part>third|quarter|fifth|tenth)s? of\b|(?P<parts>third|fifth|tenth)s\b)"
    rf")(?!{_TIME}|\s{{3}})",  # a year already read leaves a gap
    re.IGNORECASE,
)
TIMES: Mapping[str, Decimal] = {
    "double": Decimal(2),
    "doubled": Decimal(2),
    "doubling": Decimal(2),
    "twice": Decimal(2),
    "twofold": Decimal(2),
    "triple": Decimal(3),
    "tripled": Decimal(3),
    "tripling": Decimal(3),
    "threefold": Decimal(3),
    "quadruple": Decimal(4),
    "quadrupled": Decimal(4),
    "fourfold": Decimal(4),
    "tenfold": Decimal(10),
    "halved": Decimal("0.5"),
}
MULTIPLE = re.compile(rf"\b(?:{'|'.join(TIMES)})\b(?!-)", re.IGNORECASE)


def value_of(words: str) -> Decimal:
    """'two hundred and five' -> 205, 'a dozen' -> 12, 'half a million' -> 500000."""
    if words.lower().startswith("half "):
        return value_of(words[5:]) / 2
    total, current = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in SCALES and SCALES[word] >= 1000:
            total, current = total + max(current, 1) * SCALES[word], 0
        elif word in SCALES:
            current = max(current, 1) * SCALES[word]
        else:
            current += ONES.get(word, TENS.get(word, 0))
    return Decimal(total + current)


def step_of(words: str) -> Decimal:
    """How coarse the words are: "ten million" speaks in millions, "a dozen" is exactly twelve."""
    last = SCALES.get(re.split(r"[ -]", words.lower())[-1], 1)
    return Decimal(1 if last < 1000 else last // 10 if words.lower().startswith("half ") else last)


def fraction_of(match: re.Match[str]) -> Decimal:
    """The percentage of a `FRACTION`: 'two thirds' -> 66.7, 'a quarter of' -> 25."""
    count = {"two": 2, "three": 3, "nine": 9}.get((match["count"] or "a").lower(), 1)
    return PARTS[(match["half"] or match["part"] or match["parts"]).lower()] * count
