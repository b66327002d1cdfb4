"""What a paper is made of: the sections of the evidence by name, and the evidence of one part alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.papers.lines import HEAD
from assistant.papers.naming import named
from assistant.papers.outline import Slot
from assistant.papers.texts import harmless
from assistant.prose.layouts import Told
from assistant.prose.rows import Own
from tools.evidence import Evidence, Section
from tools.facts import Fact
from tools.periods import write_day


@dataclass(frozen=True)
class Material:
    """The evidence of one paper. Its own head facts are the section called "head"."""

    evidence: Evidence

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        head = Section(title="", name=HEAD, layout="lines", facts=self.evidence.facts[: self.evidence.headline])
        return (head, *self.evidence.sections)

    @cached_property
    def account(self) -> str | None:
        """The one account the paper is about."""
        return self.told(self.sections[0]).shared or None

    def of(self, slot: Slot) -> tuple[Section, ...]:
        """The sections a slot takes, in its order, with the facts of its metrics only."""
        named = (section for name in slot.takes for section in self.sections if section.name == name)
        found = (section for section in named if slot.layout in (None, section.layout))
        kept = (section.model_copy(update={"facts": tuple(_wanted(section, slot))}) for section in found)
        return tuple(section for section in kept if section.facts or not slot.by)

    def told(self, section: Section) -> Told:
        return Told(section, self.evidence)

    def own(self, section: Section) -> Own:
        """What tells its facts from each other."""
        return self.told(section).own

    def values(self, facts: Sequence[Fact]) -> dict[str, Any]:
        """What a sentence about these facts may name, and what any sentence of this paper may.

        `{losses none}` is "no", and there only where that number is zero.
        """
        common: dict[str, Any] = {"title": harmless(self.evidence.title), "account": self.account}
        if not facts:
            return common
        period = next((fact.period.label for fact in facts if fact.period and fact.period.label), None)
        day = write_day(facts[0].as_of)
        none = {f"{fact.metric} none": "no" for fact in facts if fact.value == 0}
        return {**common, **none, "period": period, "day": day, **named(facts, self.told(self.sections[0]).own)}

    def alone(self, sections: Sequence[Section]) -> Evidence:
        """The evidence of these sections: what a text of theirs may state."""
        facts = tuple(fact for section in sections for fact in section.facts)
        passages = tuple(dict.fromkeys(passage for section in sections for passage in section.passages))
        return self.evidence.model_copy(
            update={"facts": facts, "headline": 0, "sections": tuple(sections), "passages": passages}
        )


def is_filled(section: Section) -> bool:
    return bool(section.facts or section.passages)


def _wanted(section: Section, slot: Slot) -> Iterator[Fact]:
    """The facts told apart by the slot's dimension, those of its metrics in the order they are wanted."""
    told_apart = (fact for fact in section.facts if not slot.by or slot.by in fact.subject)
    facts = [fact for fact in told_apart if fact.metric not in slot.without]
    if not slot.metrics:
        yield from facts
    for metric in slot.metrics:
        yield from (fact for fact in facts if fact.metric == metric)
