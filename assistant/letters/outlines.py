"""Letters kept as data: for each kind the parts in order, each with sentences by what is known and by tone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

HERE = Path(__file__).parent / "outlines"
TONES = ("neutral", "friendly", "formal", "direct")
LENGTHS = ("short", "usual", "long")
ANY = "any"


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Case(Strict):
    """Wordings that say the same, by tone or for any; used when all of `needs` and of their fields are known
    and nothing of `unless` is.
    """

    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    lengths: tuple[str, ...] = Field(default=LENGTHS, alias="in")
    says: Mapping[str, tuple[str, ...]]

    @model_validator(mode="before")
    @classmethod
    def _by_tone(cls, given: dict[str, Any]) -> dict[str, Any]:
        tones = {tone: given[tone] for tone in (*TONES, ANY) if tone in given}
        return {name: value for name, value in given.items() if name not in tones} | {"says": tones}

    def wordings(self, tone: str) -> tuple[str, ...]:
        return self.says.get(tone) or self.says[ANY]

    @property
    def wanted(self) -> frozenset[str]:
        """What must be known to use it, whatever the tone."""
        texts = (text for wordings in self.says.values() for text in wordings)
        return frozenset(self.needs) | {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


class Part(Strict):
    """A sentence of a letter, or a list with the sentence before it. `joins`: it goes on in the paragraph before.

    `items` names the list, `limits` its most items by length, `empty` says the gap where a list has none.
    """

    name: str
    lengths: tuple[str, ...] = Field(default=LENGTHS, alias="in")
    topics: tuple[str, ...] = ()
    joins: bool = False
    items: str = ""
    limits: Mapping[str, int] = Field(default_factory=dict)
    cases: tuple[Case, ...]
    empty: tuple[Case, ...] = ()


class Outline(Strict):
    subject: tuple[Case, ...]
    parts: tuple[Part, ...]


class Shared(Strict):
    """What letters of all kinds have in common; `items` by list."""

    greeting: tuple[Case, ...]
    close: tuple[Case, ...]
    signature: tuple[Case, ...]
    items: Mapping[str, tuple[Case, ...]]


@cache
def outline_of(kind: str) -> Outline:
    return Outline.model_validate(_read(kind))


@cache
def shared() -> Shared:
    return Shared.model_validate(_read("shared"))


@cache
def topic_words() -> Mapping[str, tuple[str, ...]]:
    """What people call each topic."""
    return {topic: tuple(str(word) for word in words) for topic, words in _read("topics").items()}


def _read(name: str) -> Any:
    return yaml.load((HERE / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
