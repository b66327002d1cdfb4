"""What an answer rests on, in a line: passages by title, figures by their names."""

from __future__ import annotations

import re

from assistant.answer import Answer

MOST = 4
# A definition with its version, as the sources name it: "red_accounts v1".
DEFINITION = re.compile(r"([a-z][a-z0-9_]*) v\d+")


def sources_line(answer: Answer) -> str:
    """ "Escalation; ticket T-1, 19 Jun 2026; and 3 more"; empty where there is none."""
    labels = {fact.definition.name: fact.label for fact in reversed(answer.facts)}
    titles = list(dict.fromkeys(_title(source.title, labels) for source in answer.sources))
    more = [f"and {len(titles) - MOST} more"] if len(titles) > MOST else []
    return "; ".join([*titles[:MOST], *more])


def _title(title: str, labels: dict[str, str]) -> str:
    definition = DEFINITION.fullmatch(title)
    return labels.get(definition[1], definition[1].replace("_", " ")) if definition else title
