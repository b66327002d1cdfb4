"""The numbers that the field's texts name, and what answers each: a metric, a tool, or a reason why nothing can."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

FILE = Path(__file__).parent / "named.yaml"


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class Answer(BaseModel):
    """Exactly one of the three."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    tool: str = ""
    missing: str = ""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Answer:
        if sum(map(bool, (self.metric, self.tool, self.missing))) != 1:
            raise ValueError("a named number has a metric, a tool or a reason why it is missing")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        return self.metric or ((self.tool,) if self.tool else ())


@cache
def named() -> dict[str, dict[str, Answer]]:
    """By area and name. Raises ValidationError for an entry that says nothing or two things."""
    content: Any = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        area: {name: Answer.model_validate(answer) for name, answer in names.items()} for area, names in content.items()
    }


def answers() -> Iterator[Answer]:
    for names in named().values():
        yield from names.values()
