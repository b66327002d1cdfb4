"""Definitions a company no longer uses: which rule differed, and until when. Kept in company.toml, none by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class Retired(BaseModel):
    """A metric's former definition: the current one but for one convention, in use up to and including `until`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: str = Field(max_length=60)
    convention: str = Field(max_length=60)
    until: date
    why: str = Field(default="", max_length=200)


def in_use(retired: Sequence[Retired], metric: str, year: int | None) -> tuple[Retired, ...]:
    """Those of the metric, the newest first; of a year the one that was in use at its start, none if ours was."""
    own = sorted((item for item in retired if item.metric == metric), key=lambda item: item.until, reverse=True)
    if year is None:
        return tuple(own)
    return tuple([item for item in own if item.until >= date(year, 1, 1)][-1:])
