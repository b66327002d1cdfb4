"""A letter as a paper: the letter alone in its parts, what its sender should know in the summary and gaps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from assistant.digest import digest
from assistant.letters.compose import GAP, Draft, compose
from assistant.letters.notes import addressed, notes_of
from assistant.letters.values import INTERNAL, values_of
from assistant.papers.faithful import faults
from assistant.papers.paper import Line, Lines, Paper, Part
from assistant.papers.rewriting import Task, Wording
from tools.evidence import Evidence
from tools.facts import Fact


def draft_of(evidence: Evidence) -> Draft:
    """The composed letter of this evidence; the same evidence gives the same letter."""
    return compose(values_of(evidence))


def letter_paper(evidence: Evidence, wording: Wording | None = None) -> Paper:
    """One part, headed by the subject; nothing meant for the sender alone stands in it."""
    composed = draft_of(evidence)
    draft = worded(composed, evidence, wording) if wording else composed
    told = (addressed(evidence), *notes_of(evidence, draft))
    return Paper(
        kind="letter",
        title=evidence.title,
        subtitle=draft.subject,
        account=evidence.facts[0].subject.get("account"),
        parts=(Part(name="letter", heading=draft.subject, blocks=tuple(_blocks(draft, evidence))),),
        summary=tuple(Line(text=text) for text in told),
        gaps=draft.gaps,
        assumptions=evidence.assumptions,
    )


def worded(draft: Draft, evidence: Evidence, wording: Wording) -> Draft:
    """The paragraphs in a language model's words where these hold; lists and what opens them stay."""
    lines = {place: _line(one.text, evidence) for place, one in enumerate(draft.paragraphs) if not one.items}
    # A paragraph that the gate would not take from a model is not shown to one.
    sound = {place: line for place, line in lines.items() if not faults(line, line.text, evidence)}
    task = Task(tuple(sound.values()), _shown(draft, evidence), evidence)
    texts = dict(zip(sound, (line.text for line in wording.words(task)), strict=True))
    paragraphs = (replace(one, text=texts.get(place, one.text)) for place, one in enumerate(draft.paragraphs))
    return replace(draft, paragraphs=tuple(paragraphs))


def _shown(draft: Draft, evidence: Evidence) -> dict[str, object]:
    values = values_of(evidence)
    return {
        "part": f"the paragraphs of a letter: {draft.subject}",
        "read_by": "our own team" if values.kind == INTERNAL else "one person of the account",
        "tone": values.tone,
        "length": values.length,
        "evidence": json.loads(digest(evidence.model_copy(update={"passages": ()}))),
    }


def _blocks(draft: Draft, evidence: Evidence) -> Iterator[Lines]:
    if draft.greeting:
        yield Lines(block="paragraph", lines=(_line(draft.greeting, evidence),))
    for paragraph in draft.paragraphs:
        if paragraph.text:
            yield Lines(block="paragraph", lines=(_line(paragraph.text, evidence),))
        if paragraph.items:
            yield Lines(block="bullets", lines=tuple(_line(item, evidence) for item in paragraph.items))
    closing = tuple(_line(text, evidence) for text in (draft.close, *draft.signature) if text)
    if closing:
        yield Lines(block="signature", lines=closing)


def _line(text: str, evidence: Evidence) -> Line:
    facts = tuple(fact for fact in evidence.facts if _is_said(fact, text))
    return Line(text=text, facts=facts, tone="gap" if GAP.search(text) else "plain")


def _is_said(fact: Fact, text: str) -> bool:
    return fact.value is not None and fact.display in text
