"""One account's adoption beside its peers', from rows to evidence. The newest whole week ends on 29 December 2024."""

from __future__ import annotations

import pytest

from tests.company import Row, account, context, day, line
from tools.account_requests import ReviewAdoption
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence, Section
from tools.review_adoption import review_adoption

ACTIVE = {"us": 2, "p1": 4, "p2": 6, "p3": 8}


def uses(name: str, users: int) -> list[Row]:
    return [
        {
            "usage_event_id": f"U-{name}-{number}",
            "account_id": f"A-{name}",
            "user_id": f"{name}-{number}",
            "feature": "plan",
            "used_on": day("2024-12-18"),
            "uses": 3,
            "errors": 1,
        }
        for number in range(users)
    ]


def company(**usage: list[Row]) -> Context:
    events = [event for name, users in ACTIVE.items() for event in uses(name, users)]
    return context(
        {
            "accounts": [account(name, segment="SMB") for name in ACTIVE],
            "subscriptions": [line(name, 1200, "2024-01-01", seats=10) for name in ACTIVE],
        }
        | (usage or {"usage_events": events})
    )


def part(evidence: Evidence, title: str) -> Section:
    return next(section for section in evidence.sections if section.title == title)


def test_an_account_is_shown_beside_the_median_of_its_peers_with_the_difference() -> None:
    evidence = review_adoption(company(), ReviewAdoption(account="us"))
    shares = [
        fact for fact in part(evidence, "Against similar accounts").facts if fact.metric == "active_licensed_share"
    ]
    assert [(fact.subject["compared"], fact.display) for fact in shares] == [
        ("its own", "20.0 %"),
        ("median of similar accounts", "60.0 %"),
        ("difference", "-40.0 points"),
    ]
    assert shares[1].inputs["similar_accounts"] == 3
    assert "similar accounts: paying SMB accounts with ARR from half to twice its own" in evidence.assumptions


def test_the_nearest_peers_are_named() -> None:
    named = part(review_adoption(company(), ReviewAdoption(account="us")), "Nearest in ARR")
    assert list(dict.fromkeys(fact.subject["account"] for fact in named.facts)) == ["p1", "p2", "p3"]


def test_a_company_without_use_is_told_what_to_import() -> None:
    bare = context({"accounts": [account("us")], "subscriptions": [line("us", 1200, "2024-01-01")]})
    with pytest.raises(NoData, match="usage events"):
        review_adoption(bare, ReviewAdoption(account="us"))


def test_breadth_is_known_where_only_the_data_says_how_many_features_there_are() -> None:
    board = {"feature": "board"}
    other = [{**event, **board, "usage_event_id": f"board-{number}"} for number, event in enumerate(uses("p1", 4))]
    events = [event for name, users in ACTIVE.items() for event in uses(name, users)]
    evidence = review_adoption(company(usage_events=[*events, *other]), ReviewAdoption(account="us"))
    breadth = next(fact for fact in evidence.facts if fact.metric == "breadth_share")
    assert breadth.display == "50.0 %"  # plan, of plan and board


def test_use_without_people_is_still_compared() -> None:
    named = (event for name, users in ACTIVE.items() for event in uses(name, users))
    anonymous: list[Row] = [{key: value for key, value in event.items() if key != "user_id"} for event in named]
    evidence = review_adoption(company(usage_events=anonymous), ReviewAdoption(account="us"))
    assert evidence.facts[0].undefined_because == "the data has no user id in its usage events"
    metrics = {fact.metric for fact in part(evidence, "Against similar accounts").facts}
    assert metrics == {"breadth_share", "features_used_recent", "error_share"}
