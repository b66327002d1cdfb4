"""The typed arguments of the tools, as a model sees them. Periods and names are words; the tools resolve them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

LONGEST_NAME = 80
Text = Field(max_length=LONGEST_NAME)
Direction = Literal["highest", "lowest"]


class Part(BaseModel):
    """A piece of a request."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Request(BaseModel):
    """The arguments of one tool. Words of the question that found no place in them are said, never dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    left_out: tuple[str, ...] = Field(default=(), max_length=12, description="words of the question you did not use")

    @field_validator("account", "recipient", mode="before", check_fields=False)
    @classmethod
    def _begun(cls, typed: object) -> object:
        """The beginning of a name of hundreds of letters tells it as well as all of it."""
        return typed[:LONGEST_NAME] if isinstance(typed, str) else typed


class Filter(Part):
    """Keep the rows whose dimension has one of the values, or leave them out."""

    dimension: str = Field(
        max_length=60, description="a dimension, such as segment, industry, country, plan, priority, account"
    )
    values: tuple[str, ...] = Field(
        max_length=12, description="values as the question names them; true or false for a yes/no dimension"
    )
    is_excluded: bool = Field(default=False, description="leave these out instead of keeping them")


class Condition(Part):
    """A bound on a metric or measure of each account, for lists."""

    metric: str = Field(
        max_length=60,
        description="metric or measure name: arr, tickets, health_score, days_since_contact, days_since_qbr, "
        "days_to_renewal, open_escalations, nps_latest, active_licensed_share, open_risk_signals, ...",
    )
    comparison: Literal["above", "at_least", "below", "at_most"]
    amount: float


class Trait(Part):
    """What each account is or has, for lists: health is red, has_sponsor is no, champion_left is yes."""

    name: str = Field(
        max_length=60, description="health, has_sponsor, has_champion, has_first_value, is_paying, or a signal's name"
    )
    values: tuple[Literal["yes", "no", "green", "yellow", "red"], ...] = Field(
        min_length=1, max_length=3, description="one of these: yes or no; for health its statuses"
    )


class MeasureMetric(Request):
    """One metric, for everything or grouped, optionally ranked.

    Use for: what was X, X by Y, how many, which Y has the most X, top N Y by X, average or median X per account.
    """

    metric: str = Field(max_length=60, description="metric name")
    period: str | None = Field(
        default=None,
        max_length=60,
        description="'2024', 'Q3 2024', 'last quarter', '2024-06-30', null for the usual one",
    )
    filters: tuple[Filter, ...] = Field(default=(), max_length=6)
    group_by: tuple[str, ...] = Field(default=(), max_length=2, description="dimensions to group by")
    order: Direction | None = Field(default=None, description="rank the groups by value")
    limit: int | None = Field(default=None, ge=1, le=100, description="how many groups to return when ranked")
    place: int | None = Field(default=None, ge=1, le=100, description="only the one at this place of the ranking")
    as_share: bool = Field(default=False, description="as a share of the figure without filters or groups")
    over_accounts: Literal["mean", "median"] | None = Field(
        default=None, description="the mean or median of each account's own figure: 'median ARR per account'"
    )
    row_bounds: tuple[Condition, ...] = Field(
        default=(),
        max_length=3,
        description="only the tickets within a bound on resolution_hours or first_response_minutes of their own",
    )


class CompareMetric(Request):
    """One metric in two periods or for two values of a dimension, or two metrics, with the difference.

    Use for: compare, versus, difference, did X grow, how did X change from A to B; X plus Y,
    X per Y, X or Y and the gap.
    """

    metric: str = Field(max_length=60)
    period: str | None = Field(
        default=None, max_length=60, description="the later period, or the one period for both values"
    )
    earlier_period: str | None = Field(
        default=None, max_length=60, description="the period to compare with; null when two values are compared"
    )
    dimension: str | None = Field(
        default=None, max_length=60, description="set with the two values to compare two groups"
    )
    values: tuple[str, ...] = Field(default=(), max_length=2)
    is_against_others: bool = Field(default=False, description="one value against all others of its dimension")
    other_metric: str | None = Field(
        default=None,
        max_length=60,
        description="a second metric in the same period, instead of a second period or value",
    )
    operation: Literal["difference", "sum", "ratio"] = Field(
        default="difference", description="of the two metrics: metric - other, metric + other, or metric / other"
    )
    filters: tuple[Filter, ...] = Field(default=(), max_length=6)


class TrendMetric(Request):
    """One metric at each month, quarter or year of a period.

    Use for: trend, over time, by month, month by month, which month had the most.
    """

    metric: str = Field(max_length=60)
    period: str | None = Field(default=None, max_length=60)
    grain: Literal["month", "quarter", "year"] = "month"
    filters: tuple[Filter, ...] = Field(default=(), max_length=6)
    order: Direction | None = Field(default=None, description="rank the steps: the busiest month, the best quarter")
    limit: int | None = Field(default=None, ge=1, le=60, description="how many steps to return when ranked")


class BridgeArr(Request):
    """Opening ARR, what was new, reactivated, expanded, contracted and churned, and closing ARR, with NRR and GRR.

    Use for: bridge, waterfall, what made up the change, movement of ARR or MRR.
    """

    period: str | None = Field(default=None, max_length=60)
    grain: Literal["month", "quarter", "year"] | None = Field(
        default=None, description="one bridge per month, quarter or year"
    )
    is_monthly_amount: bool = Field(default=False, description="MRR instead of ARR")
    filters: tuple[Filter, ...] = Field(default=(), max_length=6)
    group_by: tuple[str, ...] = Field(default=(), max_length=1)


class MeasureConcentration(Request):
    """The share of ARR that the N largest accounts hold. Use for: concentration, share of the top 10."""

    top: int = Field(default=10, ge=1, le=100)
    period: str | None = Field(default=None, max_length=60)
    filters: tuple[Filter, ...] = Field(default=(), max_length=6)


class RetainCohorts(Request):
    """Accounts by signup quarter: how many signed up, how many pay today and which share. Use for: cohort retention."""

    period: str | None = Field(default=None, max_length=60, description="when the accounts signed up; null for all")
    as_of: str | None = Field(
        default=None, max_length=60, description="the day at whose close they still pay; null for the as-of date"
    )
    grain: Literal["month", "quarter", "year"] = "quarter"
    filters: tuple[Filter, ...] = Field(default=(), max_length=6)


class ListCohort(Request):
    """Which accounts are in and out of the cohort of a retention or ARR movement figure, with what each paid.

    Use for: which accounts are in that cohort, who is left out and why, the accounts behind NRR, GRR or churn.
    """

    metric: str = Field(default="net_revenue_retention", max_length=60)
    period: str | None = Field(default=None, max_length=60)
    filters: tuple[Filter, ...] = Field(default=(), max_length=6)
    limit: int = Field(default=20, ge=1, le=100, description="how many accounts to list on each side")


class DescribeAccount(Request):
    """What is known of one account: ARR, plan, since when, seats, tickets, usage, churn events."""

    account: str = Field(max_length=80, description="the account's name or identifier as typed")
    topic: Literal["everything", "revenue", "support", "usage", "attributes", "churn"] = "everything"
    attribute: str | None = Field(
        default=None, max_length=60, description="one attribute asked for: industry, csm, signup_date"
    )


class ListAccounts(Request):
    """Accounts that meet all filters, conditions and traits, ranked by a metric or measure.

    Use for: which accounts, list accounts, who has more than, red accounts without contact, accounts without a
    sponsor, no QBR in two quarters, green accounts that churned last year.
    """

    filters: tuple[Filter, ...] = Field(default=(), max_length=6)
    conditions: tuple[Condition, ...] = Field(default=(), max_length=4)
    traits: tuple[Trait, ...] = Field(default=(), max_length=4)
    as_of: str | None = Field(
        default=None, max_length=60, description="the day at whose close measures and traits hold; null for now"
    )
    lost_in: str | None = Field(
        default=None, max_length=60, description="only accounts that churned in it; the rest then holds at its opening"
    )
    sort_by: str = Field(default="arr", max_length=60, description="metric or measure name")
    order: Direction = "highest"
    period: str | None = Field(default=None, max_length=60)
    limit: int = Field(default=10, ge=1, le=100)


class DefineTerm(Request):
    """What a word of the field means and how Steward computes it. Use for: what is, define, how is X calculated."""

    terms: tuple[str, ...] = Field(min_length=1, max_length=3, description="the terms as typed")


class DescribeData(Request):
    """What data is loaded: tables, rows, newest day, notes on its quality, what is missing."""

    topic: Literal["everything", "freshness", "quality", "people"] = "everything"


class AskBack(Request):
    """A question back to the person when the question can mean several things."""

    question: str = Field(max_length=300)
    choices: tuple[str, ...] = Field(default=(), max_length=6, description="complete questions to choose from")


class Decline(Request):
    """Say that the question cannot be answered, why, and what would help."""

    reason: Literal["out_of_scope", "not_allowed", "no_data", "undefined", "unknown_entity"]
    because: str = Field(max_length=300)
