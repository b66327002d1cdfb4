"""Questions about what another question finds: 'that feature', 'the first one', 'without our three largest accounts'.

The first is asked, and the second once its result is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planner.calls import ToolCall, call
from assistant.planner.halves import asking_halves
from assistant.planner.messages import sentences
from assistant.planner.reading import read
from assistant.planner.wordings import words_of
from tools.account_requests import FindExpansion, FindSignals, RankHealth, ReviewBook, ReviewOnboarding
from tools.dimensions import ACCOUNT
from tools.evidence import Evidence
from tools.metrics.catalogue import METRICS
from tools.period_words import find_periods, write_period
from tools.periods import Calendar
from tools.requests import DescribeAccount, ListAccounts, MeasureMetric, Request
from tools.vocabulary import Vocabulary

NOUNS = {ACCOUNT: ("account", "customer", "client", "company", "logo"), "plan": ("plan", "tier")}
RANKS_ACCOUNTS = (ListAccounts, RankHealth, FindSignals, FindExpansion, ReviewBook, ReviewOnboarding)
PLACES = {
    "first": 0, "top": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
    "fifth": 4, "5th": 4, "number one": 0, "number two": 1, "number three": 2, "#1": 0, "#2": 1, "#3": 2,
}  # fmt: skip
_PLACED = (
    r"(?<!\w)(?:the )?"
    r"(first|top|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|number one|number two|number three|#[123])"
    r"(?: (?:one|{nouns})|(?<=number one)|(?<=number two)|(?<=number three)|(?<=#\d)(?!\w))"
    r"(?: (?:of|on|in) (?:the|that) list)?\b"
)
_THAT = r"\b(?:that|this|the same|said) (?:{nouns}|one)\b"
_IT = re.compile(
    r"(?i)\b(?:(?:do|does|did|has|have|had|is|are|was|were|of|for|in|from|with|by) "
    r"(it|they|them|(?:those|these)(?! \w+s\b))|(its|their))\b"
)
# 'and how much of it was involuntary?': of the figure, for the row found.
_OF_FIGURE = re.compile(r"(?i)\bhow much of (?:it|that|this)\b")
_DID = re.compile(r"(?i)\b(?:do|does|did|has|have|had) it$")
_PLURAL = ("they", "them", "those", "these", "their")
# How many values a filter takes.
MOST_LEFT_OUT = 12
_LARGEST = re.compile(
    r"(?i)\b(?:without|excluding|exclude|except(?: for)?|leaving out|ignoring|not counting|minus)\s+"
    r"(?P<accounts>(?:our |the |my )?"
    r"(?:(?P<one>\w+) (?:largest|biggest|top)|(?:largest|biggest|top)(?: (?P<other>\w+))?)"
    r" (?:accounts?|customers?|clients?|logos?))\b"
)
# One account by its size, where something else is asked of it: 'which plan is our largest customer on'.
_LARGEST_ONE = re.compile(
    r"(?i)\b(?P<accounts>(?:our|the|my) (?:single )?(?:largest|biggest|top|number one) "
    r"(?:account|customer|client|logo))\b(?!\s+(?:by|in|from|on the|with|for)\b)"
)
OF_SIZE = ("arr", "mrr")


@dataclass(frozen=True)
class Pointed:
    """A question with names to be written at a place of it: those of `rows` rows found, from the row `place` on."""

    text: str
    dimension: str
    at: tuple[int, int]
    place: int = 0
    rows: int = 1
    is_owner: bool = False

    def naming(self, values: Sequence[str]) -> str:
        before, after = self.text[: self.at[0]], self.text[self.at[1] :]
        return f"{before}{', '.join(values)}{chr(39) + 's' if self.is_owner else ''}{after}"


@dataclass(frozen=True)
class Steps:
    """The question asked first, and the one that waits for its result."""

    first: ToolCall
    second: Pointed

    def then(self, found: Sequence[Evidence], vocabulary: Vocabulary, calendar: Calendar) -> tuple[ToolCall, ...]:
        """The calls of the second question; none where the first found no such row."""
        values = _values(found, self.second)
        if not values:
            return ()
        return read(self.second.naming(values), vocabulary, calendar, _unranked(self.first))


def in_steps(text: str, vocabulary: Vocabulary, calendar: Calendar, previous: Sequence[ToolCall]) -> Steps | None:
    """None where nothing of the text points at a result, neither of the turn before nor of its own first half."""
    largest = _without_largest(text, calendar) or _of_largest(text, vocabulary, calendar)
    if largest is not None:
        return largest
    for base in reversed(previous):
        second = pointed(text, base, is_same_message=False)
        if second is not None:
            return Steps(base, second)
    parts = sentences(text)
    pairs = asking_halves(text) if len(parts) == 1 else [(parts[0], parts[1])] if len(parts) == 2 else []
    for left, right in pairs:
        if not points_at_one(right):
            continue
        calls = read(left, vocabulary, calendar)
        second = pointed(right, calls[0], is_same_message=True) if len(calls) == 1 else None
        if second is not None:
            return Steps(calls[0], second)
    return None


def pointed(text: str, base: ToolCall, *, is_same_message: bool) -> Pointed | None:
    """What of the text points at a row that the base finds; None where the base ranks nothing or nothing points."""
    dimension = _ranked_by(base.request)
    if dimension is None:
        return None
    words = NOUNS.get(dimension, (dimension.replace("_", " "),))
    nouns = "|".join(f"{word}s?" for word in words)
    placed = re.search(_PLACED.format(nouns=nouns), text, re.IGNORECASE)
    if placed and _holds(base.request, PLACES[placed[1].lower()]):
        return Pointed(text, dimension, placed.span(), PLACES[placed[1].lower()])
    that = re.search(_THAT.format(nouns=nouns), text, re.IGNORECASE)
    if that and _finds_one(base.request):
        return Pointed(text, dimension, that.span(), 0)
    of_figure = _of_figure(text, base.request, dimension) if is_same_message else None
    if of_figure is not None:
        return of_figure
    found = _IT.search(text)
    is_told = is_same_message or bool(found and _DID.search(text[: found.end()]))
    rows = _rows(base.request, found[1] or found[2], is_same_message=is_told) if found else 0
    if found is None or not rows:
        return None
    return Pointed(text, dimension, found.span(1 if found[1] else 2), rows=rows, is_owner=bool(found[2]))


def _of_figure(text: str, request: Request, dimension: str) -> Pointed | None:
    """'how much of it': as much of the metric that was ranked, for the one row and in the same period."""
    found = _OF_FIGURE.search(text)
    if found is None or not isinstance(request, MeasureMetric) or not _finds_one(request):
        return None
    opening = f"{text[: found.start()]}how much {METRICS[request.metric].label} of "
    period = f" in {request.period}" if request.period else ""
    asked = f"{opening}it{text[found.end() :].rstrip(' ?.!')}{period}?"
    return Pointed(asked, dimension, (len(opening), len(opening) + len("it")))


def _rows(request: Request, word: str, *, is_same_message: bool) -> int:
    """How many rows 'it' or 'they' stand for: the one found, or all of a short ranking; none where that is open."""
    if _finds_one(request):
        return int(is_same_message or word.lower() in _PLURAL)
    limit = request.limit if isinstance(request, MeasureMetric) else None
    is_short = limit is not None and limit <= MOST_LEFT_OUT
    return limit or 0 if is_short and word.lower() in _PLURAL else 0


def points_at_one(text: str) -> bool:
    """A quick look before the first half is read."""
    return bool(_IT.search(text) or re.search(r"(?i)\b(?:that|this|the same|said|first|top) ", text))


def _values(found: Sequence[Evidence], target: Pointed) -> tuple[str, ...]:
    """The names in the rows pointed at, of the first evidence; none unless all of them were found."""
    rows = [fact.subject.get(target.dimension) for fact in found[0].facts] if found else []
    named = list(dict.fromkeys(name for name in rows if name))
    wanted = named[target.place : target.place + target.rows]
    return tuple(wanted) if len(wanted) == target.rows else ()


def _without_largest(text: str, calendar: Calendar) -> Steps | None:
    """'ARR without our three largest accounts': these are looked up, and left out by name."""
    found = _LARGEST.search(text)
    word = (found["one"] or found["other"] or "1").lower() if found else ""
    number = int(word) if word.isdigit() else words_of("grammar")["numbers"].get(word, 0)
    if found is None or not 0 < number <= MOST_LEFT_OUT:
        return None
    dated = find_periods(text, calendar)
    period = write_period(dated[0].period, calendar) if len(dated) == 1 else None
    first = MeasureMetric(metric="arr", period=period, group_by=(ACCOUNT,), order="highest", limit=number)
    return Steps(call(first), Pointed(text, ACCOUNT, found.span("accounts"), rows=number))


def _of_largest(text: str, vocabulary: Vocabulary, calendar: Calendar) -> Steps | None:
    """The account is looked up first, unless its size is all that is asked."""
    found = _LARGEST_ONE.search(text)
    if found is None or not vocabulary.accounts:
        return None
    second = Pointed(text, ACCOUNT, found.span("accounts"))
    any_account = next(iter(vocabulary.accounts.values()))
    asked = [item.request for item in read(second.naming([any_account]), vocabulary, calendar)]
    is_detail = any(_asks_more(request) for request in asked)
    first = MeasureMetric(metric="arr", group_by=(ACCOUNT,), order="highest", limit=1)
    return Steps(call(first), second) if is_detail else None


def _asks_more(request: Request) -> bool:
    """A detail of the account, or a measure of it that is not its size."""
    if isinstance(request, DescribeAccount):
        return request.attribute is not None or request.topic != "everything"
    names = [item.dimension for item in getattr(request, "filters", ())]
    return ACCOUNT in names and getattr(request, "metric", "arr") not in OF_SIZE


def _unranked(base: ToolCall) -> tuple[ToolCall, ...]:
    """The call for all rows together, so that the second question takes over its period and rows only.

    A list of accounts hands nothing over: what is asked of one of them stands on its own.
    """
    if not isinstance(base.request, MeasureMetric):
        return ()
    plain = {"group_by": (), "order": None, "limit": None, "place": None}
    return (call(base.request.model_copy(update=plain)),)


def _ranked_by(request: Request) -> str | None:
    """The one dimension whose values the request ranks."""
    if isinstance(request, RANKS_ACCOUNTS) and getattr(request, "account", None) is None:
        return None if getattr(request, "group_by", None) else ACCOUNT
    if isinstance(request, MeasureMetric) and request.order and len(request.group_by) == 1:
        return request.group_by[0]
    return None


def _finds_one(request: Request) -> bool:
    return isinstance(request, MeasureMetric) and (request.limit == 1 or request.place is not None)


def _holds(request: Request, place: int) -> bool:
    limit = getattr(request, "limit", None)
    return limit is None or place < limit
