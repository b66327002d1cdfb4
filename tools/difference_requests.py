"""The typed arguments of the tool that explains why two figures of one metric differ."""

from __future__ import annotations

from pydantic import Field

from tools.account_requests import Filters
from tools.requests import Filter, Request


class ExplainDifference(Request):
    """Why two figures of one retention or churn metric differ: the metric under each convention people use, on the
    same data, and the rule that moves it.

    Use for: why does CS report 108 and finance 105, does reactivation count and what does it change, monthly product
    against annual, segment mean against pooled, opening balance on the first day; also the old or last year's formula.
    """

    metric: str = Field(max_length=60, description="NRR, GRR, logo retention, logo churn or revenue churn")
    figures: tuple[float, ...] = Field(
        default=(), max_length=2, description="the figures to be explained, as fractions: 1.08"
    )
    conventions: tuple[str, ...] = Field(
        default=(), max_length=4, description="only these conventions; none for all that apply"
    )
    is_former: bool = Field(
        default=False, description="a former definition is asked for: the old way, last year's formula"
    )
    used_in: int | None = Field(default=None, ge=1990, le=2200, description="the year it was used in, if named")
    period: str | None = Field(default=None, max_length=60, description="of the figure, not of the definition")
    filters: tuple[Filter, ...] = Filters
