"""Evidence and an outline become a paper. Pure: no model, no clock, no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.papers.blocks import GAPS, Filling, fill, lead_of
from assistant.papers.lines import lines_of
from assistant.papers.material import Material, is_filled
from assistant.papers.outline import Outline, PartOutline, Told
from assistant.papers.paper import Line, Paper, Part, Refused
from assistant.papers.texts import harmless, sentence, text_of, title_of
from assistant.prose.templates import filled
from assistant.prose.write import write
from tools.evidence import NOT_TAKEN, Evidence, Section

NAMED_GAPS = 3


@dataclass(frozen=True)
class Written:
    """A part with what each of its slots was made of, and what is to be learnt from it."""

    outline: PartOutline
    fillings: tuple[Filling, ...]
    headline: Line | None = None

    @property
    def part(self) -> Part:
        return Part(
            name=self.outline.name,
            heading=self.outline.heading,
            headline=self.headline,
            blocks=tuple(block for one in self.fillings for block in one.blocks),
            is_internal=self.outline.is_internal,
        )


def compose(evidence: Evidence, outline: Outline) -> Paper | Refused:
    """The draft in the outline's order, or what is missing for one."""
    if not makes(evidence, outline):
        return Refused(message=evidence.message or write((evidence,)), reason=evidence.reason)
    material = Material(evidence)
    return paper_of(material, outline, parts_of(material, outline))


def makes(evidence: Evidence, outline: Outline) -> bool:
    """Whether the evidence is that of such a paper."""
    return evidence.outcome == "answered" and set(outline.needs) <= {section.name for section in evidence.sections}


def parts_of(material: Material, outline: Outline) -> tuple[Written, ...]:
    """The parts that say something or have a gap."""
    made = (_written(part, material) for part in outline.parts)
    return tuple(written for written in made if written.part.blocks)


def _written(part: PartOutline, material: Material) -> Written:
    """What is all to be filled in has no headline."""
    fillings = tuple(fill(slot, material) for slot in part.slots)
    is_told = any(filling.sections for filling in fillings)
    return Written(part, fillings, _headline(part, material) if is_told else None)


def _headline(part: PartOutline, material: Material) -> Line | None:
    """Like a title: without bold letters and without a full stop."""
    told = part.headline
    said = lead_of(told.lead, material, _held(told, material)) if told else None
    return said and said.model_copy(update={"text": title_of(said.text)})


def paper_of(material: Material, outline: Outline, parts: Sequence[Written]) -> Paper:
    gaps = tuple(dict.fromkeys(_gaps(parts)))
    head = material.values(material.sections[0].facts)
    return Paper(
        kind=outline.kind,
        title=text_of(filled(outline.title, head)) or harmless(material.evidence.title),
        subtitle=text_of(filled(outline.subtitle, head)),
        account=material.account,
        parts=tuple(written.part for written in parts),
        summary=tuple(_summary(material, outline, gaps)),
        gaps=gaps,
        # What the asker said in vain is for the asker, not for those who read the file.
        assumptions=tuple(harmless(text) for text in material.evidence.assumptions if not text.startswith(NOT_TAKEN)),
    )


def _gaps(parts: Sequence[Written]) -> list[str]:
    """Those the tool named, or else what each part lacks."""
    named = [gap for written in parts for one in written.fillings if one.slot.block == GAPS for gap in one.gaps]
    return named or [f"{one.outline.heading}: {gap}" for one in parts for slot in one.fillings for gap in slot.gaps]


def _summary(material: Material, outline: Outline, gaps: Sequence[str]) -> Iterator[Line]:
    """The most important statements, then how much is left to fill in."""
    yield from (line for told in outline.summary if (line := _statement(told, material)))
    if gaps:
        named = "; ".join(dict.fromkeys(gap.split(":", 1)[0].lower() for gap in gaps[:NAMED_GAPS]))
        more = "" if len(gaps) <= NAMED_GAPS else " and more"
        count = "One gap" if len(gaps) == 1 else f"{len(gaps)} gaps"
        yield Line(text=f"{count} to fill in before it is sent: {named}{more}.", tone="gap")


def _statement(told: Told, material: Material) -> Line | None:
    sections = _held(told, material)
    if lead := lead_of(told.lead, material, sections):
        return lead
    first = next((line for section in sections for line in lines_of(section, material.evidence)), None)
    return first and first.model_copy(update={"text": sentence(first.text)})


def _held(told: Told, material: Material) -> list[Section]:
    return [one for name in told.takes for one in material.sections if one.name == name and is_filled(one)]
