"""Evidence as a model reads it: short lines of data, quoted so that no text in it can pose as an instruction."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from tools.evidence import Evidence, Passage, Section, Shape
from tools.facts import Fact, Value
from tools.periods import write_day

MOST_FACTS = 40
MOST_PASSAGES = 12
LONGEST_TEXT = 1200
# Of an answer of several parts: rows of a part, rows it quotes, and how long a text there may be.
MOST_ROWS = 15
MOST_QUOTES = 4
LONGEST_QUOTE = 300

Content = Mapping[str, Any]


def digest(evidence: Evidence) -> str:
    """One JSON object: outcome, title, facts with their display, assumptions, notes, passages; or facts by part."""
    body = BODIES.get(evidence.shape, _in_a_row)(evidence)
    return json.dumps(
        _filled(
            {
                "outcome": evidence.outcome,
                "title": evidence.title[:LONGEST_TEXT],
                "message": evidence.message[:LONGEST_TEXT],
                **body,
                "assumptions": list(evidence.assumptions),
                "notes": list(evidence.notes),
                "choices": [choice.question for choice in evidence.choices],
            }
        ),
        ensure_ascii=False,
    )


def _in_a_row(evidence: Evidence) -> Content:
    return {
        "facts": [_line(fact) for fact in evidence.facts[:MOST_FACTS]],
        "not_shown": evidence.omitted + max(0, len(evidence.facts) - MOST_FACTS),
        "passages": [_quoted(item, LONGEST_TEXT) for item in evidence.passages[:MOST_PASSAGES]],
    }


def _by_part(evidence: Evidence) -> Content:
    """The facts that answer the question, then each part with its own; details by title only."""
    told = [section for section in evidence.sections if not section.is_detail] or evidence.sections
    return {
        "answer": [_line(fact) for fact in evidence.facts[: evidence.headline]],
        "parts": [part for section in told if len(part := _part(section)) > 1],
        "details_left_out": list(dict.fromkeys(section.title for section in evidence.sections if section not in told)),
    }


def _of_letter(evidence: Evidence) -> Content:
    """To whom and about what; then what is on record for it, a row for each goal, step, promise or ticket."""
    return {
        "answer": [_line(fact) for fact in evidence.facts[: evidence.headline]],
        **_lines(evidence.facts[evidence.headline :]),
        "passages": [_quoted(item, LONGEST_QUOTE) for item in evidence.passages[:MOST_PASSAGES]],
    }


def _part(section: Section) -> Content:
    rows = _table(section.facts) if section.layout == "table" else _lines(section.facts)
    quotes = section.passages if section.layout == "plays" else section.passages[:MOST_QUOTES]
    longest = LONGEST_TEXT if section.layout == "plays" else LONGEST_QUOTE
    return _filled(
        {
            "part": section.title,
            **rows,
            "quotes": [_quoted(passage, longest) for passage in quotes],
            "more": section.more,
            "none_because": section.missing,
        }
    )


def _table(facts: Sequence[Fact]) -> Content:
    """Columns named once; a row for each subject."""
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for fact in facts:
        rows.setdefault(tuple(fact.subject.values()), {})[fact.label] = fact.display
    labels = list(dict.fromkeys(fact.label for fact in facts))
    names = list(dict.fromkeys(name for fact in facts for name in fact.subject))
    lines = [[*key, *(row.get(label, "") for label in labels)] for key, row in rows.items()]
    return {"columns": [*names, *labels] if lines else [], **_cut(lines)}


def _lines(facts: Sequence[Fact]) -> Content:
    """Neighbours about one subject in one line: "Use dropped: 5 Apr 2026 (before 296.5, after 91.2)"."""
    groups = groupby(facts, key=lambda fact: tuple(fact.subject.values()))
    return _cut([[*key, *(_said(fact) for fact in members)] for key, members in groups])


def _said(fact: Fact) -> str:
    """A sign with its figures and its end; anything else by its value."""
    said = f"{fact.label}: {fact.display[:LONGEST_QUOTE]}"
    if fact.undefined_because:
        return f"{said} because {fact.undefined_because}"
    if fact.unit != "date" or fact.period is None:
        return said
    until = f" until {write_day(fact.period.end)}" if fact.period.end < fact.as_of else ""
    figures = ", ".join(f"{name} {_figure(value)}" for name, value in fact.inputs.items())
    return f"{said}{until}{f' ({figures})' if figures else ''}"


def _figure(value: Value) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)[:LONGEST_QUOTE]


def _cut(rows: list[list[str]]) -> Content:
    return {
        "rows": [[text[:LONGEST_TEXT] for text in row] for row in rows[:MOST_ROWS]],
        "rows_not_shown": max(0, len(rows) - MOST_ROWS),
    }


def _filled(content: Content) -> Content:
    return {name: value for name, value in content.items() if value}


BODIES: Mapping[Shape, Callable[[Evidence], Content]] = {"sections": _by_part, "letter": _of_letter}


def _quoted(passage: Passage, longest: int) -> Mapping[str, str]:
    return _filled({"title": passage.title, "text": passage.text[:longest]})


def _line(fact: Fact) -> Mapping[str, str]:
    said = {"label": fact.label, "value": fact.display, **fact.subject}
    line = {name: text[:LONGEST_TEXT] for name, text in said.items()}
    line["when"] = f"{fact.period.start} to {fact.period.end}" if fact.period else f"at the close of {fact.as_of}"
    if fact.undefined_because:
        line["because"] = fact.undefined_because
    return line
