"""What a tool returns: typed facts and passages, never prose."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tools.errors import Reason, ToolError
from tools.facts import Fact, Frozen

Outcome = Literal["answered", "clarify", "declined", "failed"]
Shape = Literal[
    "value", "breakdown", "ranking", "trend", "comparison", "bridge", "cohorts", "profile", "list", "passage", "message"
]


class Passage(Frozen):
    """A piece of written knowledge or a record that an answer may quote."""

    kind: Literal["glossary", "playbook", "record"]
    title: str
    ref: str
    text: str = ""


class Choice(Frozen):
    """One way to go on: what the button says and the question it asks."""

    label: str
    question: str


class Evidence(Frozen):
    """The result of one tool call. `shape` tells the prose how the facts belong together.

    `headline` counts the leading facts that answer the question itself; the rest stand beside them (the other churn
    rate, the parts of a bridge). `omitted` counts facts left out by a limit,
    `order` is that of a ranking and `place` the one
    asked for. `notes` warn about the data behind them.
    """

    shape: Shape = "value"
    title: str = ""
    facts: tuple[Fact, ...] = ()
    headline: int = 1
    order: Literal["highest", "lowest"] | None = None
    place: int | None = None
    omitted: int = 0
    passages: tuple[Passage, ...] = ()
    assumptions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    outcome: Outcome = "answered"
    reason: Reason | None = None
    message: str = Field(default="", description="what to say when there are no facts: a question back or a refusal")


def refusal(error: ToolError) -> Evidence:
    """A tool's plain refusal as evidence: ambiguous names become a question back, the rest a declined answer."""
    return Evidence(
        shape="message",
        outcome="clarify" if error.reason == "ambiguous" else "declined",
        reason=error.reason,
        message=error.message,
        choices=tuple(Choice(label=choice, question=choice) for choice in error.choices),
    )
