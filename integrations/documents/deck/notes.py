"""What the speaker's notes of a slide say: where each number on it comes from, and texts that were shortened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from integrations.documents.deck.items import Page
from integrations.documents.provenance import Trace, traces_of

HEADING = "Where the numbers on this slide come from"


def notes_of(page: Page) -> str:
    """The notes as text; empty when the slide states no number and shortens nothing."""
    facts = (fact for placed in page.placed for fact in placed.facts)
    traced = list(_traced(traces_of(facts)))
    whole = [text for placed in page.placed for text in placed.in_full]
    parts = [
        "\n".join([HEADING, *traced]) if traced else "",
        "\n".join(["In full", *dict.fromkeys(whole)]) if whole else "",
        "\n".join(page.remarks),
    ]
    return "\n\n".join(part for part in parts if part)


def _traced(traces: Iterable[Trace]) -> Iterator[str]:
    """Numbers under the rule that gave them, so that each rule is told once."""
    rules: dict[tuple[str, str], list[Trace]] = {}
    for trace in traces:
        rules.setdefault((trace.rule, trace.formula), []).append(trace)
    for (rule, formula), held in rules.items():
        yield f"{rule}: {formula}"
        yield from (f"  {trace.label}: {trace.shown} ({trace.when}; from {trace.origin})" for trace in held)
