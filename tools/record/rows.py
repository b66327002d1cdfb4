"""The rows of an account's record, typed. A field a company's data lacks is None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Account:
    account_id: str
    name: str
    segment: str | None = None
    industry: str | None = None
    region: str | None = None
    plan: str | None = None
    csm: str | None = None
    parent_account_id: str | None = None
    signup_date: date | None = None
    seats: int | None = None


@dataclass(frozen=True)
class Line:
    """One subscription line; `end_date` is the first day it is no longer live."""

    subscription_id: str
    start_date: date
    arr: Decimal
    end_date: date | None = None
    plan: str | None = None
    product: str | None = None
    seats: int | None = None
    usage_limit: int | None = None
    is_trial: bool = False
    is_one_off: bool = False


@dataclass(frozen=True)
class Contact:
    contact_id: str
    name: str
    title: str | None = None
    role: str | None = None
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True)
class Week:
    """What an account did in the product in one whole week. `ends_on` is its Sunday."""

    starts_on: date
    ends_on: date
    uses: Decimal
    errors: Decimal
    rows: int
    users: frozenset[str]
    features: Mapping[str, Decimal]


@dataclass(frozen=True)
class Ticket:
    ticket_id: str
    opened_on: date
    closed_on: date | None = None
    priority: str | None = None
    category: str | None = None
    resolution_hours: float | None = None
    satisfaction_score: float | None = None
    is_escalated: bool = False
    subject: str | None = None
    description: str | None = None


@dataclass(frozen=True)
class Survey:
    survey_id: str
    type: str
    score: float
    answered_on: date
    contact_id: str | None = None
    comment: str | None = None


@dataclass(frozen=True)
class Interaction:
    """A call, meeting, e-mail or note. Without the flag every interaction but a note counts as meaningful."""

    interaction_id: str
    happened_on: date
    contact_id: str | None = None
    type: str | None = None
    csm: str | None = None
    is_meaningful: bool | None = None
    notes: str | None = None
    commitments: str | None = None


@dataclass(frozen=True)
class Goal:
    goal_id: str
    goal: str
    set_on: date
    measure: str | None = None
    baseline: float | None = None
    target: float | None = None
    current: float | None = None
    due_on: date | None = None
    status: str | None = None


@dataclass(frozen=True)
class Onboarding:
    onboarding_id: str
    signed_on: date
    planned_end: date | None = None
    first_value_on: date | None = None
    completed_on: date | None = None
    last_step: str | None = None
    last_step_on: date | None = None


@dataclass(frozen=True)
class Renewal:
    renewal_id: str
    due_on: date
    arr: Decimal
    outcome: str | None = None
    closed_on: date | None = None
    renewed_arr: Decimal | None = None
    csm_call: str | None = None
    csm_call_reason: str | None = None


@dataclass(frozen=True)
class Opportunity:
    opportunity_id: str
    created_on: date
    arr: Decimal
    kind: str | None = None
    source: str | None = None
    stage: str | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class ChurnEvent:
    churn_event_id: str
    churned_on: date
    reason: str | None = None
    kind: str | None = None
    is_reactivation: bool = False
    feedback: str | None = None


@dataclass(frozen=True)
class Invoice:
    invoice_id: str
    issued_on: date
    amount: Decimal
    due_on: date | None = None
    paid_on: date | None = None


@dataclass(frozen=True)
class Advocacy:
    advocacy_event_id: str
    happened_on: date
    type: str | None = None
    contact_id: str | None = None


@dataclass(frozen=True)
class HealthSnapshot:
    """A score the company stored, not one computed here."""

    health_snapshot_id: str
    taken_on: date
    health_score: float


@dataclass(frozen=True)
class ForecastSnapshot:
    """A forecast the company stored, not one computed here."""

    forecast_snapshot_id: str
    renewal_id: str
    taken_on: date
    bucket: str | None = None
    probability: float | None = None
    arr: Decimal | None = None
