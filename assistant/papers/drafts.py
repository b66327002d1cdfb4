"""Which tool's evidence is a paper, and the papers of a turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

from assistant.letters.papered import letter_paper
from assistant.letters.write import letter_texts
from assistant.papers.compose import makes, paper_of, parts_of
from assistant.papers.markdown import write_chat, write_markdown
from assistant.papers.material import Material
from assistant.papers.outline import Outline, outline_of
from assistant.papers.paper import Kind, Paper
from assistant.papers.rewriting import Wording
from assistant.papers.texts import harmless, sentence
from assistant.papers.worded import parts_worded
from assistant.prose.write import write
from assistant.turn import turn_of
from tools.evidence import Evidence

LETTER: Kind = "letter"
# By tool: the kind of paper its evidence makes when all of it is asked for.
KINDS: Mapping[str, Kind] = {
    "brief_account": "briefing",
    "prepare_qbr": "qbr",
    "explain_churn": "forensics",
    "review_churn": "losses",
    "prepare_board": "board",
    "prepare_review": "review",
    "draft_letter": LETTER,
}
WHOLE = (None, "everything")


@dataclass(frozen=True)
class Draft:
    """Evidence that is to become a paper of this kind."""

    kind: Kind
    evidence: Evidence

    @property
    def outline(self) -> Outline:
        return outline_of(self.kind)


def draft_of(tool: str, arguments: Mapping[str, Any], evidence: Evidence) -> Draft | None:
    """The draft that such a call asked for; None for a question about one part of it, a refusal, or anything else."""
    kind = KINDS.get(tool) if arguments.get("topic") in WHOLE else None
    if kind is None or evidence.outcome != "answered":
        return None
    return Draft(kind, evidence) if kind == LETTER or makes(evidence, outline_of(kind)) else None


def drafts_of(messages: Sequence[BaseMessage]) -> tuple[Draft, ...]:
    """The drafts of this turn, in the order of the calls; the same one once."""
    found = list(_drafts(turn_of(messages)))
    return tuple(draft for place, draft in enumerate(found) if draft not in found[:place])


def written(draft: Draft, wording: Wording | None) -> Paper:
    """The paper; in a language model's words where there is one to word it."""
    if draft.kind == LETTER:
        return letter_paper(draft.evidence, wording)
    material = Material(draft.evidence)
    parts = parts_of(material, draft.outline)
    return paper_of(material, draft.outline, parts_worded(parts, material, wording) if wording else parts)


def _drafts(turn: Sequence[BaseMessage]) -> Iterator[Draft]:
    calls = {call["id"]: call for message in turn if isinstance(message, AIMessage) for call in message.tool_calls}
    for message in turn:
        if isinstance(message, ToolMessage) and message.artifact is not None and message.tool_call_id in calls:
            call, evidence = calls[message.tool_call_id], Evidence.model_validate(message.artifact)
            draft = draft_of(call["name"], call["args"], evidence)
            if draft is not None:
                yield draft


def whole(draft: Draft, paper: Paper) -> str:
    """All of a paper to be read on the spot."""
    return "\n\n".join(letter_texts(paper)) if draft.kind == LETTER else write_markdown(paper)


def said(found: Sequence[Evidence], papers: Sequence[tuple[Draft, Paper]]) -> str:
    """The text of a turn with drafts in it: each draft as the chat shows it, everything else as usual."""
    return "\n\n".join(_told(evidence, papers) for evidence in found)


def _told(evidence: Evidence, papers: Sequence[tuple[Draft, Paper]]) -> str:
    drafted = next((paper for draft, paper in papers if draft.evidence == evidence), None)
    if drafted is None:
        return write((evidence,))
    if drafted.kind == LETTER:
        return "\n\n".join(letter_texts(drafted))
    unused = (f"_{sentence(harmless(evidence.not_taken))}_",) if evidence.not_taken else ()
    return "\n\n".join((write_chat(drafted, outline_of(drafted.kind).noun), *unused))
