"""Evidence with named sections and an outline over it, small enough to check by eye."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.papers.outline import Outline, PartOutline, Slot
from tests.assistant.parts import POINTS, TICKET, USE_DROPPED, fact, row, score
from tools.evidence import Evidence, Layout, Section, in_sections
from tools.facts import Fact, Span

QUARTER = Span(start=date(2026, 4, 1), end=date(2026, 6, 30), label="Q2 2026")


def named(name: str, layout: Layout, *facts: Fact, **others: Any) -> Section:
    return Section(name=name, title=others.pop("title", name.capitalize()), layout=layout, facts=facts, **others)


def goal(name: str = "Fill shifts faster", now: int = 75) -> tuple[Fact, ...]:
    subject = {"account": "Acme", "goal": name}
    return (
        fact("goal_now", "Now", now, subject=subject),
        fact("goal_target", "Target", 52, subject=subject),
    )


def evidence(*sections: Section, **others: Any) -> Evidence:
    return in_sections(score(), sections, title="Briefing on Acme", **others)


def usual() -> Evidence:
    return evidence(
        named("goals", "lines", *goal()),
        named("issues", "records", passages=(TICKET,)),
        named("movement", "signals", POINTS, USE_DROPPED),
        named("losses", "table", *row("Beta", 5_000, "2026-08-21", "no open risk")),
        named("promises", "lines", missing="no promise is on record; write down what was agreed"),
        named("expansion", "lines", missing="no room to grow is on record"),
    )


def slot(*takes: str, block: str = "bullets", **others: Any) -> Slot:
    return Slot.model_validate({"takes": takes, "block": block, **others})


def part(name: str, *slots: Slot, heading: str = "", **others: Any) -> PartOutline:
    return PartOutline(name=name, heading=heading or name.capitalize(), slots=slots, **others)


def outline(*parts: PartOutline, **others: Any) -> Outline:
    fields: dict[str, Any] = {
        "kind": "briefing",
        "noun": "briefing",
        "title": ("{account}: briefing",),
        "subtitle": ("As of {day}",),
        "summary": ({"takes": ("head",)},),
    }
    return Outline.model_validate({**fields, "parts": parts, **others})
