"""The sample company as it is asked for papers: built once, each finding made once."""

from __future__ import annotations

from functools import cache
from typing import Any

from assistant.papers.drafts import Draft, draft_of, written
from assistant.papers.paper import Paper
from integrations.app import App, Published, build
from integrations.settings import Settings
from tools.catalogue import TOOLS
from tools.context import Context
from tools.evidence import Evidence

# Different stories: champion gone, ready to grow, new executive, escalations, stalled, over-bought, plateau, silence.
LIVE = (
    "Acme Logistics", "Hooli Media", "Globex Health", "Umbrella Care", "Tamarind Health", "Tidewater Sports",
    "Initech Systems", "Wavelet AI", "Kitestring", "Delta Foods", "Sundial Radio", "Cobalt Distribution",
)  # fmt: skip
LOST = ("Bitforge Labs", "Soylent Nutrition", "Ninth Wave Pictures", "Orbital Desk")


@cache
def app() -> App:
    return build(Settings())


@cache
def published() -> Published:
    return app().published()


@cache
def view() -> Context:
    return published().context()


@cache
def found(tool: str, *given: tuple[str, Any]) -> Evidence:
    return TOOLS[tool].run(view(), dict(given))


def paper(tool: str, **arguments: Any) -> tuple[Paper, Evidence]:
    """The planner's paper, and what it rests on."""
    evidence = found(tool, *arguments.items())
    draft = draft_of(tool, arguments, evidence)
    assert isinstance(draft, Draft), evidence.message
    return written(draft, None), evidence
