"""The tables and columns Steward understands: its contract with a company's data.

A column it does not name is kept: on `accounts` as a segment of the account, elsewhere as a detail of the row.
"""

from __future__ import annotations

from tools.table import Column, TableSchema, day, link, of_account, text

ACCOUNTS = TableSchema(
    "accounts",
    "one row per account",
    "account_id",
    (
        text("account_id", "the account's identifier", required=True),
        text("name", "what people call the account", required=True),
        text("segment", "size class, such as Enterprise or SMB", cut="segment"),
        text("industry", "line of business", cut="industry"),
        text("country", "country", cut="country"),
        text("region", "sales region", cut="region"),
        text("plan", "plan recorded on the account", cut="plan"),
        text("csm", "e-mail or name of the responsible CSM", cut="csm"),
        text("referral_source", "how the account found the company", cut="referral_source"),
        Column("parent_account_id", "text", "the account this one belongs to", key="accounts"),
        day("signup_date", "day the account signed up"),
        Column("seats", "count", "licensed users recorded on the account"),
        Column("is_trial", "flag", "marked as a trial", cut="is_trial"),
        Column("is_churned", "flag", "marked as churned in the source system", cut="is_churned"),
    ),
    happened_on="signup_date",
)

SUBSCRIPTIONS = of_account(
    "subscriptions",
    "one row per subscription line",
    "subscription_id",
    (
        day("start_date", "first day the line is live", required=True),
        day("end_date", "day it ended: not live at that day's close; empty while it runs"),
        Column("arr", "money", "annualised recurring amount of the line", required=True),
        text("plan", "plan billed on the line", cut="billed_plan"),
        text("product", "product billed on the line", cut="product"),
        Column("seats", "count", "seats on the line"),
        Column("usage_limit", "count", "uses a month that the line allows; empty where it sets no limit"),
        Column("is_trial", "flag", "an unpaid trial", cut="is_trial_line"),
        Column("is_one_off", "flag", "a one-off service, not recurring", cut="is_one_off"),
        text("billing_frequency", "monthly, annual, ...", cut="billing_frequency"),
        Column("auto_renew", "flag", "renews by itself", cut="auto_renew"),
        text("currency", "currency of the amount"),
    ),
    happened_on="start_date",
)

CONTACTS = of_account(
    "contacts",
    "one row per person at an account",
    "contact_id",
    (
        text("name", "name", required=True),
        text("email", "e-mail address"),
        text("title", "job title"),
        text("role", "champion, sponsor, user, buyer", cut="role"),
        day("joined_on", "first seen"),
        day("left_on", "day the person left, if known"),
    ),
    happened_on="joined_on",
)

USAGE_EVENTS = of_account(
    "usage_events",
    "one row per recorded use",
    "usage_event_id",
    (
        Column("subscription_id", "text", "the subscription it belongs to", key="subscriptions"),
        text("user_id", "the user"),
        text("feature", "what was used", cut="feature"),
        day("used_on", "day of use", required=True),
        Column("uses", "count", "number of uses"),
        Column("duration_seconds", "number", "seconds spent"),
        Column("errors", "count", "errors logged"),
        Column("is_beta", "flag", "use of a beta feature", cut="is_beta"),
    ),
    happened_on="used_on",
)

TICKETS = of_account(
    "tickets",
    "one row per support ticket",
    "ticket_id",
    (
        day("opened_on", "day it was opened", required=True),
        Column("closed_at", "timestamp", "when it was closed; empty while open"),
        text("priority", "urgency", cut="priority"),
        text("category", "kind of problem", cut="category"),
        Column("first_response_minutes", "number", "minutes to the first answer"),
        Column("resolution_hours", "number", "hours from opening to closing"),
        Column("satisfaction_score", "number", "the customer's score, 1 to 5; empty if none was given"),
        Column("is_escalated", "flag", "was escalated", cut="is_escalated"),
        text("subject", "what it is about"),
        text("description", "what was written"),
    ),
    happened_on="opened_on",
)

SURVEYS = of_account(
    "surveys",
    "one row per survey answer",
    "survey_id",
    (
        link("contact_id", "contacts"),
        Column(
            "type",
            "text",
            "kind of survey",
            required=True,
            cut="survey_type",
            one_of=("nps", "csat", "ces", "onboarding"),
        ),
        Column("score", "number", "nps 0-10, csat and onboarding 1-5, ces 1-7", required=True),
        day("answered_on", "day of the answer", required=True),
        text("comment", "what was written"),
    ),
    happened_on="answered_on",
)

INTERACTIONS = of_account(
    "interactions",
    "one row per call, meeting, e-mail or note",
    "interaction_id",
    (
        link("contact_id", "contacts"),
        day("happened_on", "day", required=True),
        text("type", "call, meeting, email, qbr, note", cut="interaction_type"),
        text("csm", "who of ours took part"),
        Column("is_meaningful", "flag", "a conversation, not a broadcast"),
        text("notes", "what was said"),
        text("commitments", "what was promised, by whom and when"),
    ),
    happened_on="happened_on",
)

