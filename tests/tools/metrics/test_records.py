"""Numbers made from accounts' records: onboarding, opportunities, health, coverage. Seen from 31 December 2024."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from tests.company import Row, account, context, day, line
from tools.account_requests import RankHealth, ReviewOnboarding
from tools.catalogue import TOOLS
from tools.company import Company
from tools.company_settings import HealthSettings, Thresholds
from tools.context import Context
from tools.evidence import Evidence
from tools.facts import Value
from tools.rank_health import rank_health
from tools.review_onboarding import review_onboarding
from tools.signals.features import with_norms


def onboarding(name: str, signed: str, value: str | None = None) -> Row:
    return {
        "onboarding_id": f"N-{name}",
        "account_id": f"A-{name}",
        "signed_on": day(signed),
        "first_value_on": day(value) if value else None,
    }


def survey(name: str, kind: str, score: float, on: str) -> Row:
    return {
        "survey_id": f"Q-{name}-{kind}-{on}",
        "account_id": f"A-{name}",
        "type": kind,
        "score": score,
        "answered_on": day(on),
    }


def opportunity(name: str, source: str, stage: str, arr: int, **days: str | None) -> Row:
    return {
        "opportunity_id": f"O-{name}-{source}-{arr}",
        "account_id": f"A-{name}",
        "kind": "seats",
        "source": source,
        "stage": stage,
        "arr": arr,
        "created_on": day(days.get("created") or "2024-02-01"),
        "closed_on": day(closed) if (closed := days.get("closed")) else None,
    }


# Ada took 20 days to first value, Bob 100, Cog none in 200, Dee signed 30 days ago.
TABLES: Mapping[str, Sequence[Row]] = {
    "accounts": [
        account("Ada", segment="SMB", csm="Maya"),
        account("Bob", segment="SMB", csm="maya"),
        account("Cog", segment="Enterprise", csm="Jonas"),
        account("Dee", segment="Enterprise", csm=None),
    ],
    "subscriptions": [
        line("Ada", 100, "2024-01-10", seats=10),
        line("Bob", 200, "2024-02-10", seats=5),
        line("Cog", 600, "2024-06-14", seats=5),
        line("Dee", 1000, "2024-12-01"),
    ],
    "onboardings": [
        onboarding("Ada", "2024-01-10", "2024-01-30"),
        onboarding("Bob", "2024-02-10", "2024-05-20"),
        onboarding("Cog", "2024-06-14"),
        onboarding("Dee", "2024-12-01"),
    ],
    "surveys": [
        survey("Ada", "onboarding", 5, "2024-02-01"),
        survey("Bob", "onboarding", 2, "2024-06-01"),
        survey("Bob", "onboarding", 1, "2024-02-01"),
        survey("Ada", "nps", 10, "2024-12-20"),
        survey("Bob", "nps", 0, "2024-12-20"),
        survey("Cog", "nps", 6, "2024-12-20"),
    ],
    "opportunities": [
        opportunity("Ada", "cs_sourced", "won", 50, closed="2024-04-01"),
        opportunity("Bob", "CS_Influenced", "Closed Won", 30, closed="2024-05-01"),
        opportunity("Cog", "sales", "won", 20, closed="2024-06-20"),
        opportunity("Cog", "cs_sourced", "lost", 70, closed="2024-07-01"),
        opportunity("Dee", "cs_sourced", "open", 90, created="2024-12-05"),
        opportunity("Ada", "cs_sourced", "won", 500, created="2023-01-05", closed="2023-04-01"),
    ],
    "usage_events": [
        {
            "usage_event_id": f"U-{name}-{user}-{on}",
            "account_id": f"A-{name}",
            "user_id": user,
            "used_on": day(on),
        }
        for name, user, on in [
            ("Ada", "u1", "2024-12-24"),
            ("Ada", "u2", "2024-12-24"),
            ("Ada", "u1", "2024-12-12"),
            ("Cog", "u3", "2024-12-12"),
            ("Dee", "u9", "2024-12-12"),
            ("Cog", "u4", "2024-10-01"),
        ]
    ],
}
# One answer is enough for a score here, so that a 10 is green, a 6 yellow and a 0 red.
SETTINGS = Company(health=HealthSettings(least_coverage=0.01), thresholds=Thresholds(activation_days=60))


def company() -> Context:
    return context(TABLES, SETTINGS)


def asked(metric: str, period: str | None = "2024", **fields: Any) -> Evidence:
    return TOOLS["measure_metric"].run(company(), {"metric": metric, "period": period} | fields)


def by_group(evidence: Evidence) -> dict[str, Value]:
    return {" ".join(fact.subject.values()): fact.value for fact in evidence.facts}


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("time_to_first_value", 60),
        ("first_value_share", Decimal("0.5")),
        ("activation_rate", Decimal(1) / 3),
        ("onboarding_satisfaction", Decimal("3.5")),
        ("onboardings", 4),
        ("won_expansion_arr", 100),
        ("expansion_win_rate", Decimal("0.75")),
        ("cs_sourced_expansion_arr", 50),
        ("cs_influenced_expansion_arr", 30),
        ("cs_sourced_expansion_share", Decimal("0.5")),
        ("customer_success_qualified_lead", 3),
        ("open_expansion_pipeline", 90),
        ("accounts_per_csm", Decimal("1.5")),
        ("arr_per_csm", 450),
        ("active_user_rate", Decimal("0.15")),
        ("daily_active_users", Decimal(6) / 3),
    ],
)
def test_a_number_from_records_equals_the_count_done_by_hand(metric: str, expected: Decimal) -> None:
    assert asked(metric).facts[0].value == expected


def test_onboarding_by_segment_and_by_quarter() -> None:
    assert by_group(asked("first_value_share", group_by=("segment",))) == {
        "SMB": 1,
        "Enterprise": 0,
        "": Decimal("0.5"),
    }
    trend = TOOLS["trend_metric"].run(company(), {"metric": "onboardings", "grain": "quarter", "period": "2024"})
    assert [fact.value for fact in trend.facts[: trend.headline]] == [2, 1, 0, 1]


def test_a_group_without_first_value_has_no_time_to_it() -> None:
    fact = next(
        fact
        for fact in asked("time_to_first_value", group_by=("segment",)).facts
        if "Enterprise" in fact.subject.values()
    )
    assert (fact.value, bool(fact.undefined_because)) == (None, True)


def test_the_metric_and_the_review_of_onboardings_are_one_number() -> None:
    review = review_onboarding(with_norms(company()), ReviewOnboarding(period="2024"))
    known = {fact.metric: fact.value for fact in review.facts}
    for metric in ("time_to_first_value", "first_value_share", "activation_rate", "onboarding_satisfaction"):
        assert asked(metric).facts[0].value == known[metric], metric


def test_coverage_is_counted_within_each_segment() -> None:
    assert by_group(asked("accounts_per_csm", group_by=("segment",))) == {"SMB": 2, "Enterprise": 1, "": Decimal("1.5")}


def test_the_metric_and_the_ranking_of_health_are_one_number() -> None:
    ranked = rank_health(with_norms(company()), RankHealth())
    known = {fact.metric: fact.value for fact in ranked.facts}
    assert asked("at_risk_arr").facts[0].value == known["at_risk_arr"]
    assert asked("yellow_arr").facts[0].value == known["yellow_arr"]
    red, share = known["at_risk_arr"], asked("at_risk_share").facts[0].value
    assert isinstance(red, Decimal | int)
    assert share == Decimal(red) / Decimal(1900)


def test_an_account_that_turned_green_has_recovered_and_one_that_left_has_not() -> None:
    tables = {
        "accounts": [account(name) for name in ("Up", "Gone", "Down")],
        "subscriptions": [
            line("Up", 100, "2023-01-01"),
            line("Gone", 100, "2023-01-01", "2024-12-10"),
            line("Down", 100, "2023-01-01"),
        ],
        "surveys": [
            *(survey(name, "nps", 0, "2024-09-20") for name in ("Up", "Gone")),
            survey("Down", "nps", 10, "2024-09-20"),
            *(survey(name, "nps", 10, "2024-12-05") for name in ("Up", "Gone")),
            survey("Down", "nps", 0, "2024-12-05"),
        ],
    }
    evidence = TOOLS["measure_metric"].run(
        context(tables, SETTINGS), {"metric": "recovered_accounts", "period": "Q4 2024"}
    )
    assert evidence.facts[0].value == 1


def test_a_past_day_sees_neither_later_wins_nor_later_use() -> None:
    assert asked("open_expansion_pipeline", "2024-03-31").facts[0].value == 170
    assert asked("active_user_rate", "2024-11-30").facts[0].value == 0
