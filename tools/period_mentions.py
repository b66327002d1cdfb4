"""Period phrases joined with the words around them: 'end of', 'since', 'from ... to ...', 'same quarter last year'."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tools.period_atoms import Atom
from tools.period_readers import DAY, Shift, named, year_of
from tools.period_spelling import COUNTS
from tools.period_spelling import MONTHS as MONTH_WORDS
from tools.periods import MONTHS, Calendar, Period, add_months


@dataclass(frozen=True)
class PeriodMention:
    """A period named in a text. `is_day`: only the close of its last day was asked for.

    `around` is the whole period that a day stands in ('end of Q2'), for what happened rather than what was; `ends`
    are the two periods of a range; `shift` marks words that lean on another period ('same quarter last year').
    """

    span: tuple[int, int]
    text: str
    period: Period
    is_day: bool = False
    around: Period | None = None
    ends: tuple[Period, ...] = ()
    shift: Shift = ""


_LIST_GAP = re.compile(
    r"[\s,/&–-]*(?:\b(?:and|or|to|through|until|vs|versus|against|with|than|compared|from|of|the)\b[\s,.]*)*"
)
_RANGE_GAP = re.compile(r" ?(?:\b(?:to|through|until|up to)\b|-|–|—|\.\.) ?(?:and including )?(?:the )?")
_AND_GAP = re.compile(r" and (?:the )?")
_BETWEEN = re.compile(r"\bbetween (?:the )?$")
_FROM = re.compile(r"\b(?:from|between)(?: the)?(?: (?:start|beginning) of)? (?:the )?$")
_SO_FAR = re.compile(r",? (?:so far|to date)\b")
_ONWARDS = re.compile(r" (?:onwards?|and (?:after|later|onwards?)|or later)\b")
_ENDS_AFTER = re.compile(r"(?:'s)?[- ](?:year[- ])?(?:end|close)\b(?! of)")
_MONTHS_TO = re.compile(
    rf"\b(?:the )?(?:(?P<n>\d{{1,2}}|{'|'.join(COUNTS[1:])}) )?(?P<unit>month|quarter|year)s? "
    r"(?:to|ended|ending|ended on|ending on|through|until|up to) (?:the )?$"
)
_LEAD = r"\b(?:(?:at|by|on|in|as of|as at) )?(?:the )?(?:very )?"
_END = r"(?:end|close|last day|final day)(?: of| in)?"
_UNIT_END = r"(?<!each )(?<!every )(?<!per )(?<!by )(?:year|quarter|month)[- ]end(?: of| for| in|,)?"
_CLOSE = re.compile(rf"(?:{_LEAD}(?:{_END}|{_UNIT_END})|\bas (?:of|at|on|per)) (?:the )?(?:month of )?$")
_OPENING = re.compile(rf"{_LEAD}(?:start|beginning|first day|opening) of (?:the )?$")
# 'from the June figure to the December one': a way with two ends, not since June.
_GOES_ON = re.compile(rf" (?:[a-z]+ ){{1,3}}to (?:the )?(?:end of )?(?:q[1-4]|\d{{4}}|{'|'.join(MONTH_WORDS)})")
_BOUNDS: tuple[tuple[re.Pattern[str], Callable[[Period, Calendar], tuple[date, date]]], ...] = (
    (
        re.compile(
            r"\b(?:ever )?(?:since|from|starting(?: in| from| on)?|beginning(?: in)?)(?: the)?"
            r"(?: (?:start|beginning) of)? (?:the )?$"
        ),
        lambda period, calendar: (period.start, calendar.as_of),
    ),
    (re.compile(r"\bafter (?:the )?$"), lambda period, calendar: (period.end + DAY, calendar.as_of)),
    (
        re.compile(r"\b(?:before|prior to) (?:the )?$"),
        lambda period, calendar: (calendar.first_day, period.start - DAY),
    ),
    (
        re.compile(r"\b(?:until|through|up to|up until)(?: and including)? (?:the )?$"),
        lambda period, calendar: (calendar.first_day, period.end),
    ),
)


def mentions_of(atoms: Sequence[Atom], spelled: str, calendar: Calendar) -> list[PeriodMention]:
    """The atoms read and joined, with spans in the spelled-out text."""
    years = _lent_years(atoms, spelled, calendar)
    read = [_mention(atom, calendar, year) for atom, year in zip(atoms, years, strict=True)]
    closed = [_closed(mention, spelled, _floor(read, index), calendar) for index, mention in enumerate(read)]
    apart = [mention for index, mention in enumerate(closed) if mention.span[0] >= _floor(closed, index)]
    joined = _ranges(apart, spelled, calendar)
    bounded = [_bounded(mention, spelled, _floor(joined, index), calendar) for index, mention in enumerate(joined)]
    return _leaning(bounded, calendar)


def _mention(atom: Atom, calendar: Calendar, year: int | None) -> PeriodMention:
    read = atom.read(calendar, year)
    return PeriodMention(atom.span, "", read.period, read.is_day, read.around, (), read.shift)


def _floor(mentions: Sequence[PeriodMention], index: int) -> int:
    return mentions[index - 1].span[1] if index else 0


def _lent_years(atoms: Sequence[Atom], spelled: str, calendar: Calendar) -> list[int | None]:
    """For each atom the year of a neighbour in a list: 'Q1 and Q3 2023' means Q1 2023."""
    years: list[int | None] = [year_of(atom.groups, calendar) if atom.is_in_year else None for atom in atoms]
    right_to_left = [(index, index + 1) for index in reversed(range(len(atoms) - 1))]
    for index, other in [*right_to_left, *((second, first) for first, second in reversed(right_to_left))]:
        year, gap = years[other], _gap(atoms, index, other, spelled)
        if years[index] is None and year and atoms[index].is_in_year and _LIST_GAP.fullmatch(gap):
            is_same = atoms[index].read(calendar, year) == atoms[other].read(calendar, year)
            years[index] = None if is_same else year
    return years


def _gap(atoms: Sequence[Atom], index: int, other: int, spelled: str) -> str:
    first, second = sorted((index, other))
    return spelled[atoms[first].span[1] : atoms[second].span[0]]


def _closed(mention: PeriodMention, spelled: str, floor: int, calendar: Calendar) -> PeriodMention:
    """'end of Q2', 'start of 2024', 'as of June', '2023 year end', 'twelve months to June 2024'."""
    before, (start, end) = spelled[floor : mention.span[0]], mention.span
    if found := _MONTHS_TO.search(before):
        return replace(_months_to(mention, found, calendar), span=(floor + found.start(), end))
    if found := _CLOSE.search(before):
        return _as_close(mention, (floor + found.start(), end), mention.period.end)
    if (found := _OPENING.search(before)) and not _BOUNDS[0][0].search(before):
        return _as_close(mention, (floor + found.start(), end), mention.period.opening_day)
    if found := _ENDS_AFTER.match(spelled, end):
        return _as_close(mention, (start, found.end()), mention.period.end)
    return mention


def _as_close(mention: PeriodMention, span: tuple[int, int], day: date) -> PeriodMention:
    around = mention.around or mention.period
    return replace(mention, span=span, period=Period(start=day, end=day), is_day=True, around=around)


def _months_to(mention: PeriodMention, found: re.Match[str], calendar: Calendar) -> PeriodMention:
    unit, count = found["unit"], found["n"] or "1"
    months = MONTHS[unit] * int(count if count.isdigit() else COUNTS.index(count))  # type: ignore[index]
    start, end = add_months(mention.period.end + DAY, -months), mention.period.end
    trailing = calendar.trailing(months)
    period = trailing if (trailing.start, trailing.end) == (start, end) else named(start, end, calendar)
    return replace(mention, period=period, is_day=False, around=None)


def _ranges(mentions: Sequence[PeriodMention], spelled: str, calendar: Calendar) -> list[PeriodMention]:
    joined: list[PeriodMention] = []
    for mention in mentions:
        first = joined[-1] if joined else None
        if first is not None and not first.ends and _is_range(first, mention, spelled):
            joined[-1] = _range(first, mention, spelled, calendar)
        else:
            joined.append(mention)
    return joined


def _is_range(first: PeriodMention, second: PeriodMention, spelled: str) -> bool:
    gap = spelled[first.span[1] : second.span[0]]
    between = _BETWEEN.search(spelled[: first.span[0]]) and _AND_GAP.fullmatch(gap)
    return bool(between or _RANGE_GAP.fullmatch(gap)) and not first.shift and not second.shift


def _range(first: PeriodMention, second: PeriodMention, spelled: str, calendar: Calendar) -> PeriodMention:
    found = _FROM.search(spelled[: first.span[0]])
    start = first.period.end + DAY if first.is_day and first.around else first.period.start
    is_backwards = start > second.period.end and not re.search(r"\d{4}", spelled[slice(*first.span)])
    return replace(
        second,
        span=(found.start() if found else first.span[0], second.span[1]),
        period=named(add_months(start, -12) if is_backwards else start, second.period.end, calendar),
        is_day=False,
        around=None,
        ends=(calendar.a_year_before(first.period) if is_backwards else first.period, second.period),
    )


def _bounded(mention: PeriodMention, spelled: str, floor: int, calendar: Calendar) -> PeriodMention:
    """'since June', 'after Q2', 'until the end of May', 'this quarter so far'."""
    if mention.ends or mention.shift:
        return mention
    start, end = mention.span
    for pattern, bounds in _BOUNDS:
        found = None if _GOES_ON.match(spelled, end) else pattern.search(spelled[floor:start])
        first, last = bounds(mention.period, calendar)
        if found and first <= last:
            return replace(
                mention, span=(floor + found.start(), end), period=named(first, last, calendar), is_day=False
            )
    period = mention.period
    if (found := _ONWARDS.match(spelled, end)) and period.start <= calendar.as_of:
        return replace(mention, span=(start, found.end()), period=named(period.start, calendar.as_of, calendar))
    if (found := _SO_FAR.match(spelled, end)) and period.contains(calendar.as_of):
        return replace(mention, span=(start, found.end()), period=named(period.start, calendar.as_of, calendar))
    return mention


def _leaning(mentions: Sequence[PeriodMention], calendar: Calendar) -> list[PeriodMention]:
    """Words like 'the quarter before' read from the period named beside them."""
    anchors = [mention for mention in mentions if not mention.shift]
    if not anchors:
        return list(mentions)
    return [_leant(mention, anchors, calendar) if mention.shift else mention for mention in mentions]


def _leant(mention: PeriodMention, anchors: Sequence[PeriodMention], calendar: Calendar) -> PeriodMention:
    earlier = [anchor for anchor in anchors if anchor.span[0] < mention.span[0]]
    anchor = (earlier or list(anchors))[-1 if earlier else 0]
    is_year = mention.shift == "year_before"
    moved = calendar.a_year_before(anchor.period) if is_year else calendar.shifted(anchor.period, -1)
    return replace(mention, period=moved, is_day=anchor.is_day)
