"""Questions about the rows of a figure: 'which accounts are in and out of that cohort?', 'give me the rows'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.planner.calls import ToolCall, call
from assistant.planner.slots import Plan, Slots
from assistant.planner.timing import period_words
from assistant.planner.wordings import word_set
from tools.dimensions import ACCOUNT
from tools.metrics.catalogue import METRICS
from tools.metrics.ledger import BALANCES
from tools.requests import AskBack, BridgeArr, CompareMetric, Filter, ListCohort, MeasureMetric, Request, TrendMetric

FIGURES = (MeasureMetric, CompareMetric, TrendMetric, BridgeArr, ListCohort)
WHICH = "Which figure do you mean? Name it with its period, such as NRR of 2024, and I'll show its accounts."
USUAL = "net_revenue_retention"
MOST_LISTED = 25
_SIDES = re.compile(
    r"\b(?:(?:accounts?|logos?|who|which|what|names?)\b.*\b(?:in and (?:\w+ )?out|in or out|"
    r"(?:in|out of|inside|outside|part of|left out of|counted in) (?:that|this|the|your)(?: \w+){0,2} "
    r"(?:cohort|figure|number|calculation|base))|cohort (?:members|membership|list|accounts))\b"
)
_ROWS = re.compile(
    r"\b(?:give|show|send|get|see|list|export|need|want|have)\b.*\b(?:the|those|these|all|underlying|raw|its)\b"
    r"(?: \w+)? (?:rows?|lines?|records?|detail)\b"
    r"|\b(?:rows?|lines?|accounts?|records?) (?:are |is )?(?:behind|underneath|underlying)\b"
    r"|\b(?:tie|reconcile|trace) (?:it|that|this|them|these|those|the figure|the number)? ?(?:back )?"
    r"(?:to|with|against)\b"
)
TOLD = word_set("rows_asked")


def read_rows(slots: Slots) -> Plan | None:
    """'Which accounts are in and out of the NRR cohort of 2024?'; without a figure to show, which one is meant."""
    text, used = slots.u.text.lower(), _used(slots)
    is_asked = (_SIDES.search(text) or _ROWS.search(text)) and not slots.u.leftovers(used)
    if not is_asked or slots.u.has("refusal", "injection", "define", "topic"):
        return None
    if slots.metric is None:
        return Plan((call(AskBack(question=WHICH)),), used)
    return Plan((call(_request(slots, slots.metric.name, None, ())),), used)


def rows_of(slots: Slots, previous: Sequence[ToolCall]) -> Plan | None:
    """The accounts behind the figure of the turn before: its cohort where it has one, else the figure by account."""
    base = next((item.request for item in reversed(previous) if isinstance(item.request, FIGURES)), None)
    text = slots.u.text.lower()
    is_asked = _SIDES.search(text) or _ROWS.search(text)
    if base is None or not is_asked or slots.metric is not None or slots.u.has("refusal", "injection", "define"):
        return None
    metric = getattr(base, "metric", USUAL)
    request = _request(slots, metric, getattr(base, "period", None), getattr(base, "filters", ()))
    return Plan((call(request),), _used(slots))


def _request(slots: Slots, metric: str, period: str | None, kept: tuple[Filter, ...]) -> Request:
    """The figure account by account; what the message says of period and rows takes the place of what was asked."""
    # 'the NRR cohort of 2024' is no cohort of those who signed up then.
    new = tuple(item for item in slots.selected.filters if not _is_told(item))
    same: dict[str, Any] = {
        "metric": metric,
        "period": _period(slots, metric) or period,
        "filters": (*(item for item in kept if item.dimension not in {one.dimension for one in new}), *new),
    }
    if METRICS[metric].frame.name == BALANCES.name:
        return ListCohort(**same)
    return MeasureMetric(**same, group_by=(ACCOUNT,), limit=MOST_LISTED)


def _is_told(item: Filter) -> bool:
    """A word of the question that happens to be an account's name: 'the lines behind that'."""
    return item.dimension == ACCOUNT and {value.lower() for value in item.values} <= TOLD


def _period(slots: Slots, metric: str) -> str | None:
    mentions = [when.mention for when in slots.u.whens]
    return period_words(mentions[0], METRICS[metric], slots.u.calendar) if mentions else None


def _used(slots: Slots) -> frozenset[int]:
    told = {place for place, token in enumerate(slots.u.tokens) if token.word in TOLD}
    dated = {at for when in slots.u.whens for at in when.at}
    return slots.used | told | dated
