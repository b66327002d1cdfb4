"""What Steward cannot do for a company that has no such table: one sentence per table."""

from __future__ import annotations

DISABLES: dict[str, str] = {
    "accounts": "Without accounts there is nothing to ask about.",
    "subscriptions": "Without subscriptions there is no ARR, retention, churn or bridge.",
    "contacts": "Without contacts nobody can say who the champions are, who went quiet, or how many are engaged.",
    "usage_events": "Without usage events there is no adoption, no usage score, and no warning when usage falls.",
    "tickets": "Without tickets there is no support load, no response or resolution time, and no ticket satisfaction.",
    "surveys": "Without surveys there is no NPS, CSAT or CES, and sentiment rests on tickets alone.",
    "interactions": "Without interactions there is no last contact, no follow-up draft, and no relationship score.",
    "goals": "Without goals a QBR cannot open on what the account wants, and progress towards it stays unknown.",
    "onboardings": "Without onboardings there is no time to first value, no activation, and no list of stalled ones.",
    "renewals": "Without renewals there is no renewal forecast and no rate of ARR up for renewal.",
    "opportunities": "Without opportunities there is no expansion pipeline and no share of it that CS sourced.",
    "churn_events": "Without churn events churn has no stated reasons; losses are seen in the subscriptions only.",
    "invoices": "Without invoices late payment is not seen, and involuntary churn cannot be told apart by it.",
    "costs": "Without costs there is no gross margin, no CAC, no cost to serve and no payback.",
    "advocacy_events": "Without advocacy events there are no references, referrals or reviews to count.",
    "health_snapshots": "Without health snapshots past health scores are computed again, not remembered.",
    "forecast_snapshots": "Without forecast snapshots past forecasts cannot be compared with what came true.",
}
