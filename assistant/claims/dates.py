"""The days and periods a text names: "31 Dec 2024", "Q3 2024", "December", "FY25"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tools.periods import MONTH_NAMES, add_months

_MONTHS = "January February March April May June July August September October November December"
MONTHS = {
    name: number
    for number, names in enumerate(zip(_MONTHS.split(), MONTH_NAMES, strict=True), start=1)
    for name in (*names, f"{names[1]}.")
} | {"Sept": 9, "Sept.": 9}
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

MONTH = rf"(?P<month>{'|'.join(sorted(map(re.escape, MONTHS), key=len, reverse=True))})(?!\w)"
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|\s?%|,\d|\.\d)"
CENTURYLESS = r"(?P<year>'?\d\d)(?!\w|[.,]\d|\s?%)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
START = r"(?<![\w.,$€£#/-])"
NAMED = rf"(?P<nth>{'|'.join(NTH)}) (?:fiscal |calendar )?(?P<part>quarter|half)"
CODED = r"(?P<part>[QH])(?P<nth>[1-4])"


@dataclass(frozen=True)
class When:
    """A day or period as named. `label` tells mentions apart that have no days of their own (fiscal, without a year);
    `day` is the month and day of a date without a year."""

    text: str
    place: int
    end_place: int
    start: date | None = None
    end: date | None = None
    label: str = ""
    day: tuple[int, int] | None = None


@dataclass(frozen=True)
class Reading:
    start: date | None = None
    end: date | None = None
    label: str = ""
    day: tuple[int, int] | None = None


def read_dates(text: str) -> tuple[tuple[When, ...], str]:
    """The mentions in order, and the text with them blanked out. One that may mean two days is there twice; an
    impossible one stays in the text."""
    found: list[When] = []
    for pattern, read in PATTERNS:
        for match in re.finditer(pattern, text):
            readings = list(read(match))
            found += [
                When(match[0].strip(), match.start(), match.end(), one.start, one.end, one.label, one.day)
                for one in readings
            ]
            if readings:
                text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return tuple(sorted(found, key=lambda when: when.place)), text


def months_from(year: int, month: int, count: int) -> Reading:
    start = date(year, month, 1)
    return Reading(start, add_months(start, count) - timedelta(days=1))


def _days(*parts: tuple[int, int, int]) -> Iterator[Reading]:
    """Each of year, month and day that is a day."""
    for year, month, day in dict.fromkeys(parts):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        yield Reading(found, found)


def _number(match: re.Match[str], name: str) -> int:
    written = match[name].strip("'")
    if name == "month" and not written.isdigit():
        return MONTHS[written]
    value = int(NTH.get(written, written))
    return value + 2000 if name == "year" and value < 100 else value


def _day(match: re.Match[str]) -> Iterator[Reading]:
    return _days((_number(match, "year"), _number(match, "month"), _number(match, "day")))


def _days_of_month(match: re.Match[str]) -> Iterator[Reading]:
    year, month = _number(match, "year"), _number(match, "month")
    return _days((year, month, int(match["from"])), (year, month, int(match["day"])))


def _either_order(match: re.Match[str]) -> Iterator[Reading]:
    year, one, other = _number(match, "year"), int(match["one"]), int(match["other"])
    return _days((year, one, other), (year, other, one))


def _month(match: re.Match[str]) -> Iterator[Reading]:
    if 1 <= _number(match, "month") <= 12:
        yield months_from(_number(match, "year"), _number(match, "month"), 1)


def _part_of_year(match: re.Match[str]) -> Iterator[Reading]:
    nth, months = _nth_and_months(match)
    if (nth - 1) * months >= 12:
        return
    if match.groupdict().get("fiscal"):
        yield Reading(label=f"{months}m{nth}fy{_number(match, 'year')}")
    else:
        yield months_from(_number(match, "year"), (nth - 1) * months + 1, months)


def _part_of_some_year(match: re.Match[str]) -> Iterator[Reading]:
    nth, months = _nth_and_months(match)
    yield Reading(label=f"{months}m{nth}")


def _some_month(match: re.Match[str]) -> Iterator[Reading]:
    yield Reading(label=f"1m{_number(match, 'month')}")


def _nth_and_months(match: re.Match[str]) -> tuple[int, int]:
    return _number(match, "nth"), 3 if match["part"].lower().startswith("q") else 6


def _fiscal_year(match: re.Match[str]) -> Iterator[Reading]:
    yield Reading(label=f"fy{_number(match, 'year')}")


def _day_of_some_year(match: re.Match[str]) -> Iterator[Reading]:
    if 1 <= _number(match, "day") <= 31:
        yield Reading(day=(_number(match, "month"), _number(match, "day")))


def _year(match: re.Match[str]) -> Iterator[Reading]:
    yield months_from(_number(match, "year"), 1, 12)


FISCAL = r"(?P<fiscal>FY ?'?|fiscal year )"
# The longer wording first: each takes its place in the text before a shorter one can misread a piece of it.
PATTERNS: tuple[tuple[str, Callable[[re.Match[str]], Iterator[Reading]]], ...] = (
    (rf"(?<![\d-]){YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _day),
    (rf"(?<![\d-]){YEAR}-(?P<month>\d\d)(?![\d-])", _month),
    (rf"{START}(?P<from>[0-3]?\d) ?[-–] ?{DAY} {MONTH},? {YEAR}", _days_of_month),
    (rf"{START}{DAY} (?:of )?{MONTH},? {YEAR}", _day),
    (rf"{START}{MONTH} {DAY},? {YEAR}", _day),
    (rf"(?<![\d./])(?P<one>\d\d?)[/.](?P<other>\d\d?)[/.]{YEAR}", _either_order),
    (rf"{START}{CODED} {FISCAL}(?:{YEAR})", _part_of_year),
    (rf"{START}{CODED} {FISCAL}(?:{CENTURYLESS})", _part_of_year),
    (rf"{START}{CODED}[ -]?(?:of )?{YEAR}", _part_of_year),
    (rf"{START}{CODED} ?(?='){CENTURYLESS}", _part_of_year),
    (rf"{START}{YEAR}[ -]?{CODED}\b", _part_of_year),
    (rf"{START}{NAMED} (?:of |in )?(?:{FISCAL})?{YEAR}", _part_of_year),
    (rf"(?<!\w)(?:FY ?'?|fiscal year |fiscal ){YEAR}", _fiscal_year),
    (rf"(?<!\w)FY ?'?{CENTURYLESS}", _fiscal_year),
    (rf"{START}{MONTH},? {YEAR}", _month),
    (rf"{START}{MONTH} (?='){CENTURYLESS}", _month),
    (rf"{START}{DAY} (?:of )?{MONTH}", _day_of_some_year),
    (rf"{START}{MONTH} {DAY}", _day_of_some_year),
    (rf"{START}{CODED}\b(?!-)", _part_of_some_year),
    (rf"{START}{NAMED}\b", _part_of_some_year),
    (rf"(?:(?<=[a-z]-)|{START}){YEAR}", _year),
    (rf"{START}(?!May){MONTH}", _some_month),
)
