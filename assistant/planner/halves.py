"""Two questions in one sentence: where it parts, and what the second half takes over from the first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.calls import ToolCall
from assistant.planner.demands import demands_of
from assistant.planner.index import Index
from assistant.planner.messages import points_back
from assistant.planner.understanding import Understanding, understand
from assistant.planner.wordings import word_set
from tools.dimensions import applicable
from tools.metrics.catalogue import METRICS
from tools.paper_requests import BriefAccount, ExplainChurn, PrepareQbr, ReviewChurn
from tools.period_words import find_periods
from tools.periods import Calendar
from tools.requests import Filter, Request
from tools.vocabulary import Vocabulary

_AND_ASKS = re.compile(
    r"(?i)(?:,\s*|\s+)(?:and|also|plus)\s+(?=(?:how|what|which|who|when|where|is|are|did|show|list|give|tell|its|their)\b)"
)
_LISTED = re.compile(r"(?i),\s+(?:and\s+)?|\s+and\s+|;\s*|\s+/\s+")
PAPERS = (BriefAccount, ExplainChurn, PrepareQbr, ReviewChurn)
COUNTED_SIGNS = ("escalation",)
MEASURED = (
    "metric", "topic", "signal", "status", "bridge", "concentration", "cohort", "vague", "loaded", "missing",
)  # fmt: skip


def asking_halves(text: str) -> list[tuple[str, str]]:
    """The places where 'and' joins two questions."""
    return [(text[: found.start()], text[found.end() :]) for found in _AND_ASKS.finditer(text)]


def listed_halves(text: str) -> list[tuple[str, str]]:
    """The places where two short questions stand beside each other: 'NRR in Q3, GRR in Q4'."""
    return [(text[: found.start()], text[found.end() :]) for found in _LISTED.finditer(text)]


def as_figure(left: str, right: str, index: Index, calendar: Calendar) -> str:
    """'tickets in Q3 and escalations in Q4' counts both: the second is no question about signs."""
    u = understand(right, index, calendar)
    is_sign = u.has("signal") and any(match.value in COUNTED_SIGNS for match in u.of("signal")) and not u.has("noun")
    return f"number of {right}" if is_sign and understand(left, index, calendar).has("metric") else right


def in_same_period(left: str, right: str, calendar: Calendar) -> str:
    """The second half with the period of the first, where it names none and does not point back."""
    named = find_periods(left, calendar)
    if len(named) != 1 or find_periods(right, calendar) or points_back(right):
        return right
    return f"{right.rstrip('?. ')} {named[0].text}"


def is_measured(u: Understanding) -> bool:
    """Whether the first half names what it asks for, and is more than a part of a list ('how many accounts and how
    much ARR in Germany')."""
    is_named = u.has(*MEASURED, "attribute", "noun") or bool(u.accounts)
    is_whole = bool(u.whens) or u.has("value", "flag", "place", "order") or u.has_word(*word_set("auxiliaries"))
    return is_named and is_whole


def goes_on(left: Understanding, right: Understanding) -> bool:
    """'... which have health under 50 and are not contacted for 45 days' holds the same accounts to more.

    '... and how much ARR' of renewals is part of their answer.
    """
    is_predicate = right.word(0) in word_set("auxiliaries") and not right.has("noun", "list") and not right.accounts
    is_held = is_predicate and left.has("noun", "list") and bool(demands_of(left).found and demands_of(right).found)
    of_renewals = any(str(match.value).startswith("renewal") for match in left.of("topic"))
    names = {match.value for match in right.of("metric")}
    is_amount = of_renewals and names == {"arr"} and not (right.accounts or right.has("topic", "status", "value"))
    return is_held or is_amount


def is_dated_question(u: Understanding) -> bool:
    """Whether a part of a list names both a metric and its own period: 'tickets in Q3 and escalations in Q4'."""
    return u.has("metric") and len(u.whens) == 1


def is_question(u: Understanding) -> bool:
    """Whether the second half of a list asks by itself: 'in ARR' and 'upsell included' only say more of the first."""
    words = {token.word for token in u.tokens}
    if u.word(0) == "same" or (u.word(0), u.word(1)) == ("the", "same"):
        return True
    is_added = u.word(0) in word_set("adding") or bool(words & word_set("bounding"))
    return u.has(*MEASURED) and not is_added


def joined(first: Sequence[ToolCall], second: Sequence[ToolCall]) -> tuple[ToolCall, ...]:
    """The calls of both halves, without a paper that another of them holds: 'the top 3 losses and what went wrong'."""
    calls = (*first, *second)
    return tuple(one for one in calls if not any(_is_part(one, other) for other in calls if other != one))


def _is_part(one: ToolCall, other: ToolCall) -> bool:
    less, more = one.arguments, other.arguments
    is_paper = isinstance(one.request, PAPERS)
    return is_paper and one.name == other.name and all(more.get(key) == value for key, value in less.items())


def in_same_rows(first: Sequence[ToolCall], second: Sequence[ToolCall], vocabulary: Vocabulary) -> tuple[ToolCall, ...]:
    """The calls of the second half under the filters of the first, where they name no rows of their own.

    'tickets of FinTech, and how many were escalated' asks for the escalated ones of FinTech.
    """
    kept = [item.request for item in first if getattr(item.request, "filters", ())]
    if len(first) != 1 or not kept:
        return tuple(second)
    filters: tuple[Filter, ...] = kept[0].filters  # type: ignore[attr-defined]
    return tuple(_under(item, filters, vocabulary) for item in second)


def _under(item: ToolCall, filters: Sequence[Filter], vocabulary: Vocabulary) -> ToolCall:
    request = item.request
    if getattr(request, "filters", None) != () or getattr(request, "dimension", None):
        return item
    cuts = _cuts(request, vocabulary)
    fitting = tuple(one for one in filters if one.dimension in cuts and one.dimension not in _groups(request))
    return ToolCall(item.name, request.model_copy(update={"filters": fitting}))


def _groups(request: Request) -> tuple[str, ...]:
    return tuple(getattr(request, "group_by", ()))


def _cuts(request: Request, vocabulary: Vocabulary) -> frozenset[str]:
    metric = METRICS.get(str(getattr(request, "metric", getattr(request, "sort_by", "arr"))))
    return frozenset(applicable(vocabulary.dimensions, (metric.frame.cut_table,) if metric else ()))
