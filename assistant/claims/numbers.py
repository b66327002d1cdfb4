"""The numbers a text claims, as tokens: 10.2 in "$10.2M" is a rounded amount of dollars, 3 in "Q3" is no number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.claims.cues import Looseness, is_rank, looseness, sentence_around
from assistant.claims.words import FRACTION, MULTIPLE, NUMBER_WORDS, TIMES, fraction_of, step_of, value_of

Kind = Literal["plain", "money", "percent", "points", "times", "days", "hours", "minutes", "rank", "part"]

_WRITTEN_CURRENCIES = {
    "USD": "$ us$ usd dollar dollars",
    "EUR": "€ eur euro euros",
    "GBP": "£ gbp pound pounds",
    "JPY": "¥ jpy yen",
    "AUD": "a$ aud",
    "CAD": "c$ cad",
    "INR": "₹ inr",
} | {code: code.lower() for code in ("CHF", "SEK", "NOK", "DKK", "PLN", "BRL", "SGD", "NZD")}
_WRITTEN_SCALES = {
    3: "k thousand thousands",
    6: "m mm mn mio million millions",
    9: "b bn billion billions",
    12: "tn trillion trillions",
}
_WRITTEN_UNITS: Mapping[Kind, str] = {
    "points": "percentage point|percentage points|percent point|percent points|%-points|pp|pts|point|points|-point",
    "percent": "%|percent|-percent|per cent|percentage|pct",
    "times": "x|×|-fold|:1",
    "days": "day|days|-day",
    "hours": "hour|hours|hrs|hr|h|-hour",
    "minutes": "minute|minutes|mins|min|-minute",
}
CURRENCIES: Mapping[str, str] = {word: code for code, words in _WRITTEN_CURRENCIES.items() for word in words.split()}
SCALES: Mapping[str, Decimal] = {
    word: Decimal(10) ** power for power, words in _WRITTEN_SCALES.items() for word in words.split()
}
UNITS: Mapping[str, Kind] = {word: kind for kind, words in _WRITTEN_UNITS.items() for word in words.split("|")}
SIGNS: Mapping[str, Literal["+", "-"]] = {"-": "-", "minus": "-", "+": "+", "plus": "+"}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


DIGITS = r"\d+(?:[.,]\d+)*"
START = re.compile(
    r"(?<![\w.,])(?P<sign>[+±-](?=[^\s+-])|minus |plus )?"
    rf"(?P<currency>(?:{_either(CURRENCIES)})\s?(?=[+-]?\d))?(?P<inner>[+-](?=\d))?(?P<digits>{DIGITS})"
    rf"|(?P<words>{NUMBER_WORDS.pattern})",
    re.IGNORECASE,
)
SCALE = re.compile(
    rf"(?:(?P<attached>{_either(SCALES)})|[ -](?P<spaced>{_either([word for word in SCALES if len(word) > 1])}))(?!\w)",
    re.IGNORECASE,
)
UNIT = re.compile(rf"\s?(?P<unit>{_either(UNITS)})(?!\w)", re.IGNORECASE)
CURRENCY = re.compile(rf"\s?(?P<currency>{_either(CURRENCIES)})(?!\w|\s?\d)", re.IGNORECASE)
ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
TIMES_AS_MUCH = re.compile(r"\s+times\b", re.IGNORECASE)
LEAD = re.compile(r"([a-z-]+)\s+$", re.IGNORECASE)
NOUN = re.compile(r"\s+([a-z-]+)", re.IGNORECASE)
JOINED = re.compile(r"[^\S\n]?(?:to|and|-|–|against|versus|vs\.?)[^\S\n]?")
NAMELIKE = re.compile(r"[A-Z]+\b")
# Not quantities: round the clock, one to one, all round, scores of a scale, and marks of a list.
IDIOMS = re.compile(
    r"(?<!\w)(?:24/7|24x7|1:1|1-on-1|1-1s?|80/20|360(?:-| )?(?:degrees?|°)|9-to-5|50/50)(?!\w)", re.IGNORECASE
)
MARKER = re.compile(
    r"^[ \t>]*(?:(?:[-*•][ \t]+)?(?P<rank>\d{1,3})[.)](?=\s)|\|[ \t]*(?P<row>\d{1,3})(?=[ \t]*\|))", re.MULTILINE
)


@dataclass(frozen=True)
class Number:
    """`value` is None where the digits cannot be read in one way only; `step` is the place value of the last digit.

    `lead` and `noun` are the words before and after, `is_listed` says that it stands after a colon, comma or bar.
    """

    text: str
    start: int
    end: int
    value: Decimal | None
    kind: Kind = "plain"
    currency: str = ""
    step: Decimal = Decimal(1)
    sign: Literal["", "+", "-"] = ""
    scale: Decimal = Decimal(1)
    looseness: Looseness = ""
    is_listed: bool = False
    lead: str = ""
    noun: str = ""
    sentence: str = ""


def read_numbers(text: str) -> tuple[Number, ...]:
    """Every quantity of a readable text from which names and dates were taken out, in order."""
    text = IDIOMS.sub(lambda match: " " * len(match[0]), text)
    ranks = [_rank(match) for match in MARKER.finditer(text)]
    for rank in ranks:
        text = text[: rank.start] + " " * (rank.end - rank.start) + text[rank.end :]
    found = [*ranks, *_parts(text), *_quantities(text)]
    return _sharing_units(text, sorted(found, key=lambda number: number.start))


def _rank(match: re.Match[str]) -> Number:
    place = "rank" if match["rank"] else "row"
    return Number(match[place], match.start(place), match.end(place), Decimal(match[place]), "rank")


def _parts(text: str) -> Iterator[Number]:
    for match in FRACTION.finditer(text):
        yield _worded(text, match, fraction_of(match), "part")
    for match in MULTIPLE.finditer(text):
        yield _worded(text, match, TIMES[match[0].lower()], "times")


def _worded(text: str, match: re.Match[str], value: Decimal, kind: Kind) -> Number:
    loose = looseness(text[: match.start()])
    return Number(match[0].strip(), match.start(), match.end(), value, kind, looseness=loose)


def _quantities(text: str) -> Iterator[Number]:
    blanked = FRACTION.sub(lambda match: " " * len(match[0]), text)
    done = 0
    for match in START.finditer(blanked):
        number = _quantity(blanked, match) if match.start() >= done else None
        if number is not None:
            done = number.end
            yield number


def _quantity(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.start(), match.end()
    if match["words"]:
        number = Number(match["words"], start, end, value_of(match["words"]), step=step_of(match["words"]))
    else:
        value, step = read_digits(match["digits"])
        sign = match["sign"] or match["inner"] or ""
        number = Number("", start, end, value, step=step, sign=SIGNS.get(sign.lower().strip(), ""))
        number = _with_currency(number, match["currency"])
        if ORDINAL.match(text, end):
            return replace(number, kind="rank", text=text[start : end + 2], end=end + 2)
    number = _with_suffixes(text, number)
    if not match["words"] and number.end == end and NAMELIKE.match(text, end) and end - start <= 2:
        return None
    lead, noun = LEAD.search(text[:start]), NOUN.match(text, number.end)
    return replace(
        number,
        text=text[start : number.end].strip(),
        kind="rank" if number.kind == "plain" and is_rank(text, start, number.end) else number.kind,
        looseness=looseness(text[:start]),
        is_listed=text[:start].rstrip()[-1:] in ("", ":", ",", "|", "(", "="),
        lead=lead[1].lower() if lead else "",
        noun=noun[1].lower() if noun else "",
        sentence=sentence_around(text, start),
    )


def _with_suffixes(text: str, number: Number) -> Number:
    scale = SCALE.match(text, number.end)
    if scale and number.value is not None:
        factor = SCALES[(scale["attached"] or scale["spaced"]).lower()]
        number = replace(_times(number, factor), end=scale.end())
    currency = CURRENCY.match(text, number.end)
    if currency and not number.currency:
        number = _with_currency(replace(number, end=currency.end()), currency["currency"])
    if number.kind == "money" and number.scale == 1:
        number = _with_thousands(number)
    unit = UNIT.match(text, number.end)
    if unit and number.kind == "money" and unit["unit"] == "%":
        return replace(number, value=None, end=unit.end())
    if unit and number.kind == "plain":
        number = replace(number, kind=UNITS[unit["unit"].lower()], end=unit.end())
    if number.kind == "plain" and number.step < 1 and TIMES_AS_MUCH.match(text, number.end):
        number = replace(number, kind="times")
    return number


def _with_thousands(number: Number) -> Number:
    """Amounts have no third decimal: 564.500 $ is half a million."""
    if number.value is None or number.step != Decimal("0.001"):
        return number
    return replace(number, value=number.value * 1000, step=Decimal(1))


def _with_currency(number: Number, written: str | None) -> Number:
    if not written:
        return number
    return replace(number, kind="money", currency=CURRENCIES[written.strip().lower()])


def _sharing_units(text: str, numbers: list[Number]) -> tuple[Number, ...]:
    """In "between 5 and 10 %" the first number has the unit of the second; in "$4.2 to 5.1M" they share both ways."""
    shared = list(numbers)
    for place in range(len(shared) - 2, -1, -1):
        one, other = shared[place], shared[place + 1]
        if JOINED.fullmatch(text[one.end : other.start]):
            shared[place], shared[place + 1] = _shared(one, other)
    return tuple(shared)


def _shared(one: Number, other: Number) -> tuple[Number, Number]:
    if one.kind == "money" and other.kind == "plain" and other.scale > one.scale:
        return _times(one, other.scale), replace(other, kind="money", currency=one.currency)
    has_own_mark = other.kind == "money" and not other.text[:1].isdigit()
    if one.kind != "plain" or other.kind in ("plain", "rank", "part") or has_own_mark:
        return one, other
    scaled = _times(one, other.scale) if one.scale < other.scale else one
    return replace(scaled, kind=other.kind, currency=other.currency), other


def _times(number: Number, factor: Decimal) -> Number:
    value = None if number.value is None else number.value * factor
    return replace(number, value=value, step=number.step * factor, scale=factor)


def read_digits(digits: str) -> tuple[Decimal | None, Decimal]:
    """1,204 and 10.159.608 and 1.204,5 as numbers with the place value of the last digit; None where unclear."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", digits):
        plain = digits.replace(",", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d+)?|(?:\.\d{3})+,\d+)", digits):
        plain = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+(?:[.,]\d+)?", digits):
        plain = digits.replace(",", ".")
    else:
        return None, Decimal(1)
    value = Decimal(plain)
    return value, Decimal(1).scaleb(int(value.as_tuple().exponent))
