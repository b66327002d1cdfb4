"""Words of time spelled out: 'lst quater' becomes 'last quarter', and every letter keeps its place in the text."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
UNITS = ("day", "week", "month", "quarter", "year")
COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
WORDS = (
    *MONTHS, *UNITS, *(f"{unit}s" for unit in UNITS), *COUNTS[3:], "last", "past", "previous", "prior", "this",
    "current", "currently", "next", "first", "second", "third", "fourth", "trailing", "rolling", "since", "until",
    "between", "through", "before", "after", "beginning", "start", "today", "yesterday", "moment", "same",
    "period", "fiscal", "calendar", "earlier", "ending",
)  # fmt: skip
SHORT = {
    "lst": "last", "nxt": "next",
    "prev": "previous", "prv": "previous", "curr": "current", "qtr": "quarter", "qtrs": "quarters",
    "qrt": "quarter", "qrtr": "quarter", "qter": "quarter", "yr": "year", "yrs": "years", "mth": "month",
    "mths": "months", "mo": "month", "mos": "months", "mnth": "month", "mnths": "months", "wk": "week", "wks": "weeks",
    "sept": "september", "thru": "through", "till": "until", "til": "until", "btw": "between", "annum": "year",
    "couple": "two", "financial": "fiscal", "rn": "now", "atm": "now", "frm": "from", "ths": "this", "tdy": "today",
    "eoy": "year end", "eoq": "quarter end", "eom": "month end", "ye": "year end",
    **{month[:3]: month for month in MONTHS},
}  # fmt: skip
# English words one slip away from a word of time, which they are not.
_LOOKALIKES = (
    "list lost least lest lasts part parts pass paid post posts test tests thin thus text nest need mouth weak hall"
    " halt help data date dates rate some name sale sales safe save form firm fist there these their them then than"
    " that they marsh match merch junk tune jury even seen seem smart stars state stats started starts status stat"
    " training trial trials trialing unit units parent price currency quarterly monthly yearly weekly daily tend near"
    " early east cast fast most host cost person where were market markets sync seat seats feature features several"
    " severe server serve spending lending pending rolled times time tier tiers forth secondary seconds threat thread"
    " threw night line note teen turn trend trends your yours dear bear hear sold send spend older parted"
    " correct corrected previously presently recently merged fist firms prio prios alter correctly eighth eighty"
    " file files fine fire foul marco nice nina none movement movements momentum star stark steven stuart though"
    " tracking tree yeah sake shame jane judy"
)
NOT_TIME = frozenset(_LOOKALIKES.split())
_DAY = r"(?P<{}>\d{{1,2}}(?: ?(?:st|nd|rd|th))?)"
_TO = r" ?(?:to|-|–|until|through) ?(?:the )?"
_MONTH = f"(?P<month>{'|'.join(MONTHS)})"
# Two days that share one month: '11 to 17 november', 'between 3 and 9 may', 'november 11 to 17'.
_MONTH_LAST = re.compile(
    rf"(?<![\w.,$-])(?:{_DAY.format('first')}{_TO}|(?<=between )(?P<other>\d{{1,2}}(?:st|nd|rd|th)?) and (?:the )?)"
    rf"{_DAY.format('second')}(?: of)? {_MONTH}\b"
)
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH} {_DAY.format('first')}{_TO}"
    rf"(?=(?P<second>\d{{1,2}})(?!\d|[.,]\d)(?! ?(?:st|nd|rd|th)? ?(?:{'|'.join(MONTHS)})))"
)
_JOINED = re.compile(r"(?i)\b(last|past|previous|prior|this|current|next)(day|week|month|quarter|qtr|year|yr)(s?)\b")


def spell_out(text: str) -> tuple[str, list[int]]:
    """The text in lower case with words of time spelled out, and for each of its letters the place in the text."""
    spelled: list[str] = []
    places: list[int] = []
    for piece in re.finditer(r"[^\W\d_]+|\d+|\s+|[^\w\s]|_", text):
        written = " " if piece[0].isspace() else _word(piece[0].lower())
        spelled.append(written)
        places += [min(piece.start() + step, piece.end() - 1) for step in range(len(written))]
    return _with_both_months("".join(spelled), places)


def _with_both_months(spelled: str, places: list[int]) -> tuple[str, list[int]]:
    """The month that two days share, written after the first of them, or before the second."""
    found = _MONTH_LAST.search(spelled)
    if found and not spelled[: found.start()].rstrip().endswith(MONTHS):
        return _inserted(spelled, places, found.end("first" if found["first"] else "other"), f" {found['month']}")
    found = _MONTH_FIRST.search(spelled)
    return _inserted(spelled, places, found.end(), f"{found['month']} ") if found else (spelled, places)


def _inserted(spelled: str, places: list[int], at: int, words: str) -> tuple[str, list[int]]:
    return f"{spelled[:at]}{words}{spelled[at:]}", [*places[:at], *[places[at - 1]] * len(words), *places[at:]]


@lru_cache(maxsize=4096)
def _word(word: str) -> str:
    joined = _JOINED.fullmatch(word)
    if joined:
        return f"{joined[1]} {SHORT.get(joined[2], joined[2])}{joined[3]}"
    if word in SHORT or word in WORDS or word in NOT_TIME or len(word) < 4:
        return SHORT.get(word, word)
    slips = 1 if len(word) < 8 else 2
    alike = [known for known in WORDS if known[0] == word[0] and len(known) > 3]
    found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=slips)
    return str(found[0]) if found else word
