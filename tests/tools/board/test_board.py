"""The board slide of a tiny company, quarter Q4 2024, seen from 31 December 2024.

Opening of the year to it (31 Dec 2023): Ada 500, Bob 300, Cog 200, in all 1,000. At its end: Ada 700 (grew in
November), Cog 150 (shrank in October), new Dee 400 (signed in Q3), Bob gone on 1 December: closing 1,250.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest

from tests.company import Row, account, context, day, line
from tests.tools.test_forecast_renewals import called, renewal
from tools.catalogue import TOOLS
from tools.company import Company
from tools.company_settings import HealthSettings, Targets
from tools.evidence import Evidence, Section
from tools.facts import Fact

ACCOUNTS = [
    account("Ada", signup_date=day("2023-01-01"), csm="Maya"),
    account("Bob", signup_date=day("2023-01-01"), csm="Maya"),
    account("Cog", signup_date=day("2023-04-01"), csm="Jonas"),
    account("Dee", signup_date=day("2024-08-01"), csm="Jonas"),
]
LINES = [
    line("Ada", 500, "2023-01-01"),
    line("Ada", 200, "2024-11-01"),
    line("Bob", 300, "2023-01-01", "2024-12-01"),
    line("Cog", 200, "2023-04-01", "2024-10-15"),
    line("Cog", 150, "2024-10-15"),
    line("Dee", 400, "2024-08-01"),
]
TABLES: Mapping[str, Sequence[Row]] = {
    "accounts": ACCOUNTS,
    "subscriptions": LINES,
    "churn_events": [
        {
            "churn_event_id": "C-1",
            "account_id": "A-Bob",
            "churned_on": day("2024-12-01"),
            "kind": "voluntary",
            "reason": "price",
        }
    ],
    "renewals": [
        renewal("Ada", "2024-11-01", 500, outcome="expanded", closed_on="2024-10-20", renewed_arr=700),
        renewal("Bob", "2024-12-01", 300, outcome="churned", closed_on="2024-11-10", renewed_arr=0),
        called("Cog", 150, "critical"),
        called("Dee", 400, "committed"),
    ],
    "surveys": [
        {"survey_id": f"Q-{name}", "account_id": f"A-{name}", "type": "nps", "score": score, "answered_on": day(on)}
        for name, score, on in [
            ("Ada", 0, "2024-09-01"),
            ("Ada", 10, "2024-12-01"),
            ("Cog", 0, "2024-12-01"),
            ("Dee", 10, "2024-12-01"),
        ]
    ],
}
SETTINGS = Company(
    health=HealthSettings(least_coverage=0.01),
    targets=Targets(net_revenue_retention=0.95, gross_revenue_retention=0.60),
)


def board(
    tables: Mapping[str, Sequence[Row]] = TABLES, company: Company = SETTINGS, period: str | None = None
) -> Evidence:
    return TOOLS["prepare_board"].run(context(tables, company), {"period": period} if period else {})


def sections(evidence: Evidence, name: str) -> list[Section]:
    return [section for section in evidence.sections if section.name == name]


def facts(evidence: Evidence, name: str) -> dict[str, Fact]:
    """By metric and what tells the fact from its neighbours."""
    return {
        " ".join((fact.metric, *fact.subject.values())): fact
        for section in sections(evidence, name)
        for fact in section.facts
    }


def test_the_rates_come_first_and_are_those_of_the_twelve_months() -> None:
    evidence = board()
    head = {fact.metric: fact.value for fact in evidence.facts[: evidence.headline]}
    assert list(head.items()) == [
        ("net_revenue_retention", Decimal("0.85")),  # (700 + 150) / 1,000
        ("gross_revenue_retention", Decimal("0.65")),  # (500 + 150) / 1,000
        ("logo_retention", Decimal(2) / 3),
    ]


def test_each_rate_stands_against_the_period_before_and_its_target() -> None:
    found = facts(board(), "retention")
    before = found["net_revenue_retention_before NRR"]
    assert before.value is None or before.value == Decimal(1)  # nothing moved between Sep 2023 and Sep 2024
    assert found["net_revenue_retention_change NRR"].display == "-15.0 points"
    assert found["net_revenue_retention_target NRR"].value == Decimal("0.95")
    assert found["net_revenue_retention_against_target NRR"].display == "-10.0 points"
    assert found["gross_revenue_retention_against_target GRR"].display == "+5.0 points"


def test_a_target_that_is_not_set_is_a_gap_and_never_invented() -> None:
    evidence = board()
    assert not any("target" in key for key in facts(evidence, "retention") if "logo" in key)
    gap = next(section for section in sections(evidence, "gaps") if section.title == "Targets")
    assert "Logo retention" in gap.missing
    assert "NRR" not in gap.missing


def test_losses_are_composed_by_kind_and_reason_with_shares() -> None:
    found = facts(board(), "composition")
    assert found["arr_losses voluntary"].value == 300
    assert found["arr_losses downgrade"].value == 50
    assert found["arr_losses_share voluntary"].value == Decimal(300) / 350
    assert found["arr_losses price"].value == 300
    assert found["arr_losses not recorded"].value == 50


def test_without_a_recorded_kind_losses_are_told_as_churn_and_contraction() -> None:
    events = [{name: value for name, value in row.items() if name != "kind"} for row in TABLES["churn_events"]]
    found = facts(board({**TABLES, "churn_events": events}), "composition")
    assert found["arr_losses churned accounts"].value == 300
    assert found["arr_losses smaller contracts"].value == 50
    assert found["arr_losses_share smaller contracts"].value == Decimal(50) / 350


def test_the_bridge_of_the_quarter_adds_up_and_growth_is_shared_out() -> None:
    evidence = board()
    parts = {fact.metric: fact.value for fact in sections(evidence, "bridge")[0].facts}
    assert parts == {
        "opening_arr": 1400,
        "new_arr": 0,
        "reactivation_arr": 0,
        "expansion_arr": 200,
        "contraction_arr": 50,
        "churned_arr": 300,
        "closing_arr": 1250,
    }
    assert facts(evidence, "expansion")["expansion_share"].value == 1


def test_the_forecast_is_by_confidence_and_keeps_the_decided_apart() -> None:
    evidence = board()
    found = facts(evidence, "forecast")
    assert found["weighted_renewal_forecast"].value == Decimal("410.00")  # 400 x 95 % + 150 x 20 %
    assert found["open_renewals critical"].value == 150
    assert found["open_renewals committed"].value == 400
    assert sections(evidence, "renewal")[0].missing == "none is decided yet"


def test_risks_are_red_accounts_with_their_arr_and_wins_what_grew_and_what_was_saved() -> None:
    evidence = board()
    risks = sections(evidence, "risks")[0].facts
    assert [(fact.subject["account"], fact.value) for fact in risks if fact.metric == "arr"] == [("Cog", 150)]
    wins = facts(evidence, "wins")
    assert wins["expansion_arr Ada"].value == 200
    assert wins["renewal_arr Ada"].value == 500  # red before the quarter, renewed in it
    assert wins["renewal_bucket_before Ada"].value in ("at risk", "critical")


def test_each_cohort_has_a_value_for_every_quarter_end_since_its_own() -> None:
    found = {
        (fact.subject["cohort"], fact.subject["quarter"]): fact.value for fact in sections(board(), "cohorts")[0].facts
    }
    assert found[("Q1 2023", "Q4 2023")] == 1
    assert found[("Q1 2023", "Q4 2024")] == Decimal("0.5")
    assert found[("Q3 2024", "Q4 2024")] == 1
    assert ("Q3 2024", "Q2 2024") not in found


def test_an_earlier_quarter_is_seen_from_its_own_last_day() -> None:
    evidence = board(period="Q3 2024")
    assert "the view ahead as known on 30 Sep 2024" in evidence.assumptions
    assert evidence.facts[0].value == 1
    red = sections(evidence, "risks")[0].facts
    assert red[0].subject["account"] == "Ada"
    assert "open_renewals" in facts(evidence, "forecast")


def test_nothing_after_the_day_is_seen() -> None:
    evidence = TOOLS["prepare_board"].run(context(TABLES, SETTINGS, as_of=date(2024, 10, 31)), {})
    assert evidence.title == "Customers in Q3 2024"
    assert all(fact.as_of <= date(2024, 10, 31) for fact in evidence.facts)


@pytest.mark.parametrize("left_out", ["renewals", "churn_events", "surveys"])
def test_what_the_data_lacks_is_a_gap_and_the_rest_is_told(left_out: str) -> None:
    evidence = board({name: rows for name, rows in TABLES.items() if name != left_out})
    assert evidence.outcome == "answered"
    assert evidence.facts[0].value == Decimal("0.85")
    missing = [section.missing for section in evidence.sections if section.missing]
    assert missing


def test_a_period_outside_the_data_is_refused() -> None:
    assert board(period="2030").reason == "no_data"
