"""Short messages that ask for the ground of an answer about accounts: 'why?', 'since when?', 'based on what?'."""

from __future__ import annotations

import re

from assistant.planner.calls import call
from assistant.planner.slots import Plan, Slots
from tools.account_requests import ExplainHealth, FindSignals
from tools.requests import AskBack, DescribeAccount, Request

FEWEST_WORDS, FEW_WORDS = 3, 6
WHEN = (["when"], ["when", "exactly"], ["and", "when"])
_BASED = re.compile(
    r"(?i)\W*(?:and )?(?:(?:what|which \w+) (?:is|are|was)(?: (?:that|this|it|they|the \w+))? based (?:up)?on"
    r"|based on what|how do you know(?: that)?|says who|why do you (?:say|think) (?:that|so))\W*$"
)


def grounds_of(slots: Slots, base: Request, account: str | None) -> Plan | None:
    """The answer before with what it rests on; None where the message asks for something else."""
    readers = (_why, _ground, _since_when)
    request = next((found for reader in readers if (found := reader(slots, base, account)) is not None), None)
    return Plan((call(request),), frozenset(range(len(slots.u.tokens)))) if request else None


def _why(slots: Slots, base: Request, account: str | None) -> Request | None:
    """'Why?' of one account is its health, then the records behind it; of a list the account is asked for."""
    if not slots.u.has("why") or len(slots.u.tokens) > FEWEST_WORDS or slots.account or slots.u.has("status", "topic"):
        return None
    if isinstance(base, DescribeAccount):
        return None
    if account is None:
        return AskBack(question="Which account do you mean? I'll show its health and what is behind it.")
    is_told = isinstance(base, ExplainHealth) and base.topic == "everything"
    return ExplainHealth(account=account, topic="evidence" if is_told else "everything")


def _ground(slots: Slots, base: Request, account: str | None) -> Request | None:
    """'what is that based on?': the records behind a score; other answers about an account show theirs."""
    if not _BASED.match(slots.u.text) or slots.account or account is None:
        return None
    return base.model_copy(update={"topic": "evidence"}) if isinstance(base, ExplainHealth) else base


def _since_when(slots: Slots, base: Request, account: str | None) -> Request | None:
    """'since when?': signs are shown with their days, the days of a score are those of its changes."""
    del account
    words = [token.word for token in slots.u.tokens]
    is_since = words[:2] == ["since", "when"] and len(words) <= FEW_WORDS and not slots.u.has("metric", "noun")
    if is_since and isinstance(base, ExplainHealth):
        return base.model_copy(update={"topic": "changes"})
    return base if isinstance(base, FindSignals) and (is_since or words in WHEN) else None
