"""The typed arguments of the what-ifs. An amount the asker states is an input and is shown as one."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tools.account_requests import Filters
from tools.requests import Filter, Part, Request


class Stated(Part):
    """An input the asker gives. A percent is a fraction (0.9), money is in whole currency units."""

    name: str = Field(max_length=60, description="input name, such as annual_revenue, gross_margin, annual_churn")
    amount: float = Field(allow_inf_nan=False)


class CalculateFigure(Request):
    """A formula of the field with inputs that are stated or taken from the company's data, all of them shown.

    Use for: lifetime value, LTV:CAC, CAC payback, what a point of retention is worth, NRR or GRR from stated parts,
    expansion needed for a target NRR, coverage cost per account, contribution ratio, referral savings, Rule of 40,
    what becomes of it when an input changes.
    """

    formulas: tuple[str, ...] = Field(min_length=1, max_length=4, description="formula names")
    stated: tuple[Stated, ...] = Field(default=(), max_length=10)
    changed: tuple[Stated, ...] = Field(
        default=(), max_length=4, description="inputs of a second calculation: 'if churn fell to 7 %'"
    )
    claimed: float | None = Field(
        default=None, allow_inf_nan=False, description="a result the asker has read somewhere, to be checked"
    )
    period: str | None = Field(default=None, max_length=60, description="of the inputs taken from the data")
    filters: tuple[Filter, ...] = Filters


class CompoundArr(Request):
    """ARR over years from an opening, what is kept each year and what is newly won, for one or several retentions.

    Use for: two companies with different retention, ARR in five years at 90 % GRR, what three points of retention do
    over time.
    """

    retentions: tuple[float, ...] = Field(
        default=(), max_length=3, description="share kept each year, as fractions: 0.85; none for the company's own GRR"
    )
    points: float | None = Field(
        default=None, ge=-1, le=1, allow_inf_nan=False, description="beside them the first one plus these points: 0.05"
    )
    opening_arr: float | None = Field(default=None, ge=0, allow_inf_nan=False, description="null for today's ARR")
    new_arr: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, description="newly won each year; null for the last twelve months'"
    )
    years: int = Field(default=5, ge=1, le=20)
    claimed: float | None = Field(
        default=None, allow_inf_nan=False, description="a difference the asker has read somewhere, to be checked"
    )


class SimulateRetention(Request):
    """NRR and GRR of a period if accounts leave, without the largest expansions, if every red account churns, or if
    an account renews at another amount, beside the actual ones.

    Use for: what happens to NRR if we lose X and Y, NRR without the three largest upsells, GRR if all red accounts
    churn, what if X renews flat.
    """

    scenario: Literal["accounts_leave", "without_largest_expansions", "red_accounts_leave", "renewal_at"]
    accounts: tuple[str, ...] = Field(default=(), max_length=10, description="accounts as typed")
    count: int = Field(default=3, ge=1, le=50, description="how many of the largest expansions to leave out")
    uplift: float = Field(
        default=0, ge=-1, le=10, allow_inf_nan=False, description="renewal_at: change of the amount, 0 for flat"
    )
    instead_of: float | None = Field(
        default=None, ge=-1, le=10, allow_inf_nan=False, description="renewal_at: the change otherwise expected: 0.2"
    )
    period: str | None = Field(default=None, max_length=60, description="null for the trailing twelve months")
    filters: tuple[Filter, ...] = Filters


class JudgeFigure(Request):
    """In which of the field's usual bands a figure falls, stated or the company's own, and what the bands are.

    Use for: is 92 % GRR good, what is a best in class NRR, is our LTV:CAC healthy, how many accounts per CSM are usual,
    which touch model suits an account of $60k.
    """

    measure: str = Field(max_length=60, description="NRR, GRR, LTV:CAC, rule of 40, accounts per CSM, ARR per CSM, ...")
    figure: float | None = Field(
        default=None, allow_inf_nan=False, description="as stated: a percent is a fraction; null for the bands alone"
    )
    is_own: bool = Field(default=False, description="judge the company's own figure from its data")
    period: str | None = Field(default=None, max_length=60)
    filters: tuple[Filter, ...] = Filters
