"""The mapping: how a company's exports become Steward's tables. Data only; mapping_file.py reads it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ColumnSource(Strict):
    """Where one column comes from: a source column or a constant, and how its values are to be read.

    `times` multiplies (12 makes a monthly amount annual), `values` translates single values, `date_format` (strptime)
    and `decimal` settle what the values alone cannot prove.
    """

    column: str | None = None
    constant: str | None = None
    times: Annotated[Decimal, Field(gt=0)] | None = None
    values: dict[str, str] = Field(default_factory=dict)
    date_format: str | None = None
    decimal: Literal[".", ","] | None = None


class Lookup(Strict):
    """A value found in a table that is already loaded, by an identifier both tables share."""

    table: str
    by: str


class Attributes(Strict):
    """Source columns to leave out; all others that are not mapped are kept."""

    drop: tuple[str, ...]


def _spell_out(value: object) -> object:
    """`name: Client Name` is short for `name: {column: Client Name}`."""
    return {"column": value} if isinstance(value, str) else value


class TableMapping(Strict):
    """One Steward table. `distinct` keeps one row per identifier (accounts out of a file of subscriptions)."""

    file: str
    columns: dict[str, Annotated[ColumnSource, BeforeValidator(_spell_out)]] = Field(default_factory=dict)
    lookup: dict[str, Lookup] = Field(default_factory=dict)
    distinct: bool = False
    attributes: Literal["keep"] | Attributes = "keep"

    @property
    def dropped(self) -> tuple[str, ...]:
        return () if isinstance(self.attributes, str) else self.attributes.drop


class Mapping(Strict):
    """`covers_until` is the last day the exports speak for, if that is not the newest day in them."""

    company: str = Field(min_length=1)
    currency: str = Field(default="USD", pattern="^[A-Z]{3}$")
    fiscal_year_start: int = Field(default=1, ge=1, le=12)
    covers_until: date | None = None
    tables: dict[str, TableMapping]
