"""The backtest of a tiny company, counted again in plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.company import LAST_DAY, account, context, day, line
from tools.account_requests import BacktestHealth
from tools.backtest_health import backtest_health
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence

# Twelve accounts; the first three left. A fixed score each: 30 is red, 60 yellow, 90 green.
SCORES = {
    name: score for name, score in zip("abcdefghijkl", [30, 60, 90, 30, 60, 60, 90, 90, 90, 90, 90, 90], strict=True)
}
LEFT = {"a": "2024-05-10", "b": "2024-05-20", "c": "2024-08-31"}
TAKEN = [
    date(2024, month, last) for month, last in enumerate([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], start=1)
]


def snapshot(name: str, taken: date, score: int) -> dict[str, Any]:
    identifier = f"H-{name}-{taken}"
    return {
        "health_snapshot_id": identifier,
        "account_id": f"A-{name}",
        "taken_on": taken,
        "health_score": float(score),
    }


@pytest.fixture(scope="module")
def company() -> Context:
    ends: Mapping[str, str | None] = {name: LEFT.get(name) for name in SCORES}
    return context(
        {
            "accounts": [account(name, signup_date=day("2023-01-01")) for name in SCORES],
            "subscriptions": [line(name, 1200, "2023-01-01", ends[name]) for name in SCORES],
            "health_snapshots": [snapshot(name, taken, score) for name, score in SCORES.items() for taken in TAKEN],
        }
    )


def recorded(company: Context, horizon: int = 90, **fields: Any) -> Evidence:
    return backtest_health(company, BacktestHealth(basis="recorded", horizon_days=horizon, **fields))


def value(evidence: Evidence, label: str, status: str) -> Any:
    found = [fact for fact in evidence.facts if fact.label == label and fact.subject.get("status") == status]
    return found[0].value


def by_hand(horizon: int) -> dict[str, tuple[int, int]]:
    """Per status: scores on month ends whose horizon is over, and those followed by a loss within it."""
    counted: dict[str, tuple[int, int]] = {"red": (0, 0), "yellow": (0, 0), "green": (0, 0)}
    for taken in TAKEN:
        for name, score in SCORES.items():
            left = day(LEFT[name]) if name in LEFT else None
            if (LAST_DAY - taken).days < horizon or (left and left <= taken):
                continue
            status = "green" if score >= 70 else "yellow" if score >= 45 else "red"
            scores, lost = counted[status]
            is_lost = left is not None and 0 < (left - taken).days <= horizon
            counted[status] = scores + 1, lost + is_lost
    return counted


@pytest.mark.parametrize("horizon", [30, 90, 180])
def test_rates_lift_precision_and_recall_are_those_counted_by_hand(company: Context, horizon: int) -> None:
    evidence, counted = recorded(company, horizon), by_hand(horizon)
    total, lost = (sum(part[place] for part in counted.values()) for place in (0, 1))
    for status, (scores, losses) in counted.items():
        assert value(evidence, "Scores", status) == scores
        assert value(evidence, "Followed by a loss", status) == losses
        assert value(evidence, "Churn rate afterwards", status) == Decimal(losses) / Decimal(scores)
        assert value(evidence, "Lift", status) == Decimal(losses * total) / Decimal(scores * lost)
        assert value(evidence, f"Churn rate after {status} scores", status) == Decimal(losses) / Decimal(scores)
    flagged = [counted["red"][place] + counted["yellow"][place] for place in (0, 1)]
    assert value(evidence, "Precision", "red or yellow") == Decimal(flagged[1]) / Decimal(flagged[0])
    assert value(evidence, "Recall", "red or yellow") == Decimal(flagged[1]) / Decimal(lost)
    assert value(evidence, "Recall", "red") == Decimal(counted["red"][1]) / Decimal(lost)


def test_the_first_day_of_the_horizon_is_the_one_after_the_score(company: Context) -> None:
    # c leaves on 31 August: 90 days after 2 June, so the scores of June and July count, that of August does not.
    assert by_hand(90)["green"][1] == 2
    assert value(recorded(company), "Followed by a loss", "green") == 2


def test_scores_whose_horizon_is_not_over_are_left_out_and_said(company: Context) -> None:
    evidence = recorded(company)
    assert evidence.assumptions[0] == "recorded scores at 9 month ends, 31 Jan 2024 to 30 Sep 2024"
    assert evidence.assumptions[1] == "later ones are left out: their 90 days are not over"


def test_a_green_account_that_left_is_listed_with_its_day_and_arr(company: Context) -> None:
    (section,) = [section for section in recorded(company, topic="missed").sections if section.layout == "table"]
    assert [(fact.label, fact.value) for fact in section.facts] == [
        ("Lost on", "2024-08-31"),
        ("ARR", Decimal(1200)),
        ("Statuses before", "green, green"),
    ]
    assert section.facts[0].subject == {"account": "c"}


def test_a_period_narrows_the_days_scores_are_taken_from(company: Context) -> None:
    evidence = recorded(company, period="Q1 2024")
    assert value(evidence, "Scores", "all") == 36
    assert value(evidence, "Recall", "red") == Decimal(1) / Decimal(2) == Decimal(str(float(Fraction(1, 2))))


def test_too_few_losses_suggest_no_weights(company: Context) -> None:
    (weights,) = [section for section in recorded(company).sections if section.title == "Weights"]
    now = [fact.value for fact in weights.facts if fact.label == "Weight now"]
    assert now == [Decimal("0.35"), Decimal("0.3"), Decimal("0.35")]
    assert all(fact.value is None for fact in weights.facts if fact.label == "Weight suggested")
    assert weights.missing


def test_without_losses_lift_and_recall_are_not_defined() -> None:
    names: Sequence[str] = "abcdefghijkl"
    kept = context(
        {
            "accounts": [account(name) for name in names],
            "subscriptions": [line(name, 1200, "2023-01-01") for name in names],
            "health_snapshots": [snapshot(name, taken, 80) for name in names for taken in TAKEN],
        }
    )
    evidence = recorded(kept)
    assert value(evidence, "Churn rate afterwards", "green") == 0
    undefined = {fact.label: fact.undefined_because for fact in evidence.facts if fact.value is None}
    assert undefined["Lift"] == undefined["Recall"] == "no account was lost within the horizon"
    assert value(evidence, "Churn rate afterwards", "red") is None


def test_an_account_that_only_changes_its_contract_is_not_lost() -> None:
    names = "abcdefghijkl"
    lines = [line(name, 1200, "2023-01-01", "2024-05-10") for name in names]
    moved = [line(name, 600, "2024-05-10") for name in names]
    kept = context(
        {
            "accounts": [account(name) for name in names],
            "subscriptions": [*lines, *moved],
            "health_snapshots": [snapshot(name, taken, 30) for name in names for taken in TAKEN],
        }
    )
    assert value(recorded(kept), "Followed by a loss", "red") == 0


def test_a_company_without_snapshots_is_told_so() -> None:
    bare = context({"accounts": [account("a")], "subscriptions": [line("a", 1200, "2023-01-01")]})
    with pytest.raises(NoData, match="no health snapshots"):
        recorded(bare)
    with pytest.raises(NoData, match="No month end"):
        backtest_health(bare, BacktestHealth())
