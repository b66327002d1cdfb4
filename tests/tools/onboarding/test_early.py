"""Early adoption: five features in sixty days, counted from signature, or from the day an account signed up."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tests.company import account, context, day, line
from tools.account_requests import ReviewOnboarding
from tools.review_onboarding import review_onboarding


def uses(name: str, start: str, features: int, days_later: int = 7) -> list[dict[str, object]]:
    used_on = day(start) + timedelta(days_later)
    return [
        {
            "usage_event_id": f"U-{name}-{number}",
            "account_id": f"A-{name}",
            "feature": f"f{number}",
            "used_on": used_on,
            "uses": 1,
            "errors": 0,
        }
        for number in range(features)
    ]


def test_accounts_that_used_enough_features_in_time_are_counted() -> None:
    signed = {"first": "2024-01-01", "broad": "2024-02-01", "narrow": "2024-02-01", "late": "2024-03-01"}
    company = context(
        {
            "accounts": [account(name, signup_date=day(start)) for name, start in signed.items()],
            "subscriptions": [line(name, 1200, start) for name, start in signed.items()],
            "usage_events": [
                *uses("first", "2024-01-01", 1),
                *uses("broad", "2024-02-01", 5),
                *uses("narrow", "2024-02-01", 4),
                *uses("late", "2024-03-01", 6, days_later=90),
            ],
        }
    )
    fact = review_onboarding(company, ReviewOnboarding()).facts[4]
    # The first account signed up before the first whole week with use, so its first days are not all on record.
    assert (fact.value, fact.inputs["signed_long_enough_ago"]) == (Decimal(1) / 3, 3)


def test_an_account_without_an_onboarding_is_answered_with_what_it_used_early() -> None:
    company = context(
        {
            "accounts": [account("north", signup_date=day("2024-02-01"))],
            "subscriptions": [line("north", 1200, "2024-02-01")],
            "usage_events": uses("north", "2024-02-01", 3),
        }
    )
    evidence = review_onboarding(company, ReviewOnboarding(account="north"))
    assert evidence.facts[0].value == 3
    assert evidence.sections[0].missing == "the data has no onboardings"
