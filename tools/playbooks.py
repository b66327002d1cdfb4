"""find_playbook: what to do in a situation, from the plays and the operating knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.documents import Document, Kind
from knowledge.library import Passage as Found
from knowledge.pieces import reference
from knowledge.triggers import Trigger
from tools.account_requests import FindPlaybook
from tools.context import Context
from tools.errors import UnknownName
from tools.evidence import Evidence, Passage
from tools.names import listed, shown

KINDS: tuple[Kind, ...] = ("playbook", "operating")
MOST_PASSAGES = 3
# Tried on questions of the field and on others: nearer than NEAR answers, further off than FAR never does, and between
# them the words must agree.
NEAR = 0.4
FAR = 0.3
ROLES: Mapping[str, str] = {
    "csm": "CSM",
    "csm_lead": "CSM lead",
    "cs_leader": "CS leader",
}


def find_playbook(context: Context, request: FindPlaybook) -> Evidence:
    """Up to three passages, the best first. Raises UnknownName with the nearest titles when none comes near."""
    found = context.knowledge.search(request.situation, kind=request.kind or KINDS, limit=MOST_PASSAGES)
    near = [passage.document for passage in found if _is_near(passage)]
    if not near:
        raise _nothing_near(request.situation, found)
    passages = tuple(_passage(document) for document in near)
    return Evidence(shape="passage", title=passages[0].title, passages=passages)


def text_of(document: Document) -> str:
    """A document as Markdown: what it is about, then when it applies and to whom, steps, success and what to avoid."""
    return "\n\n".join(part for part in (document.body, *_instructions(document)) if part)


def steps_of(document: Document) -> str:
    """The steps of a play, numbered, a line each."""
    return "\n".join(f"{number}. {step}" for number, step in enumerate(document.steps, start=1))


def trigger_in_words(trigger: Trigger) -> str:
    """'champion left, and one of nps low or csat low, but not escalation, while red or yellow'."""
    parts = [
        _words(trigger.all, "and"),
        ("one of " if len(trigger.any) > 1 else "") + _words(trigger.any, "or") if trigger.any else "",
    ]
    text = ", and ".join(part for part in parts if part)
    unless = f"not {_words(trigger.none, 'or')}" if trigger.none else ""
    while_ = f"while {_words(trigger.status, 'or')}" if trigger.status else ""
    return ", ".join(part for part in (text, unless, while_) if part)


def _instructions(document: Document) -> Iterator[str]:
    yield " ".join(_frame(document))
    if document.steps:
        yield steps_of(document)
    if document.success:
        yield f"**Sign of success:** {document.success}"
    if document.avoid:
        yield "**Avoid:**\n" + "\n".join(f"- {thing}" for thing in document.avoid)


def _frame(document: Document) -> Iterator[str]:
    if document.trigger:
        yield f"**When:** {trigger_in_words(document.trigger)}."
    if document.kind == "playbook" and document.owner:
        yield f"**Owner:** {ROLES.get(document.owner, document.owner)}{_in_time(document.within_days)}."


def _in_time(days: int | None) -> str:
    if days is None:
        return ""
    return ", the same day" if days == 0 else f", within {days} day{'s' if days > 1 else ''}"


def _words(names: tuple[str, ...], word: str) -> str:
    return listed([name.replace("_", " ") for name in names], word)


def _is_near(found: Found) -> bool:
    # Without the index of meanings only the words can tell.
    if "meaning" not in found.matched_by or found.similarity < NEAR:
        return "words" in found.matched_by and (found.similarity >= FAR or not found.similarity)
    return True


def _nothing_near(situation: str, found: tuple[Found, ...]) -> UnknownName:
    titles = tuple(passage.document.title for passage in found)
    hint = f" The nearest are {listed(titles, 'or')}." if titles else ""
    return UnknownName(f"No play or piece of operating knowledge comes near '{shown(situation)}'.{hint}", titles)


def _passage(document: Document) -> Passage:
    return Passage(kind="playbook", title=document.title, ref=reference(document), text=text_of(document))
