"""A week's work from rows to evidence. The day is 31 December 2024; use is flat and nobody talks unless said."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.documents import load_documents
from knowledge.library import Library
from tests.company import Row, account, context, day, line
from tests.house.test_import_graph import ROOT
from tools.account_requests import FindExpansion, ReviewBook
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence, Section
from tools.find_expansion import find_expansion
from tools.review_book import review_book

ARR = {"calm": 9000, "burning": 1000, "smouldering": 20000, "growing": 5000}
PLAYS = load_documents(ROOT / "knowledge" / "playbooks")


def weekly(name: str, user_count: int) -> list[Row]:
    """One use a week by each user through 2024."""
    return [
        {
            "usage_event_id": f"U-{name}-{week}-{user}",
            "account_id": f"A-{name}",
            "user_id": f"{name}-{user}",
            "feature": f"f{user}",
            "used_on": date(2024, 1, 3) + timedelta(weeks=week),
            "uses": 1,
            "errors": 0,
        }
        for week in range(51)
        for user in range(user_count)
    ]


def renewal(name: str, due: str) -> Row:
    return {"renewal_id": f"R-{name}", "account_id": f"A-{name}", "due_on": day(due), "arr": ARR[name]}


def talk(name: str, on: str, notes: str) -> Row:
    return {"interaction_id": f"I-{name}", "account_id": f"A-{name}", "happened_on": day(on), "notes": notes}


def company() -> Context:
    left = {"contact_id": "C-1", "account_id": "A-burning", "name": "Ada Reyes", "role": "champion"}
    ticket = {"ticket_id": "T-1", "account_id": "A-burning", "is_escalated": True}
    asked = context(
        {
            "accounts": [account(name, csm="Maya") for name in ARR],
            "subscriptions": [line(name, arr, "2023-03-01", seats=12) for name, arr in ARR.items()],
            "usage_events": [event for name in ARR for event in weekly(name, 8)],
            "contacts": [left | {"joined_on": day("2023-03-01"), "left_on": day("2024-12-10")}],
            "tickets": [ticket | {"opened_on": day("2024-12-20"), "closed_at": None}],
            "renewals": [renewal("burning", "2025-01-05"), renewal("smouldering", "2025-01-02")],
            "interactions": [talk("growing", "2024-12-01", "They want more seats for two new teams.")],
            "opportunities": [
                {"opportunity_id": "P-1", "account_id": "A-calm", "created_on": day("2024-12-01"), "arr": 900}
            ],
        }
    )
    return Context(asked.warehouse, asked.scope, asked.company, Library.open(Path("unused"), PLAYS), asked.as_of)


def part(evidence: Evidence, title: str) -> Section:
    return next(section for section in evidence.sections if section.title == title)


def accounts(section: Section) -> list[str]:
    return list(dict.fromkeys(fact.subject["account"] for fact in section.facts))


def test_the_most_urgent_account_comes_first_however_small() -> None:
    evidence = review_book(company(), ReviewBook())
    assert accounts(part(evidence, "This week"))[0] == "burning"
    assert "calm" not in accounts(part(evidence, "This week"))


def test_each_account_has_dated_reasons_and_a_step_with_a_day() -> None:
    evidence = review_book(company(), ReviewBook())
    reasons = {fact.metric: fact.value for fact in part(evidence, "Why").facts if fact.subject["account"] == "burning"}
    assert reasons["champion_left"] == "2024-12-10"
    assert reasons["escalation"] == "2024-12-20"
    assert len(reasons) <= 3
    row = {fact.metric: fact for fact in part(evidence, "This week").facts if fact.subject["account"] == "burning"}
    due = date(2024, 12, 31) + timedelta(int(str(row["next_step_due"].inputs["within_days"])))
    assert row["next_step_due"].value == due.isoformat()
    assert row["next_step"].value in {play.title for play in PLAYS}
    assert row["renewal_due"].value == "2025-01-05"


def test_growth_is_a_kind_of_its_own() -> None:
    evidence = review_book(company(), ReviewBook())
    assert accounts(part(evidence, "Ready to grow")) == ["growing"]


def test_who_is_ready_to_grow_in_the_book_is_ready_by_the_rule_of_expansion() -> None:
    asked = company()
    ready = find_expansion(asked, FindExpansion())
    assert accounts(part(ready, "Ready to grow")) == accounts(part(review_book(asked, ReviewBook()), "Ready to grow"))


def test_the_limit_caps_the_week_and_the_rest_is_counted() -> None:
    evidence = review_book(company(), ReviewBook(limit=1))
    assert accounts(part(evidence, "This week")) == ["burning"]
    in_need = next(fact.value for fact in evidence.facts if fact.metric == "accounts_in_need")
    assert part(evidence, "This week").more == int(str(in_need)) - 1


def test_the_rule_is_said() -> None:
    said = review_book(company(), ReviewBook()).assumptions
    assert any(words.startswith("points: red 40, yellow 20") and len(words) < 200 for words in said)


def test_an_empty_book_is_declined() -> None:
    bare = context({"accounts": [account("a")], "subscriptions": [line("a", 100, "2023-01-01", "2023-06-01")]})
    with pytest.raises(NoData, match="no paying account"):
        review_book(bare, ReviewBook())
