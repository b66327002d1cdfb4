"""The typed arguments of the tools about single accounts and books of accounts, as a model sees them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tools.requests import Filter, Request

Account = Field(max_length=80, description="the account's name or identifier as typed")
Day = Field(default=None, max_length=60, description="a past day or period end; null for the as-of date")
Filters = Field(default=(), max_length=6)


class ExplainHealth(Request):
    """The health of one account: score, status, what it is made of, what moved it, the way back, the play.

    Use for: why is X red, how healthy is X, what changed since, what would bring X back, which play applies to X.
    """

    account: str = Account
    as_of: str | None = Day
    since: str | None = Field(
        default=None, max_length=60, description="what moved since: 'June', 'last quarter', 'last asked'"
    )
    topic: Literal["everything", "contributions", "changes", "recovery", "evidence", "play"] = "everything"


class RankHealth(Request):
    """Accounts by health score, or how many are green, yellow and red with their ARR.

    Use for: red accounts, health of the book, least healthy accounts, ARR at risk, health by segment, whose health
    fell most since.
    """

    status: tuple[Literal["green", "yellow", "red"], ...] = Field(default=(), max_length=3)
    filters: tuple[Filter, ...] = Filters
    as_of: str | None = Day
    since: str | None = Field(default=None, max_length=60, description="rank by the change since that day")
    group_by: str | None = Field(default=None, max_length=60, description="count statuses per segment, csm, ...")
    order: Literal["highest", "lowest"] = "lowest"
    limit: int = Field(default=10, ge=1, le=100)


class BacktestHealth(Request):
    """How well health scores predicted churn: churn of red, yellow and green accounts afterwards, and the weights
    past churn suggests.

    Use for: did the health score work, how good is our score, which green accounts churned, suggest weights.
    """

    period: str | None = Field(default=None, max_length=60, description="days the scores are taken from; null for all")
    horizon_days: int = Field(default=90, ge=7, le=730, description="days after a score in which a loss counts")
    basis: Literal["computed", "recorded"] | None = Field(
        default=None, description="scores computed here, or those the company stored; null for the computed ones"
    )
    topic: Literal["everything", "missed", "weights"] = "everything"


class FindSignals(Request):
    """Warning signs and growth signs of one account or of many, with dates and the records that show them.

    Use for: where did usage drop, which accounts lost their champion, warning signs of X, who went silent.
    """

    signals: tuple[str, ...] = Field(default=(), max_length=8, description="signal names; none for all")
    account: str | None = Field(default=None, max_length=80, description="one account; null for all")
    filters: tuple[Filter, ...] = Filters
    period: str | None = Field(default=None, max_length=60, description="signals that began in it; null for open ones")
    group_by: str | None = Field(default=None, max_length=60, description="count them per csm, segment, ...")
    limit: int = Field(default=20, ge=1, le=100)


class ForecastRenewals(Request):
    """Renewals of a period: by bucket with weighted amount and range, as a list by risk, where the CSM's call differs
    from health, what slipped since, or how past forecasts came true.

    Use for: renewal forecast, which renewals should worry me, renewals due, calibration, what slipped since.
    """

    period: str | None = Field(default=None, max_length=60, description="when they are due; null for the next 90 days")
    filters: tuple[Filter, ...] = Filters
    view: Literal["forecast", "list", "divergences", "slipped", "calibration"] = "forecast"
    since: str | None = Field(default=None, max_length=60, description="for what slipped: 'last week', a day")
    limit: int = Field(default=10, ge=1, le=100)


class ExplainRenewal(Request):
    """One account's next renewal: date, amount, bucket, chance and what that chance is based on."""

    account: str = Account


class ReviewOnboarding(Request):
    """Onboardings: time to first value, activation, and those that stalled, drift or were marked complete too early.

    Use for: stuck onboardings, time to first value, who has not reached first value, how is X's onboarding going.
    """

    account: str | None = Field(default=None, max_length=80, description="one account; null for all")
    state: Literal["all", "stalled", "drifting", "premature", "running"] = "all"
    period: str | None = Field(default=None, max_length=60, description="signed in it; null for all on record")
    within_days: int | None = Field(
        default=None, ge=1, le=730, description="activation within so many days; null for the company's setting"
    )
    filters: tuple[Filter, ...] = Filters
    limit: int = Field(default=10, ge=1, le=100)


class ReviewAdoption(Request):
    """How one account uses the product: active of licensed users, breadth, depth, plateau, against similar accounts."""

    account: str = Account


class FindExpansion(Request):
    """Accounts ready to grow with the reason and the right conversation, one account's growth signs, or the pipeline.

    Use for: who is ready to expand, upsell candidates, expansion pipeline, CS-sourced expansion.
    """

    view: Literal["ready", "pipeline"] = "ready"
    account: str | None = Field(default=None, max_length=80, description="one account; null for all")
    filters: tuple[Filter, ...] = Filters
    period: str | None = Field(default=None, max_length=60, description="of the pipeline; null for open and this year")
    limit: int = Field(default=10, ge=1, le=100)


class ReviewBook(Request):
    """A CSM's or team's accounts ranked by what needs attention this week and why, with coverage.

    Use for: what should I do this week, my book, where do I start, how is Maya's portfolio, coverage.
    """

    csm: str | None = Field(default=None, max_length=80, description="a CSM as typed, 'me', or null for all seen")
    filters: tuple[Filter, ...] = Filters
    topic: Literal["attention", "coverage"] = "attention"
    limit: int = Field(default=7, ge=1, le=25)


class FindPlaybook(Request):
    """What to do in a situation with an account, or how customer success is organised and run.

    Use for: what do I do when, how do I handle, which play, how should we, who should own, how many accounts per CSM.
    """

    situation: str = Field(max_length=300, description="the situation or question in the asker's words")
    kind: Literal["playbook", "operating"] | None = Field(
        default=None, description="playbook: what to do with one account; operating: how CS is run; null for both"
    )
