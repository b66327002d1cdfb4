"""One slot of an outline filled: its block with a sentence over it, or what is missing for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.papers.charts import chart_of, worded
from assistant.papers.grids import figures_of, grid_of
from assistant.papers.lines import lines_of, quotes_of, titles_of
from assistant.papers.material import Material, is_filled
from assistant.papers.outline import Slot
from assistant.papers.paper import Block, Line, Lines
from assistant.papers.texts import harmless, sentence, text_of
from assistant.prose.templates import filled
from tools.evidence import Section
from tools.facts import Fact

LONGEST_GAP = 300
GAPS = "gaps"


@dataclass(frozen=True)
class Filling:
    """What became of a slot: its blocks, the sections behind them, and what a person has to fill in."""

    slot: Slot
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    gaps: tuple[str, ...] = ()


def fill(slot: Slot, material: Material) -> Filling:
    """Pure. A section without content is said, a gap or left out, as the slot asks."""
    taken = material.of(slot)
    found = tuple(section for section in taken if is_filled(section))
    blocks = list(SHAPES[slot.block](slot, material, found)) if found else []
    missing = tuple(dict.fromkeys(sentence(missing_of(section)) for section in taken if section.missing))
    gaps = _named_gaps(material, found) if slot.block == GAPS else _gaps(slot, missing, is_filled=bool(blocks))
    if gaps:
        blocks.append(Lines(block="gap", lines=gaps))
    elif missing and slot.empty == "said":
        blocks.append(Lines(block="paragraph", lines=tuple(Line(text=text) for text in missing)))
    return Filling(slot, tuple(blocks), found, tuple(line.text for line in gaps))


def _gaps(slot: Slot, missing: tuple[str, ...], *, is_filled: bool) -> tuple[Line, ...]:
    """What a person has to fill in, as the tool says it, or as the outline does where the tool says nothing."""
    if slot.empty != "gap":
        return ()
    texts = missing or ((slot.gap,) if slot.gap and not is_filled else ())
    return tuple(Line(text=text, tone="gap") for text in texts)


def _named_gaps(material: Material, sections: Sequence[Section]) -> tuple[Line, ...]:
    """ "Value in money: ask their finance what it is worth." """
    facts = ((section, fact) for section in sections for fact in section.facts if fact.undefined_because)
    return tuple(
        Line(text=sentence(f"{_key(material, section, fact)}: {_because(fact)}"), facts=(fact,), tone="gap")
        for section, fact in facts
    )


def _key(material: Material, section: Section, fact: Fact) -> str:
    return ", ".join(harmless(value) for value in material.own(section)(fact).values())


def _because(fact: Fact) -> str:
    return harmless(fact.undefined_because or "", LONGEST_GAP)


def _no_blocks(_slot: Slot, _material: Material, _sections: Sequence[Section]) -> Iterator[Block]:
    """Gaps are told by `fill` itself."""
    yield from ()


def missing_of(section: Section) -> str:
    return harmless(section.missing, LONGEST_GAP)


def lead_of(lead: Sequence[str], material: Material, sections: Sequence[Section]) -> Line | None:
    """The first of these sentences that the facts can fill."""
    facts = tuple(fact for section in sections for fact in section.facts)
    said = filled(lead, material.values(facts))
    return Line(text=sentence(text_of(said)), facts=facts) if said else None


def _as_lines(slot: Slot, material: Material, sections: Sequence[Section]) -> Iterator[Block]:
    """A paragraph is its lead, or the lines as sentences; bullets may have a lead over them."""
    lead = lead_of(slot.lead, material, sections)
    own = [line for section in sections for line in _lines(section, slot, material)][: slot.limit]
    quoted = [line for section in sections for line in islice(quotes_of(section, material.evidence), slot.quotes)]
    if slot.block == "paragraph":
        lead, own = lead or _joined(own), []
    if lead:
        yield Lines(block="paragraph", lines=(lead,))
    if own or quoted:
        yield Lines(block="bullets", lines=(*own, *quoted[: slot.quotes]))


def _joined(lines: Sequence[Line]) -> Line | None:
    """The lines as one."""
    facts = tuple(fact for line in lines for fact in line.facts)
    return Line(text=" ".join(sentence(line.text) for line in lines), facts=facts) if lines else None


def _lines(section: Section, slot: Slot, material: Material) -> Sequence[Line]:
    lines = lines_of(section, material.evidence, slot.each, is_apart=slot.is_apart)
    return list(lines) or list(titles_of(section))


def _as_figures(slot: Slot, material: Material, sections: Sequence[Section]) -> Iterator[Block]:
    if facts := _facts(sections):
        yield figures_of(facts, material.own(sections[0]), slot)


def _as_grid(slot: Slot, material: Material, sections: Sequence[Section]) -> Iterator[Block]:
    if lead := lead_of(slot.lead, material, sections):
        yield Lines(block="paragraph", lines=(lead,))
    for section in sections:
        if section.facts:
            if len(sections) > 1:
                yield Lines(block="paragraph", lines=(Line(text=f"**{harmless(section.title)}**"),))
            yield grid_of(section.facts, material.own(section), slot)


def _as_chart(slot: Slot, material: Material, sections: Sequence[Section]) -> Iterator[Block]:
    """The chart; where there are too few values for one, the lines say them."""
    assert slot.form is not None
    facts = _facts(sections)
    title = text_of(filled((slot.title,), material.values(facts))).replace("**", "") or sections[0].title
    chart = chart_of(slot.form, title, facts, material.own(sections[0]))
    chart = chart and worded(chart, slot)
    if chart is not None:
        yield chart
    elif slot.empty == "said":
        yield from _as_lines(slot, material, sections)


def _facts(sections: Sequence[Section]) -> tuple[Fact, ...]:
    return tuple(fact for section in sections for fact in section.facts)


Shape = Callable[[Slot, Material, Sequence[Section]], Iterator[Block]]
SHAPES: Mapping[str, Shape] = {
    "paragraph": _as_lines,
    "bullets": _as_lines,
    "figures": _as_figures,
    "grid": _as_grid,
    "chart": _as_chart,
    GAPS: _no_blocks,
}
