"""A letter as a paper: the letter alone in its parts, what its sender should know in the summary and gaps."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.letters.compose import GAP, Draft, Paragraph
from assistant.letters.write import addressed, draft_of, notes_of
from assistant.papers.paper import Line, Lines, Paper, Part
from tools.evidence import Evidence
from tools.facts import Fact


def letter_paper(evidence: Evidence) -> Paper:
    """One part, headed by the subject; nothing meant for the sender alone stands in it."""
    draft = draft_of(evidence)
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


def _blocks(draft: Draft, evidence: Evidence) -> Iterator[Lines]:
    edges = (Paragraph(draft.greeting), *draft.paragraphs, Paragraph(draft.close), *map(Paragraph, draft.signature))
    for paragraph in edges:
        if paragraph.text:
            yield Lines(block="paragraph", lines=(_line(paragraph.text, evidence),))
        if paragraph.items:
            yield Lines(block="bullets", lines=tuple(_line(item, evidence) for item in paragraph.items))


def _line(text: str, evidence: Evidence) -> Line:
    facts = tuple(fact for fact in evidence.facts if _is_said(fact, text))
    return Line(text=text, facts=facts, tone="gap" if GAP.search(text) else "plain")


def _is_said(fact: Fact, text: str) -> bool:
    return fact.value is not None and fact.display in text
