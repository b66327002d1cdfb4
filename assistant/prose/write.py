"""Evidence as Markdown, the answer first."""

from __future__ import annotations

from collections.abc import Sequence

from tools.evidence import Evidence


def write(evidences: Sequence[Evidence]) -> str:
    """Markdown for the evidence of one turn."""
    return "\n\n".join(_plain(evidence) for evidence in evidences)


def _plain(evidence: Evidence) -> str:
    lines = [f"{fact.label}: **{fact.display}**" for fact in evidence.facts]
    return "\n".join(line for line in (evidence.message, *lines, *(p.text for p in evidence.passages)) if line)
