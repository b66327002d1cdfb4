"""Words that point at something while nothing has been named: 'and their ARR' or 'that one' as a first question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.calls import ToolCall, call
from assistant.planner.index import Index
from assistant.planner.understanding import understand
from tools.account_requests import FindPlaybook
from tools.dimensions import ACCOUNT
from tools.periods import Calendar
from tools.requests import AskBack, Decline, DefineTerm, DescribeData, Request

# 'those who left' says itself which ones; 'that' and 'it' alone often stand for nothing at all.
_POINTER = re.compile(
    r"(?i)\b(?:their|theirs|them|they|(?:those|these)(?! (?:who|that|which|with|whose|in|of|from|on)\b)"
    r"|(?:that|this|the same) (?:one|account|customer|client))\b"
)
# What may stand before a pointer without being what it points at.
_NAMES_NOTHING = frozenset(("join", "total", "why", "count", "order", "average", "compare", "book"))
_PARTED = re.compile(r"(?i)\band\b|[,;:.?!]")
# One account has to be named; several may be those that the turn before was restricted to.
ONE = (" one", "account", "customer", "client")
RESTRICTED = ("filters", "conditions", "traits", "signals", "status")
SOMEBODY = frozenset(("account", "csm", "contact", "champion", "sponsor", "person", "team"))
NO_FIGURES = (AskBack, Decline, DefineTerm, DescribeData, FindPlaybook)


def which_one(
    text: str, calls: Sequence[ToolCall], previous: Sequence[ToolCall], index: Index, calendar: Calendar
) -> ToolCall | None:
    """Asks who is meant, where figures would be given for others instead; None where that is known."""
    found = _POINTER.search(text)
    if found is None or not any(_is_open(item.request, found[0], previous) for item in calls):
        return None
    before = understand(text[: found.start()], index, calendar)
    # A figure is nobody in 'how many tickets did they open', unlike 'how many tickets are open and how old are they'.
    nothing = _NAMES_NOTHING if _PARTED.search(text[: found.start()]) else _NAMES_NOTHING | {"metric"}
    is_named = before.accounts or any(token.word in SOMEBODY for token in before.tokens)
    if is_named or any(match.kind not in nothing for match in before.matches):
        return None
    return call(
        AskBack(question=f"I don't know who is meant by '{found[0]}'; name the accounts, or ask for them first.")
    )


def _is_open(request: Request, pointer: str, previous: Sequence[ToolCall]) -> bool:
    """Whether it looks something up without an account and without what the turn before was restricted to."""
    if isinstance(request, NO_FIGURES) or getattr(request, "account", None) or _filters_accounts(request):
        return False
    earlier = [item.request for item in previous if not isinstance(item.request, NO_FIGURES)]
    return pointer.lower().endswith(ONE) or not any(_is_carried(one, request) for one in earlier)


def _is_carried(earlier: Request, request: Request) -> bool:
    """Everything that the earlier request was restricted to restricts this one too, where both know such a thing."""
    shared = [name for name in RESTRICTED if name in type(earlier).model_fields.keys() & type(request).model_fields]
    return all(value in getattr(request, name) for name in shared for value in getattr(earlier, name))


def _filters_accounts(request: Request) -> bool:
    return any(item.dimension == ACCOUNT for item in getattr(request, "filters", ()))
