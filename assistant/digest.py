"""Evidence as a model reads it: short lines of data, quoted so that no text in it can pose as an instruction."""

from __future__ import annotations

import json

from tools.evidence import Evidence, Passage
from tools.facts import Fact

MOST_FACTS = 40
MOST_PASSAGES = 12
LONGEST_TEXT = 1200


def digest(evidence: Evidence) -> str:
    """One JSON object: outcome, title, facts with their display, assumptions, notes, passages."""
    content = {
        "outcome": evidence.outcome,
        "title": evidence.title[:LONGEST_TEXT],
        "message": evidence.message[:LONGEST_TEXT],
        "facts": [_line(fact) for fact in evidence.facts[:MOST_FACTS]],
        "not_shown": evidence.omitted + max(0, len(evidence.facts) - MOST_FACTS),
        "assumptions": list(evidence.assumptions),
        "notes": list(evidence.notes),
        "passages": [
            {"title": item.title, "text": item.text[:LONGEST_TEXT]} for item in evidence.passages[:MOST_PASSAGES]
        ],
        "choices": [choice.question for choice in evidence.choices],
    }
    return json.dumps({name: value for name, value in content.items() if value}, ensure_ascii=False)


def _quoted(passage: Passage) -> dict[str, str]:
    return {"title": passage.title, "text": passage.text[:LONGEST_TEXT]}


def _line(fact: Fact) -> dict[str, str]:
    said = {"label": fact.label, "value": fact.display, **fact.subject}
    line = {name: text[:LONGEST_TEXT] for name, text in said.items()}
    line["when"] = f"{fact.period.start} to {fact.period.end}" if fact.period else f"at the close of {fact.as_of}"
    if fact.undefined_because:
        line["because"] = fact.undefined_because
    return line
