"""What a draft is asked to say beside the record: 'and promise 20 % off'. It is made without, and says so."""

from __future__ import annotations

import re

from assistant.planner.calls import ToolCall, with_left_out
from assistant.planner.letter_fields import STOP
from assistant.planner.paper_follow_ups import PAPERS, WRITE
from tools.paper_requests import DraftLetter

DRAFTS = (*PAPERS, DraftLetter)
LONGEST = 80
_ADDED = re.compile(
    r"(?i)(?<!without)(?<!not)(?<!n't)(?:[,;]\s*(?:and\s+)?|\s+(?:and|but)\s+|\s+)"
    r"(?P<what>(?:promis|offer|mention|add|includ|assur|guarantee|say|tell)(?:e|es|ing|ring)?\b.+?)" + STOP
)
_FORM = re.compile(
    r"(?i)\s+(?P<what>(?:in|as|using)\s+(?:an?\s+)?(?:ms |microsoft |google )?"
    r"(?:word|docx?|powerpoint|pptx?|pdf|slides|markdown|keynote)(?: file| document| format)?)\b"
)


def without_additions(text: str) -> tuple[str, tuple[str, ...]]:
    """The request for a draft, and what it is to say besides or in which form; nothing where there is no such word."""
    found = (_ADDED.search(text) if WRITE.match(text) else None) or _FORM.search(text)
    if found is None:
        return text, ()
    return f"{text[: found.start()]}{text[found.end() :]}", (found["what"][:LONGEST],)


def drafted_without(calls: tuple[ToolCall, ...], added: tuple[str, ...]) -> tuple[ToolCall, ...]:
    """The calls saying what they leave out, where they make drafts; nothing else."""
    is_draft = bool(calls) and all(isinstance(item.request, DRAFTS) for item in calls)
    return tuple(with_left_out(item, (*item.request.left_out, *added)) for item in calls) if is_draft else ()
