"""Messages that change a draft: 'shorter, and without the discount sentence', 'address it to Dana instead'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.planner.calls import ToolCall, call, with_left_out
from assistant.planner.leftovers import left_unsaid
from assistant.planner.letter_fields import goals_in, length_of, recipient_of, tone_of, without_of
from assistant.planner.slots import Plan, Slots, slots_of
from assistant.planner.tokens import tokenise
from assistant.planner.topics import topic_named
from assistant.planner.understanding import understand
from assistant.planner.wordings import word_set
from tools.paper_requests import BriefAccount, DraftLetter, PrepareBoard, PrepareQbr, PrepareReview
from tools.requests import Decline, Request

PAPERS = (BriefAccount, PrepareBoard, PrepareQbr, PrepareReview)
DRAFTED_WHOLE = "I draft this with all its parts. Take the part out in the file, which you can edit like any other."
PRONOUNS = ("her", "him", "them", "it", "me", "us")
NOTHING_ADDED = (
    "A letter of mine says only what is on record, so I add nothing to it. Ask for a longer one to see more of the "
    "record, or add the sentence yourself if it has been agreed."
)
_TO_WHOM = re.compile(
    r"(?i)\b(?:address|direct|send|write|change|make|switch)(?:ed)?\s+(?:(?:it|this|that|the \w+)\s+)?(?:out\s+)?to\s+"
    r"(?:the |their |our )?(?P<who>[\w .'-]{2,60}?)(?:\s+(?:instead|please|not|rather|and)\b|[,;!?]|\.?$)"
)
_BACK = re.compile(r"(?i)\b(?:put|bring|add|with)\b.*\b(?:back|again)\b")
_POLITE = r"(?i)^\W*(?:(?:and|also|but|now|please|ok|can you|could you|you)\W+)*"
WRITE = re.compile(_POLITE + r"(?:draft|write|compose|prepare|formulate)\b")
_TAKE_OUT = re.compile(
    _POLITE
    + r"(?:leave out|without|drop|skip|remove|delete|take out|omit|no)\s+(?:the|its|their|all|any|slides?|part)\b"
)
_ADD = re.compile(
    _POLITE + r"(?:add|mention|include|insert|state that|promise|offer|say|put in|tell (?:them|him|her))\b(?! it)"
)
_FORMAT = re.compile(
    _POLITE + r"(?:use|make|give|put|export|turn|convert|save|as|in|with)\b"
    r".*\b(?:template|pptx?|powerpoint|slides?|deck|docx?|word|markdown|pdf|document|file)\b"
)
_ASKS = re.compile(r"(?i)^\s*(?:and\s+)?(?:what|why|which|who|when|where|how(?! about)|is|are|does|do|did|has|have)\b")


def revised(slots: Slots, previous: Sequence[ToolCall]) -> Plan | None:
    """The draft of the turn before, changed as the message says; None where it says nothing of a draft."""
    base = previous[-1].request if previous else None
    is_form = isinstance(base, PAPERS) and slots.account is None and bool(_FORMAT.match(slots.u.text))
    if base is not None and is_form and not slots.u.has("injection", "topic"):
        return _same(slots, base)
    if base is None or _ASKS.match(slots.u.text) or slots.u.has("injection") or _is_whole(slots):
        return None
    return _letter(slots, base) if isinstance(base, DraftLetter) and not slots.u.has("metric", "define") else None


def told_of_draft(text: str, previous: Sequence[ToolCall]) -> ToolCall | None:
    """What a message tells of the draft before it, whatever its words would ask for alone: goals, a part to take out,
    a sentence to add."""
    base = previous[-1].request if previous else None
    if base is None or _ASKS.match(text):
        return None
    if isinstance(base, PrepareQbr) and (goals := goals_in(text)):
        return call(base.model_copy(update={"goals": goals}))
    if isinstance(base, PAPERS) and _TAKE_OUT.match(text):
        return call(Decline(reason="out_of_scope", because=DRAFTED_WHOLE))
    if isinstance(base, DraftLetter) and _ADD.match(text) and _put_back(text, base) == base.without:
        return call(Decline(reason="out_of_scope", because=NOTHING_ADDED))
    return None


def _is_whole(slots: Slots) -> bool:
    """'write a renewal note to Globex': a letter of its own, whatever was drafted before."""
    return bool(slots.account and slots.u.has("topic") and WRITE.match(slots.u.text))


def at_account(slots: Slots, account: str) -> Slots:
    """The message read as if it named the account: the same words at the same positions, and its name behind them."""
    u = slots.u
    return slots_of(understand(f"{u.text.rstrip(' .?!')} at {account}", u.index, u.calendar))


def _letter(slots: Slots, base: DraftLetter) -> Plan | None:
    u = slots.u
    update: dict[str, Any] = {}
    used: set[int] = set()
    for name, said in (("tone", tone_of(u)), ("length", length_of(u))):
        update |= {name: said.first} if said.values else {}
        used |= said.at
    update |= _without(slots, base, used)
    update |= _kind_and_account(slots, base, used)
    update |= _recipient(slots, used)
    if not update:
        return None
    used |= {at for at, token in enumerate(u.tokens) if token.word in word_set("revising") | word_set("drafting")}
    unsaid = left_unsaid(u, used)
    revision = base.model_copy(update={"left_out": (), **update})
    return Plan((with_left_out(call(revision), tuple(unsaid)),), frozenset(used).union(*unsaid.values()))


def _without(slots: Slots, base: DraftLetter, used: set[int]) -> dict[str, Any]:
    """More to leave out; or, put back, less."""
    said = without_of(slots.u)
    used |= said.at
    if said.values:
        return {"without": tuple(dict.fromkeys((*base.without, *said.values)))[:6]}
    kept = _put_back(slots.u.text, base)
    if kept == base.without:
        return {}
    used |= set(range(len(slots.u.tokens)))
    return {"without": kept}


def _put_back(text: str, base: DraftLetter) -> tuple[str, ...]:
    """What stays left out after 'mention the discount', 'put the discount sentence back'."""
    if not _BACK.search(text) and not _ADD.match(text):
        return base.without
    words = {token.word for token in tokenise(text)} - word_set("revising")
    return tuple(item for item in base.without if words.isdisjoint(item.lower().split()))


def _recipient(slots: Slots, used: set[int]) -> dict[str, Any]:
    found = _TO_WHOM.search(slots.u.text)
    if found and found["who"].lower() in PRONOUNS:
        return {}
    if found and not any(found["who"].strip().lower() in str(match.value).lower() for match in slots.u.accounts):
        used |= {at for at, token in enumerate(slots.u.tokens) if found.start() <= token.start < found.end()}
        return {"recipient": found["who"].strip()}
    said = recipient_of(slots.u)
    used |= said.at
    return {"recipient": said.first} if said.values else {}


def _kind_and_account(slots: Slots, base: DraftLetter, used: set[int]) -> dict[str, Any]:
    """'a renewal note instead', 'the same for Globex': the recipient of another account is another one."""
    account = slots.account or base.account
    named = slots if slots.account else at_account(slots, base.account)
    entry = topic_named(named, has_account=True) if named.u.has("topic") else None
    if entry is not None and entry["tool"] != "draft_letter":
        return {}
    kind = (entry or {}).get("fields", {}).get("kind")
    if slots.account:
        used |= {at for match in slots.u.accounts for at in match.at}
    if kind:
        used |= {at for match in named.u.of("topic") for at in match.at if at < len(slots.u.tokens)}
    moved = {"account": account, "recipient": None, "about": None} if slots.account else {}
    return moved | ({"kind": kind} if kind else {})


def _same(slots: Slots, base: Request) -> Plan:
    """The form of a file is not the planner's to choose: the same paper, and the words are said."""
    return _all(slots, base.model_copy(update={"left_out": (slots.u.text[:80],)}))


def _all(slots: Slots, request: Request) -> Plan:
    return Plan((call(request),), frozenset(range(len(slots.u.tokens))))
