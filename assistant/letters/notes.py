"""What the sender of a letter should know: to whom it goes and why, what to fill in, and what to be careful with."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.letters.cleaning import clean
from assistant.letters.compose import Draft
from assistant.letters.values import INTERNAL
from tools.evidence import Evidence
from tools.facts import Fact
from tools.names import shown

LONGEST = 80
CAUTION = "letter_caution"
SENT_BY = "This is a draft for a person to read, complete and send."
NEVER_SENT_OUT = "Internal: it holds health and other judgements that are not for the account."


def addressed(evidence: Evidence) -> str:
    """To whom, why, and as of when."""
    head = {fact.metric: fact for fact in evidence.facts[: evidence.headline]}
    recipient = head["letter_recipient"]
    title = clean(evidence.title)
    if recipient.value is None:
        return f"**{title}**, recipient not known: {clean(recipient.undefined_because or '')}."
    role, because = clean(str(recipient.inputs["title"])), clean(str(recipient.inputs["because"]))
    who = f"{shown(clean(str(recipient.value)), LONGEST)}{f', {shown(role, LONGEST)}' if role else ''}"
    return f"**{title}**, to {who} ({because})."


def notes_of(evidence: Evidence, draft: Draft) -> Iterator[str]:
    """Gaps first, then cautions, what the play warns of, and that a person sends it."""
    if draft.gaps:
        yield f"Fill in before sending: {'; '.join(draft.gaps)}."
    for typed in draft.unmet:
        yield f"Nothing in the draft speaks of “{clean(typed)}”, so nothing was left out for it."
    yield from (f"{_caution(fact)}." for fact in evidence.facts if fact.metric == CAUTION)
    for play in (passage for passage in evidence.passages if passage.kind == "playbook"):
        avoided = "; ".join(_lowered(part) for part in play.text.split("; "))
        yield f"The play “{clean(play.title)}” warns against: {clean(avoided)}."
    if _kind(evidence) == INTERNAL:
        yield NEVER_SENT_OUT
    yield f"{SENT_BY} It rests on the record {clean('; '.join(evidence.assumptions))}."


def _caution(fact: Fact) -> str:
    return clean(str(fact.value))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _kind(evidence: Evidence) -> str:
    return next(str(fact.value) for fact in evidence.facts if fact.metric == "letter_kind")
