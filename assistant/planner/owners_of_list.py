"""'who owns them?' after a list of accounts: the list is looked up once more, then the owners of what it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planner.calls import ToolCall, call, with_left_out
from tools.account_requests import FindExpansion, FindSignals, ForecastRenewals, RankHealth, ReviewOnboarding
from tools.dimensions import ACCOUNT
from tools.evidence import Evidence
from tools.periods import Calendar
from tools.requests import Filter, ListAccounts, MeasureMetric, Request
from tools.vocabulary import Vocabulary

OWNER = "csm"
LISTS = (RankHealth, FindSignals, ForecastRenewals, FindExpansion, ReviewOnboarding, ListAccounts)
# How many values a filter takes.
MOST = 12
_CARES = (
    r"(?:owns?|manages?|handles?|has|covers?|looks? after|takes? care of|is responsible for"
    r"|is (?:the )?(?:owner|csm) (?:of|for))"
)
_ALL = r"(?:them|these|those|each(?: of them| one)?|all of them|(?:the|these|those) (?:accounts?|ones?|customers?))"
_OWNERS = r"(?:owners?|csms?|account managers?|reps?)"
_ASKS = re.compile(
    rf"(?i)^\W*(?:(?:and|so|ok|okay|also|now|please)\W+)*(?:(?:who|which csms?) {_CARES} {_ALL}"
    rf"|who(?: are|'re| is|'s|s)? (?:their|the) {_OWNERS}(?: of {_ALL})?"
    rf"|whose (?:accounts )?are (?:they|these|those|{_ALL})"
    rf"|(?:(?:show|add|list|give)(?: me)? )?(?:their|the|with(?: the)?) {_OWNERS})(?: (?:please|pls|too|as well))?\W*$"
)


@dataclass(frozen=True)
class OwnerSteps:
    """The list asked for before, and the owners that wait for its accounts."""

    first: ToolCall

    def then(self, found: Sequence[Evidence], vocabulary: Vocabulary, calendar: Calendar) -> tuple[ToolCall, ...]:
        """ARR by account and CSM of the accounts found, the first twelve; none where nothing was found."""
        del vocabulary, calendar
        named = [fact.subject.get(ACCOUNT) for evidence in found for fact in evidence.facts]
        accounts = tuple(dict.fromkeys(name for name in named if name))
        if not accounts:
            return ()
        request = MeasureMetric(
            metric="arr",
            filters=(Filter(dimension=ACCOUNT, values=accounts[:MOST]),),
            group_by=(ACCOUNT, OWNER),
            order="highest",
            limit=MOST,
        )
        rest = (f"the {len(accounts) - MOST} accounts behind the first {MOST}",) if len(accounts) > MOST else ()
        return (with_left_out(call(request), rest),)


def owners_after(text: str, previous: Sequence[ToolCall], vocabulary: Vocabulary) -> OwnerSteps | None:
    """None unless the message asks for owners and the turn before listed accounts."""
    base = previous[-1] if previous else None
    if base is None or not _lists(base.request) or OWNER not in vocabulary.dimensions or not _ASKS.match(text):
        return None
    return OwnerSteps(base)


def _lists(request: Request) -> bool:
    if isinstance(request, MeasureMetric):
        return ACCOUNT in request.group_by
    return isinstance(request, LISTS) and getattr(request, "account", None) is None
