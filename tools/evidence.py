"""What a tool returns: typed facts and passages, never prose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field

from tools.errors import Reason, ToolError
from tools.facts import Fact, Frozen

NOT_TAKEN = "not taken into account"
Outcome = Literal["answered", "clarify", "declined", "failed"]
Shape = Literal[
    "value",
    "breakdown",
    "ranking",
    "trend",
    "comparison",
    "bridge",
    "cohorts",
    "profile",
    "list",
    "passage",
    "sections",
    "letter",
    "message",
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


Layout = Literal["lines", "table", "signals", "records", "plays"]


class Section(Frozen):
    """A part of a longer answer: facts under a title.

    `lines`: one line per fact. `table`: one row per subject, one column per metric, in the order of the facts.
    `signals`: dated facts of what happened, with the records that show them. `records`: quoted rows of the data.
    `plays`: what to do. `more` counts what a limit left out; `missing` says why a part is not there. A detail is told
    only where the answer has nothing but details. `name` is what a paper's outline calls the part by.
    """

    title: str
    name: str = ""
    layout: Layout
    facts: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()
    more: int = 0
    missing: str = ""
    is_detail: bool = False


class Evidence(Frozen):
    """The result of one tool call. `shape` tells the prose how the facts belong together.

    `headline` counts the leading facts, or passages where there are none, that answer the question itself; the rest
    stand beside them (the other churn rate, the parts of a bridge, plays for a like situation). `omitted` counts
    facts left out by a limit, `order` is that of a ranking and `place` the one asked for. `notes` warn about the data
    behind them.
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
    sections: tuple[Section, ...] = Field(default=(), description="shape sections: facts and passages, by part")
    outcome: Outcome = "answered"
    reason: Reason | None = None
    message: str = Field(default="", description="what to say when there are no facts: a question back or a refusal")

    @property
    def not_taken(self) -> str:
        """The assumption that says which words of the question were not used; empty where all were."""
        return next((assumption for assumption in self.assumptions if assumption.startswith(NOT_TAKEN)), "")


def in_sections(head: Sequence[Fact], sections: Sequence[Section], **others: Any) -> Evidence:
    """Evidence of several parts: the facts that answer the question itself, then those of each section in order."""
    facts = (*head, *(fact for section in sections for fact in section.facts))
    passages = tuple(dict.fromkeys(passage for section in sections for passage in section.passages))
    return Evidence(
        shape="sections", facts=facts, headline=len(head), sections=tuple(sections), passages=passages, **others
    )


def refusal(error: ToolError) -> Evidence:
    """A tool's plain refusal as evidence: ambiguous names become a question back, the rest a declined answer."""
    return Evidence(
        shape="message",
        outcome="clarify" if error.reason == "ambiguous" else "declined",
        reason=error.reason,
        message=error.message,
        choices=tuple(Choice(label=choice, question=choice) for choice in error.choices),
    )
