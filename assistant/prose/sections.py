"""Answers of several parts: the answer in a sentence, then each part as lines, a table, dated signs or plays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.prose.escaping import plain
from assistant.prose.frame import is_stated
from assistant.prose.layouts import LAYOUTS, Told, left_out
from assistant.prose.stacking import stacked
from assistant.prose.templates import sentence_of
from assistant.prose.wording import abbreviated, counted, is_plural, lowered, sentence_case, shown
from tools.evidence import Evidence, Section
from tools.facts import Fact
from tools.periods import write_day


def write_sections(evidence: Evidence) -> Iterator[str]:
    """The lead with its assumptions, then the parts that have something to say."""
    head = evidence.facts[: evidence.headline]
    opening = lead_of(evidence, head)
    yield "\n".join(part for part in (opening, _small_print(evidence, opening)) if part)
    shown_parts = [section for section in evidence.sections if not section.is_detail]
    for section in shown_parts or evidence.sections:
        yield _section(section, evidence)


def lead_of(evidence: Evidence, head: Sequence[Fact]) -> str:
    """The answer in a sentence."""
    if not head:
        return f"**{plain(evidence.title)}**"
    return sentence_of("leads", head, title=plain(evidence.title)) or _plain_lead(evidence.title, head)


def _plain_lead(title: str, head: Sequence[Fact]) -> str:
    """ "Renewals due: 4 renewals, ARR due $1,000, as of 30 Jun 2026." """
    said = ", ".join(_said(fact) for fact in head)
    return f"**{plain(title)}**: {said}, as of {write_day(head[0].as_of)}."


def _said(fact: Fact) -> str:
    if fact.value is None:
        return f"{lowered(fact.label)} not defined ({fact.undefined_because})"
    if fact.unit == "count" and is_plural(fact.label):
        return f"**{counted(fact)}**"
    return f"{lowered(fact.label)} **{shown(fact)}**"


def _small_print(evidence: Evidence, lead: str) -> str:
    """The assumptions that the lead does not state itself."""
    unsaid = [plain(text, 200) for text in evidence.assumptions if not is_stated(text, lead)]
    return f"_{sentence_case('; '.join(unsaid))}._" if unsaid else ""


def _section(section: Section, evidence: Evidence) -> str:
    """Its title over its lines; a part with nothing in it says why in the line of its title."""
    told = Told(section, evidence)
    title, lines = f"**{plain(abbreviated(section.title))}**", [*LAYOUTS[section.layout](told)]
    missing = sentence_case(plain(section.missing, 300)).removesuffix(".")
    if missing and not lines:
        return f"{title}: {lowered(missing)}."
    if missing and missing.lower() not in "\n".join(lines).lower():
        lines.append(f"{missing}.")
    if more := left_out(told):
        lines.append(more)
    return stacked(title, lines) if lines else ""
