"""Evidence as Markdown a person is glad to read: the answer first, then what stands beside it, then warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.letters.write import write_letter
from assistant.prose.changes import write_comparison, write_trend
from assistant.prose.escaping import plain
from assistant.prose.groups import write_breakdown, write_list, write_ranking
from assistant.prose.profiles import write_profile
from assistant.prose.sections import write_sections
from assistant.prose.tables import write_bridge, write_cohorts
from assistant.prose.texts import write_message, write_passages
from assistant.prose.values import write_value
from assistant.prose.wording import sentence_case
from tools.evidence import Evidence, Shape

WRITERS: Mapping[Shape, Callable[[Evidence], Iterator[str]]] = {
    "value": write_value,
    "breakdown": write_breakdown,
    "ranking": write_ranking,
    "trend": write_trend,
    "comparison": write_comparison,
    "bridge": write_bridge,
    "cohorts": write_cohorts,
    "profile": write_profile,
    "list": write_list,
    "passage": write_passages,
    "sections": write_sections,
    "letter": write_letter,
    "message": write_message,
}
# These hold something to say without facts; any other shape without facts says its message.
WITHOUT_FACTS: tuple[Shape, ...] = ("list", "profile", "passage", "sections", "message")
# These open with a sentence that says what they are about.
WITH_OPENING: tuple[Shape, ...] = ("passage", "message", "profile", "value", "sections", "letter")
MOST_NOTES = 4
MORE_NOTES = "other notes like these are left out; ask which data is loaded"
NOTHING = "There is nothing to say about that."


def write(evidences: Sequence[Evidence]) -> str:
    """Markdown for the evidence of one turn, in the order of the calls; warnings about the data once, at the end.

    Deterministic. Every number comes from the evidence, so that `grounding.check` finds nothing in it.
    """
    different = [one for place, one in enumerate(evidences) if one not in evidences[:place]]
    parts = [_part(evidence) for evidence in different]
    if len(parts) > 1:
        parts = [_headed(evidence, part) for evidence, part in zip(different, parts, strict=True)]
    notes = dict.fromkeys(note for evidence in different for note in evidence.notes)
    return "\n\n".join([*parts, *_warnings(list(notes))]) or NOTHING


def _part(evidence: Evidence) -> str:
    shape = evidence.shape if evidence.facts or evidence.shape in WITHOUT_FACTS else "message"
    return "\n\n".join(block for block in WRITERS[shape](evidence) if block) or NOTHING


def _warnings(notes: Sequence[str]) -> Iterator[str]:
    if len(notes) == 1:
        yield f"Note: {_sentence(notes[0])}"
    elif notes:
        cut = [MORE_NOTES] if len(notes) > MOST_NOTES else []
        yield "\n".join(["Notes on the data:", *(f"- {_sentence(note)}" for note in [*notes[:MOST_NOTES], *cut])])


def _sentence(note: str) -> str:
    text = sentence_case(plain(note, 300))
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _headed(evidence: Evidence, part: str) -> str:
    """A part of several blocks that does not open with its title gets it as a heading, to be told from the next."""
    is_plain = "\n\n" not in part or evidence.shape in WITH_OPENING or not evidence.title
    if is_plain or part.replace("*", "").startswith(evidence.title):
        return part
    return f"**{plain(evidence.title)}**\n{part}"
