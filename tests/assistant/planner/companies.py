"""Two invented companies to ask about: one known by industries, countries and features, one by segments and CSMs."""

from __future__ import annotations

from datetime import date

from tools.dimensions import dimensions_of
from tools.periods import Calendar
from tools.vocabulary import Vocabulary

CALENDAR = Calendar(as_of=date(2024, 12, 31), first_day=date(2023, 1, 1), last_day=date(2024, 12, 31))

NUMBERED = Vocabulary(
    accounts={f"A-{number}": f"Company_{number}" for number in range(40)},
    dimensions=dimensions_of(
        {
            "accounts": {
                "account_id": "string", "name": "string", "industry": "string", "country": "string", "plan": "string",
                "referral_source": "string", "is_trial": "boolean", "is_churned": "boolean", "signup_date": "date",
            },
            "subscriptions": {
                "plan": "string", "billing_frequency": "string", "auto_renew": "boolean", "upgrade_flag": "boolean",
            },
            "usage_events": {"feature": "string", "is_beta": "boolean"},
            "tickets": {"priority": "string", "is_escalated": "boolean"},
            "churn_events": {"reason": "string", "is_reactivation": "boolean"},
        }
    ),
    values={
        "industry": ("DevTools", "EdTech", "FinTech", "Cybersecurity"),
        "country": ("DE", "IN", "UK", "US"),
        "plan": ("Basic", "Enterprise", "Pro"),
        "billed_plan": ("Basic", "Enterprise", "Pro"),
        "referral_source": ("ads", "event", "organic", "partner"),
        "billing_frequency": ("annual", "monthly"),
        "feature": tuple(f"feature_{number}" for number in range(1, 21)),
        "priority": ("high", "low", "medium", "urgent"),
        "reason": ("budget", "features", "pricing", "support"),
    },
)  # fmt: skip

NAMED = Vocabulary(
    accounts={"1": "Zephyr Eyewear", "2": "Pelican Forwarding", "3": "Bluemast Marine", "4": "Delta Foods"},
    dimensions=dimensions_of(
        {
            "accounts": {
                "account_id": "string", "name": "string", "segment": "string", "region": "string", "country": "string",
                "plan": "string", "csm": "string", "touch_model": "string", "signup_date": "date",
            },
            "subscriptions": {"plan": "string", "product": "string"},
            "tickets": {"priority": "string", "category": "string", "channel": "string"},
            "surveys": {"type": "string"},
        }
    ),
    values={
        "segment": ("Enterprise", "Mid-Market", "SMB"),
        "region": ("EMEA", "NA"),
        "country": ("Germany", "United Kingdom"),
        "plan": ("Enterprise", "Growth", "Starter"),
        "billed_plan": ("Enterprise", "Growth", "Starter"),
        "csm": ("sara.haddad@lumen.example", "jonas.weber@lumen.example"),
        "touch_model": ("high touch", "tech touch"),
        "product": ("Lumen Core", "Lumen Insights"),
        "priority": ("high", "low"),
        "category": ("billing", "bug", "data"),
        "ticket_channel": ("chat", "email"),
    },
)  # fmt: skip
