"""Accounts by health: counts and ARR that tie, rankings, groups."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.company import LAST_DAY, account, context, day, line
from tools.account_requests import RankHealth
from tools.context import Context
from tools.errors import NoData, UnknownName
from tools.evidence import Evidence
from tools.health.history import healths, statuses
from tools.rank_health import rank_health
from tools.requests import Filter

# Half a year of one use a week by one person, then a quarter of it or all of it; with one seat and one feature.
STEADY, FALLING = [8] * 40, [8] * 36 + [3] * 4


def used(name: str, uses: list[int]) -> list[dict[str, Any]]:
    monday = LAST_DAY - timedelta(LAST_DAY.weekday() + 7)
    return [
        {
            "usage_event_id": f"U-{name}-{week}",
            "account_id": f"A-{name}",
            "used_on": monday - timedelta(weeks=len(uses) - 1 - week),
            "feature": "plan",
            "uses": count,
        }
        for week, count in enumerate(uses)
    ]


def renewal(name: str, due: str) -> dict[str, Any]:
    return {"renewal_id": f"R-{name}", "account_id": f"A-{name}", "due_on": day(due), "arr": 100, "outcome": None}


@pytest.fixture(scope="module")
def company() -> Context:
    return context(
        {
            "accounts": [
                account("ash", segment="SMB"),
                account("birch", segment="SMB"),
                account("cedar", segment="Enterprise"),
                account("dogwood", segment="Enterprise"),
                account("elm"),
            ],
            "subscriptions": [
                line("ash", 1000, "2023-01-01"),
                line("birch", 2000, "2023-01-01"),
                line("cedar", 4000, "2023-01-01"),
                line("dogwood", 8000, "2023-01-01"),
                line("elm", 16000, "2023-01-01", "2024-06-30"),
            ],
            "usage_events": [*used("ash", FALLING), *used("birch", STEADY), *used("cedar", STEADY)],
            "renewals": [renewal("ash", "2025-03-01"), renewal("birch", "2025-02-01")],
        }
    )


def asked(company: Context, **fields: Any) -> Evidence:
    return rank_health(company, RankHealth(**fields))


def column(evidence: Evidence, title: str, label: str) -> dict[str, Any]:
    (section,) = [item for item in evidence.sections if item.title == title]
    return {" ".join(fact.subject.values()): fact.value for fact in section.facts if fact.label == label}


def test_statuses_and_accounts_without_a_score_add_up_to_all_paying_accounts(company: Context) -> None:
    evidence = asked(company)
    assert column(evidence, "By status", "Accounts") == {
        "red": 1,
        "yellow": 0,
        "green": 2,
        "no score": 1,
        "all paying accounts": 4,
    }
    arr = column(evidence, "By status", "ARR")
    assert arr.pop("all paying accounts") == sum(arr.values()) == 15000
    assert evidence.notes == ("1 paying account of 4 cannot be scored.",)


def test_the_head_counts_statuses_and_the_arr_at_risk(company: Context) -> None:
    evidence = asked(company)
    head = {fact.metric: fact.value for fact in evidence.facts[: evidence.headline]}
    assert head == {
        "red_accounts": 1,
        "at_risk_arr": Decimal(1000),
        "yellow_accounts": 0,
        "yellow_arr": Decimal(0),
        "green_accounts": 2,
    }


def test_the_least_healthy_come_first_with_their_next_renewal(company: Context) -> None:
    evidence = asked(company, limit=1)
    assert column(evidence, "Accounts", "Status") == {"ash": "red"}
    assert column(evidence, "Accounts", "Next renewal") == {"ash": "2025-03-01"}
    assert evidence.sections[-1].more == 2
    assert list(column(asked(company, order="highest"), "Accounts", "Status")) == ["birch", "cedar", "ash"]


def test_a_status_narrows_the_list_and_not_the_counts(company: Context) -> None:
    evidence = asked(company, status=("green",))
    assert list(column(evidence, "Accounts", "Status")) == ["birch", "cedar"]
    assert column(evidence, "By status", "Accounts")["red"] == 1


def test_the_largest_fall_since_a_day_comes_first(company: Context) -> None:
    evidence = asked(company, since="2024-11-24")
    changes = column(evidence, "Accounts", "Change")
    assert next(iter(changes)) == "ash"
    assert changes["ash"] < 0 == changes["birch"]
    assert evidence.facts[0].label == "Change of ash"
    assert "compared with the close of 24 Nov 2024" in evidence.assumptions


def test_statuses_are_counted_by_group(company: Context) -> None:
    evidence = asked(company, group_by="segment")
    assert column(evidence, "By segment", "Red") == {"SMB": 1, "Enterprise": 0}
    assert column(evidence, "By segment", "No score") == {"SMB": 0, "Enterprise": 1}
    assert column(evidence, "By segment", "At-risk ARR (red)") == {"SMB": Decimal(1000), "Enterprise": Decimal(0)}


def test_filters_are_kept_and_said(company: Context) -> None:
    evidence = asked(company, filters=(Filter(dimension="segment", values=("SMB",)),))
    assert column(evidence, "By status", "ARR")["all paying accounts"] == 3000
    assert "segment is SMB" in evidence.assumptions


def test_a_selection_in_which_nobody_pays_is_no_data(company: Context) -> None:
    with pytest.raises(NoData):
        asked(company, filters=(Filter(dimension="account", values=("elm",)),))


def test_the_health_of_every_account_is_at_hand_by_identifier(company: Context) -> None:
    found = statuses(company)
    assert found == {"A-ash": "red", "A-birch": "green", "A-cedar": "green", "A-dogwood": None, "A-elm": None}
    assert healths(company)["A-elm"].because == "no longer a paying account since 30 Jun 2024"


def overdue(name: str) -> dict[str, Any]:
    dates = {"issued_on": day("2024-09-01"), "due_on": day("2024-10-01"), "paid_on": None}
    return {"invoice_id": f"V-{name}", "account_id": f"A-{name}", "amount": 500} | dates


@pytest.fixture(scope="module")
def unpaid() -> Context:
    """Two accounts in full use, of which one has not paid for 91 days; a third uses a little less."""
    return context(
        {
            "accounts": [account("fir"), account("gum"), account("hazel")],
            "subscriptions": [line(name, 1000, "2023-01-01") for name in ("fir", "gum", "hazel")],
            "usage_events": [*used("fir", STEADY), *used("gum", STEADY), *used("hazel", [8] * 36 + [7] * 4)],
            "invoices": [overdue("fir")],
        }
    )


def test_a_held_status_says_what_holds_it_and_ranks_before_better_ones(unpaid: Context) -> None:
    evidence = asked(unpaid)
    assert column(evidence, "Accounts", "Health score")["fir"] == 100
    assert list(column(evidence, "Accounts", "Status").items()) == [
        ("fir", "yellow"),
        ("hazel", "green"),
        ("gum", "green"),
    ]
    assert column(evidence, "Accounts", "Status held by") == {"fir": "Invoice overdue since 16 Oct 2024"}
    assert statuses(unpaid)["A-fir"] == "yellow"
    assert any(words.startswith("1 held below the status of the score") for words in evidence.assumptions)


def test_a_group_the_company_does_not_have_is_refused(company: Context) -> None:
    with pytest.raises(UnknownName, match="tier"):
        asked(company, group_by="tier")


def test_the_mean_score_and_the_share_of_accounts_go_with_each_status(company: Context) -> None:
    evidence = asked(company)
    scores = [item.score for item in healths(company).values() if item.score is not None]
    # Ash, birch, cedar and dogwood pay; dogwood was never used and has no score.
    assert column(evidence, "By status", "Mean health score")["all paying accounts"] == round(sum(scores) / 3, 1)
    assert column(evidence, "By status", "Share of accounts")["no score"] == Decimal(1) / 4
