"""The typed arguments of the tools behind drafts: forensics, briefings, QBRs, letters, board slide and review."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tools.account_requests import Account, Filters
from tools.requests import Filter, Request

Since = Field(
    default=None,
    max_length=60,
    description="what is new since: 'June', 'last week', a day; 'last asked' for since the asker last asked about the "
    "account, 'last conversation' or 'last QBR' with it; null for all",
)


class ExplainChurn(Request):
    """Why one account left: dated timeline, first warning and lead time, kind, pattern with evidence for and against,
    stated reason against the signals, last chance, what was done, live accounts that look alike.

    Use for: why did X leave, walk me through X's churn, when could we have saved X, who looks like X.
    """

    account: str = Account
    topic: Literal["everything", "timeline", "warning", "pattern", "reason", "response", "lookalikes"] = "everything"


class ReviewChurn(Request):
    """The losses of a period: the most painful ones side by side, composition by kind, reason and pattern in ARR,
    shared warning signs, live accounts that look alike.

    Use for: churn post-mortem, why did we lose accounts, churn reasons, warning signs the lost accounts shared.
    """

    period: str | None = Field(default=None, max_length=60, description="when they left; null for the last quarter")
    filters: tuple[Filter, ...] = Filters
    topic: Literal["everything", "losses", "composition", "signs", "lookalikes"] = "everything"
    limit: int = Field(default=5, ge=1, le=20)


class BriefAccount(Request):
    """One page on one account before a call or a takeover, or only what is new there since a day.

    Use for: brief me on X, summary of X, prepare my call with X, I take over X, what changed at X since, stakeholders
    of X and who went quiet, promises made to X, what X answered to surveys.
    """

    account: str = Account
    since: str | None = Since
    topic: Literal[
        "everything",
        "people",
        "last_contact",
        "survey_answers",
        "issues",
        "goals",
        "promises",
        "exposure",
        "talking_points",
    ] = "everything"
    occasion: Literal["call", "takeover", "executive"] = "call"


class PrepareQbr(Request):
    """The material of a quarterly business review with one account, opening on the customer's own goals.

    Use for: prepare the QBR for X, business review, value points for X, commitments of the last QBR.
    """

    account: str = Account
    period: str | None = Field(default=None, max_length=60, description="the quarter reviewed; null for the last full")
    goals: tuple[str, ...] = Field(default=(), max_length=5, description="goals the asker states, in their words")
    topic: Literal["everything", "value", "commitments", "agenda"] = "everything"


class DraftLetter(Request):
    """A draft to a contact of one account, or an internal one, from what is on record.

    Use for: follow-up to the last call, renewal note, re-engage, internal escalation, price increase or contract
    reduction conversation; shorter, warmer, without a sentence.
    """

    account: str = Account
    kind: Literal["follow_up", "renewal", "re_engagement", "escalation", "price_increase", "contract_reduction"] = (
        "follow_up"
    )
    about: str | None = Field(default=None, max_length=60, description="the interaction: a day or its subject")
    recipient: str | None = Field(default=None, max_length=80, description="a contact as typed; null for the right one")
    tone: Literal["neutral", "friendly", "formal", "direct"] = "neutral"
    length: Literal["short", "usual", "long"] = "usual"
    without: tuple[str, ...] = Field(default=(), max_length=6, description="what to leave out, in the asker's words")


class PrepareBoard(Request):
    """The customer success slide of a board deck: NRR first, GRR, logo retention, churn, forecast, risks, cohorts.

    Use for: board slide, CS section of the board deck, top risks and wins for the board.
    """

    period: str | None = Field(default=None, max_length=60, description="the quarter reported; null for the last full")


class PrepareReview(Request):
    """The monthly review that CS and finance hold together: numbers that must agree, forecast, losses, risks.

    Use for: CS-finance review, monthly sync, month-end review.
    """

    period: str | None = Field(default=None, max_length=60, description="the month reviewed; null for the last full")
