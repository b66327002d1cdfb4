"""An answer: what may be shown, and everything it rests on. Its JSON is a stable contract."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from assistant.papers.paper import Paper
from tools.errors import Reason
from tools.evidence import Choice, Outcome
from tools.facts import Fact, Frozen


class SourceRef(Frozen):
    kind: str
    title: str
    ref: str


class ToolUse(Frozen):
    name: str
    arguments: dict[str, Any]
    ms: float


class Timings(Frozen):
    total_ms: float
    model_ms: float
    tools_ms: float


class Answer(Frozen):
    """The reply to one question. `answer` is Markdown; every number in it is stated by a fact or a source.

    `papers` are the drafts it is about, which travel beside the JSON; `files` are the paths of those written out.
    """

    id: str
    question: str
    outcome: Outcome
    reason: Reason | None = None
    answer: str
    assumptions: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    facts: tuple[Fact, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    tool_calls: tuple[ToolUse, ...] = ()
    ungrounded_numbers: tuple[str, ...] = ()
    model: str
    files: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = Field(default=(), exclude=True, repr=False)
    timings: Timings = Field(default_factory=lambda: Timings(total_ms=0, model_ms=0, tools_ms=0))
