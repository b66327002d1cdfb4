"""Evidence of the real tools over a company of seven accounts.

ARR at the closes, in thousands (31 Dec 2023, 31 Mar, 30 Jun, 30 Sep, 31 Dec 2024):
Acme Logistics 120 120 170 170 170 · Birch Foods 48 48 48 0 0 · Company_12 36 36 36 36 24 · Delta Bank 250 always ·
Echo Media 0 30 30 30 30 · Fern Labs 0 0 0 90.5 90.5 · Gull Air signed up and never paid.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from tests.company import account, context, day, line
from tools.catalogue import TOOLS
from tools.company import Company
from tools.context import Context
from tools.evidence import Evidence

ACCOUNTS = {
    "Acme Logistics": ("Enterprise", "US", "Pro", "2023-01-20"),
    "Birch Foods": ("SMB", "UK", "Basic", "2023-02-10"),
    "Company_12": ("SMB", "US", "Basic", "2023-01-10"),
    "Delta Bank": ("Enterprise", "DE", "Pro", "2023-05-02"),
    "Echo Media": ("SMB", "UK", "Basic", "2024-01-15"),
    "Fern Labs": ("Enterprise", "US", "Pro", "2024-06-20"),
    "Gull Air": ("SMB", "UK", "Basic", "2024-09-09"),
}
LINES = (
    ("Acme Logistics", 120_000, "2023-02-01", None),
    ("Acme Logistics", 50_000, "2024-05-01", None),
    ("Birch Foods", 48_000, "2023-03-01", "2024-08-31"),
    ("Company_12", 36_000, "2023-01-15", "2024-11-01"),
    ("Company_12", 24_000, "2024-11-01", None),
    ("Delta Bank", 250_000, "2023-06-01", None),
    ("Echo Media", 30_000, "2024-02-01", None),
    ("Fern Labs", 90_500, "2024-07-01", None),
)
# Account, day opened, priority, minutes to the first answer, score.
TICKETS = (
    ("Acme Logistics", "2023-11-05", "high", 30, 4),
    ("Acme Logistics", "2024-02-11", "urgent", 12, 5),
    ("Acme Logistics", "2024-04-02", "low", 95, None),
    ("Birch Foods", "2024-05-17", "urgent", 41, 2),
    ("Birch Foods", "2024-07-03", "urgent", 58, 1),
    ("Birch Foods", "2024-07-19", "high", 75, None),
    ("Company_12", "2024-08-08", "low", 120, 4),
    ("Delta Bank", "2024-10-01", "high", 26, 5),
    ("Delta Bank", "2024-10-22", "high", 33, 4),
    ("Echo Media", "2024-11-30", "medium", 64, 3),
    ("Fern Labs", "2024-12-12", "urgent", 19, None),
)
# Account, day, feature, uses.
USES = (
    ("Acme Logistics", "2024-02-03", "feature_7", 40),
    ("Acme Logistics", "2024-10-09", "reports", 310),
    ("Company_12", "2024-10-10", "feature_7", 15),
    ("Delta Bank", "2024-11-11", "feature_7", 522),
    ("Delta Bank", "2024-12-01", "exports", 61),
)


def tables() -> dict[str, list[Any]]:
    return {
        "accounts": [
            account(name, segment=segment, country=country, plan=plan, signup_date=day(signed_up), is_trial=False)
            for name, (segment, country, plan, signed_up) in ACCOUNTS.items()
        ],
        "subscriptions": [line(name, arr, start, end) for name, arr, start, end in LINES],
        "tickets": [
            {
                "ticket_id": f"T-{number}",
                "account_id": f"A-{name}",
                "opened_on": day(opened),
                "priority": priority,
                "first_response_minutes": minutes,
                "satisfaction_score": score,
                "is_escalated": priority == "urgent",
            }
            for number, (name, opened, priority, minutes, score) in enumerate(TICKETS)
        ],
        "usage_events": [
            {
                "usage_event_id": f"U-{n}",
                "account_id": f"A-{name}",
                "used_on": day(on),
                "feature": feature,
                "uses": uses,
            }
            for n, (name, on, feature, uses) in enumerate(USES)
        ],
    }


@lru_cache(maxsize=4)
def company(fiscal_year_start: int = 1, as_of: date = date(2024, 12, 31)) -> Context:
    return context(tables(), Company(name="Tiny", fiscal_year_start=fiscal_year_start), as_of=as_of)


def call(tool: str, within: Context | None = None, **arguments: Any) -> Evidence:
    return TOOLS[tool].run(within or company(), arguments)


def only(dimension: str, *values: str, is_excluded: bool = False) -> dict[str, Any]:
    return {"dimension": dimension, "values": list(values), "is_excluded": is_excluded}


M, C, T = "measure_metric", "compare_metric", "trend_metric"
Q2, Q3 = {"period": "Q3 2024", "earlier_period": "Q2 2024"}, {"period": "Q3 2024"}
ABOVE_80_000 = {"metric": "arr", "comparison": "above", "amount": 80000}
CALLS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "arr": [(M, {"metric": "arr"})],
    "nrr_2024": [(M, {"metric": "net_revenue_retention", "period": "2024"})],
    "nrr_2023": [(M, {"metric": "net_revenue_retention", "period": "2023"})],
    "nrr_change": [(C, {"metric": "net_revenue_retention", **Q2})],
    "arr_change": [(C, {"metric": "arr", "period": "2024", "earlier_period": "2023"})],
    "segments": [(M, {"metric": "arr", "group_by": ["segment"]})],
    "segments_and_countries": [(M, {"metric": "arr", "group_by": ["segment", "country"]})],
    "nrr_by_segment": [(M, {"metric": "net_revenue_retention", "period": "2024", "group_by": ["segment"]})],
    "two_accounts": [(C, {"metric": "arr", "dimension": "account", "values": ["Delta Bank", "Acme Logistics"]})],
    "top": [(M, {"metric": "arr", "group_by": ["account"], "order": "highest", "limit": 3})],
    "bridge": [("bridge_arr", Q3)],
    "quarters": [("bridge_arr", {"period": "2024", "grain": "quarter"})],
    "trend": [(T, {"metric": "arr", "period": "2024", "grain": "quarter"})],
    "tickets_by_month": [(T, {"metric": "tickets", "period": "H2 2024"})],
    "tickets_change": [(C, {"metric": "tickets", "period": "2024", "earlier_period": "2023"})],
    "tickets": [(M, {"metric": "tickets", "period": "2024", "group_by": ["priority"]})],
    "churn": [(M, {"metric": "logo_churn", "period": "Q3 2024"})],
    "concentration": [("measure_concentration", {"top": 2})],
    "cohort": [("retain_cohorts", {"period": "Q1 2023"})],
    "acme": [("describe_account", {"account": "Acme Logistics"})],
    "list": [("list_accounts", {"conditions": [ABOVE_80_000], "limit": 2})],
    "response": [(M, {"metric": "first_response_minutes", "period": "2024"})],
    "uses": [(M, {"metric": "usage_count", "period": "2024", "group_by": ["feature"], "order": "highest"})],
    "seats": [(M, {"metric": "arr_per_account"})],
    "two_questions": [
        (M, {"metric": "arr"}),
        (M, {"metric": "active_accounts"}),
        (M, {"metric": "logo_retention", "period": "2024"}),
    ],
    "unknown": [("describe_account", {"account": "Company_99"})],
}  # fmt: skip


@lru_cache(maxsize=64)
def evidence(name: str) -> tuple[Evidence, ...]:
    return tuple(call(tool, **arguments) for tool, arguments in CALLS[name])