GOALS = of_account(
    "goals",
    "one row per goal an account wants to reach",
    "goal_id",
    (
        text("goal", "what the account wants", required=True),
        text("measure", "how it is measured"),
        Column("baseline", "number", "value at the start"),
        Column("target", "number", "value aimed at"),
        Column("current", "number", "latest value"),
        day("set_on", "day it was agreed", required=True),
        day("due_on", "day it is due"),
        text("status", "open, met, missed, dropped", cut="goal_status"),
    ),
    happened_on="set_on",
)

ONBOARDINGS = of_account(
    "onboardings",
    "one row per onboarding of an account",
    "onboarding_id",
    (
        day("signed_on", "day of signature", required=True),
        day("planned_end", "planned last day"),
        day("first_value_on", "day of the first value moment"),
        day("completed_on", "day it was marked complete"),
        text("last_step", "last step done"),
        day("last_step_on", "day of the last step"),
    ),
    happened_on="signed_on",
)

RENEWALS = of_account(
    "renewals",
    "one row per renewal date of an account",
    "renewal_id",
    (
        day("due_on", "day the contract is up", required=True),
        Column("arr", "money", "annual amount up for renewal", required=True),
        text("outcome", "renewed, churned, contracted, expanded; empty while open", cut="renewal_outcome"),
        day("closed_on", "day it was decided"),
        Column("renewed_arr", "money", "annual amount after the decision"),
        text("csm_call", "bucket the CSM calls: committed, likely, at_risk, critical", cut="csm_call"),
        text("csm_call_reason", "why"),
    ),
)

OPPORTUNITIES = of_account(
    "opportunities",
    "one row per expansion opportunity",
    "opportunity_id",
    (
        day("created_on", "day it was created", required=True),
        text("kind", "seats, tier, cross_sell, usage", cut="opportunity_kind"),
        text("source", "cs_sourced, cs_influenced, sales", cut="opportunity_source"),
        text("stage", "open, won, lost", cut="opportunity_stage"),
        Column("arr", "money", "annual amount", required=True),
        day("closed_on", "day it was decided"),
    ),
    happened_on="created_on",
)

CHURN_EVENTS = of_account(
    "churn_events",
    "one row per recorded churn event",
    "churn_event_id",
    (
        day("churned_on", "day of the event", required=True),
        text("reason", "stated reason", cut="reason"),
        Column(
            "kind",
            "text",
            "voluntary or involuntary",
            cut="churn_kind",
            one_of=("voluntary", "involuntary", "downgrade"),
        ),
        Column("refund_amount", "money", "refund or credit"),
        Column("is_reactivation", "flag", "the account had churned before and come back", cut="is_reactivation"),
        text("feedback", "what was said"),
    ),
    happened_on="churned_on",
)

INVOICES = of_account(
    "invoices",
    "one row per invoice",
    "invoice_id",
    (
        day("issued_on", "day of issue", required=True),
        day("due_on", "day it is due"),
        day("paid_on", "day it was paid; empty while open"),
        Column("amount", "money", "amount", required=True),
    ),
    happened_on="issued_on",
)

COSTS = TableSchema(
    "costs",
    "one row per cost of serving or winning accounts",
    "cost_id",
    (
        text("cost_id", "the cost's identifier", required=True),
        day("spent_on", "month it belongs to", required=True),
        text("category", "customer_success, support, hosting, sales, marketing", cut="cost_category"),
        Column("amount", "money", "amount", required=True),
        link("account_id", "accounts"),
    ),
    happened_on="spent_on",
)

ADVOCACY_EVENTS = of_account(
    "advocacy_events",
    "one row per act of advocacy",
    "advocacy_event_id",
    (
        link("contact_id", "contacts"),
        day("happened_on", "day", required=True),
        text("type", "reference, referral, review, case_study, talk", cut="advocacy_type"),
    ),
    happened_on="happened_on",
)

HEALTH_SNAPSHOTS = of_account(
    "health_snapshots",
    "one row per account and day a health score was stored",
    "health_snapshot_id",
    (
        day("taken_on", "day", required=True),
        Column("usage_score", "number", "0 to 100"),
        Column("sentiment_score", "number", "0 to 100"),
        Column("relationship_score", "number", "0 to 100"),
        Column("health_score", "number", "0 to 100", required=True),
    ),
    happened_on="taken_on",
)

FORECAST_SNAPSHOTS = of_account(
    "forecast_snapshots",
    "one row per renewal and day a forecast was stored",
    "forecast_snapshot_id",
    (
        link("renewal_id", "renewals", required=True),
        day("taken_on", "day", required=True),
        text("bucket", "committed, likely, at_risk, critical", cut="forecast_bucket"),
        Column("probability", "number", "0 to 1"),
        Column("arr", "money", "annual amount"),
    ),
    happened_on="taken_on",
)

SCHEMA: dict[str, TableSchema] = {
    table.name: table
    for table in (
        ACCOUNTS, SUBSCRIPTIONS, CONTACTS, USAGE_EVENTS, TICKETS, SURVEYS, INTERACTIONS, GOALS, ONBOARDINGS,
        RENEWALS, OPPORTUNITIES, CHURN_EVENTS, INVOICES, COSTS, ADVOCACY_EVENTS, HEALTH_SNAPSHOTS, FORECAST_SNAPSHOTS,
    )
}  # fmt: skip

REQUIRED_TABLES = ("accounts", "subscriptions")
