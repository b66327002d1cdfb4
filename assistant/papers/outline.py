"""Outlines: which parts a paper has, in which order, and which sections of the evidence each is made of. Data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.papers.paper import Form, Kind
from tools.evidence import Layout

# What the tools call the sections of their evidence; "head" are the facts that answer the question itself.
SectionName = Literal[
    "head",
    "adoption",
    "agenda",
    "attendees",
    "bridge",
    "business_change",
    "cohorts",
    "composition",
    "coverage",
    "decisions",
    "differences",
    "doubts",
    "evidence_against",
    "evidence_for",
    "expansion",
    "exposure",
    "facts_at_a_glance",
    "forecast",
    "gaps",
    "goals",
    "health",
    "issues",
    "last_chance",
    "lookalikes",
    "losses",
    "movement",
    "pattern",
    "peers",
    "people",
    "plays",
    "promises",
    "reason",
    "recommendation",
    "renewal",
    "response",
    "retention",
    "risks",
    "shared_signs",
    "silent_people",
    "timeline",
    "to_say",
    "usage",
    "value_points",
    "warning",
    "whats_new",
    "wins",
]
HERE = Path(__file__).parent / "outlines"


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Slot(Strict):
    """One block of a part, made of the sections it takes.

    `layout`, `metrics` and the dimension `by` keep some of their facts only. Sentences are tried in order, the first
    that the facts can fill is said: `lead` over the block, `each` for a row, a group of facts or beside a figure;
    without one the layout's own words are. `empty` says what a section without content means: something to say ("none
    is open"), a gap for a person to fill, or nothing worth a word. `quotes` is how many records may be quoted.
    `is_keyed` false leaves what tells the rows of a grid apart out of it, where that is an identifier.
    `is_apart` makes a line of each fact, though they be of one subject. `is_turned` writes what tells them apart
    across the top. `words` says values and labels otherwise than the data does, where the reader is another than the
    data was written for; under "" what an empty cell says. `kept` are columns that stand even where every cell of
    theirs is empty. `without` are metrics that are left out. `whole` is where the scale of a chart ends at the least.
    `higher_is_better` gives figures with a target their colour;
    `value` makes a figure of each subject, with this sentence as its value and one of `each` as its note. The block
    `gaps` makes each fact without a value something to fill in; where there is one, it speaks for the whole paper.
    """

    takes: tuple[SectionName, ...]
    block: Literal["paragraph", "bullets", "figures", "grid", "chart", "gaps"]
    form: Form | None = None
    layout: Layout | None = None
    title: str = ""
    metrics: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    whole: int = Field(default=0, ge=0)
    by: str = ""
    limit: int = Field(default=6, ge=1)
    lead: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    empty: Literal["said", "gap", "left out"] = "said"
    gap: str = ""
    quotes: int = 0
    is_keyed: bool = True
    is_turned: bool = False
    is_apart: bool = False
    words: Mapping[str, str] = Field(default_factory=dict)
    higher_is_better: bool = False
    value: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_a_form_exactly_as_a_chart(self) -> Self:
        if (self.form is None) == (self.block == "chart"):
            raise ValueError("a chart needs a form, anything else has none")
        return self


class Told(Strict):
    """A statement: the first sentence that the facts of these sections can fill.

    A line of the summary is their first line where none can; a part has no headline then.
    """

    takes: tuple[SectionName, ...]
    lead: tuple[str, ...] = ()


class PartOutline(Strict):
    """`is_internal`: for the eyes of the team, not for the account. `headline`: what is to be learnt from the part."""

    name: str
    heading: str
    slots: tuple[Slot, ...]
    headline: Told | None = None
    is_internal: bool = False


class Outline(Strict):
    """`noun` is what people call the paper; the first of the titles and subtitles that the facts can fill is taken.

    Evidence without the sections it `needs` answers another question ("it has not left") and makes no such paper.
    """

    kind: Kind
    noun: str
    title: tuple[str, ...]
    subtitle: tuple[str, ...] = ()
    summary: tuple[Told, ...] = Field(max_length=5)
    parts: tuple[PartOutline, ...]
    needs: tuple[SectionName, ...] = ()


@cache
def outline_of(kind: Kind) -> Outline:
    """The outline of that kind of paper."""
    content: Any = yaml.load((HERE / f"{kind}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Outline.model_validate(content)
