"""The days and periods a text names: "31 Dec 2024", "Q3 2024", "December", "FY25"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tools.periods import MONTH_NAMES, add_months

LONG_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
MONTHS = {
    name.lower(): number
    for number, (long, short) in enumerate(zip(LONG_MONTHS, MONTH_NAMES, strict=True), start=1)
    for name in (long, short, short + ".")
} | {"sept": 9, "sept.": 9}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "1": 1, "2": 2, "3": 3, "4": 4}  # fmt: skip

MONTH = rf"(?P<month>{'|'.join(sorted(map(re.escape, MONTHS), key=len, reverse=True))})(?!\w)"
YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%]|,\d|\.\d)"
SHORT_YEAR = r"(?P<short>'?\d\d)(?!\w|[.,]\d|\s?%)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
NTH = r"(?:the )?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)"


@dataclass(frozen=True)
class When:
    """`start` and `end` are None where the text does not say enough (a fiscal year, a quarter without a year).

    `label` is the wording that tells such mentions apart; `day` is the day and month of a date without a year.
    """

    text: str
    place: int
    end_place: int
    start: date | None = None
    end: date | None = None
    label: str = ""
    day: tuple[int, int] | None = None

    @property
    def is_day(self) -> bool:
        return self.start is not None and self.start == self.end


Reader = Callable[[re.Match[str]], Iterator[tuple[date | None, date | None, str, tuple[int, int] | None]]]


def read_dates(text: str) -> tuple[tuple[When, ...], str]:
    """The mentions, in order, and the text with them blanked out. An impossible date stays in the text."""
    found: list[When] = []
    for pattern, read in PATTERNS:
        for match in pattern.finditer(text):
            readings = list(read(match))
            found += [When(match[0].strip(), match.start(), match.end(), *reading) for reading in readings]
            if readings:
                text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return tuple(sorted(found, key=lambda when: when.place)), text


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(match: re.Match[str]):  # type: ignore[no-untyped-def]
    yield from _exact(_day(int(match["year"]), int(match["m"]), int(match["d"])))


def _exact(day: date | None):  # type: ignore[no-untyped-def]
    if day is not None:
        yield day, day, "", None
