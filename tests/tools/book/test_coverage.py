"""How the accounts of CSMs compare with the usual bands, and who was not spoken to. The day is 31 December 2024."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import account, context, day, line
from tools.account_requests import ReviewBook
from tools.book.coverage import BANDS, Band
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence, Section
from tools.review_book import review_book


def company() -> Context:
    owned = {"a": "Maya", "b": "Maya", "c": "Tom", "d": None}
    talks = {"a": "2024-12-01", "b": "2024-10-01", "c": "2024-12-30"}
    return context(
        {
            "accounts": [account(name, csm=csm, segment="Mid-Market") for name, csm in owned.items()],
            "subscriptions": [line(name, 1000, "2024-01-01") for name in owned],
            "interactions": [
                {"interaction_id": f"I-{name}", "account_id": f"A-{name}", "happened_on": day(on)}
                for name, on in talks.items()
            ],
        }
    )


def part(evidence: Evidence, title: str) -> Section:
    return next(section for section in evidence.sections if section.title == title)


@pytest.mark.parametrize(
    ("band", "count", "verdict"),
    [
        (Band(5, 15), 4, "below the band"),
        (Band(5, 15), 5, "within the band"),
        (Band(5, 15), 16, "above the band"),
        (Band(500, None), 9999, "within the band"),
    ],
)
def test_a_count_is_below_within_or_above_its_band(band: Band, count: int, verdict: str) -> None:
    assert band.verdict(count) == verdict


def test_the_usual_bands_are_those_of_the_field() -> None:
    named = {name: (BANDS[name].least, BANDS[name].most) for name in ("enterprise", "mid market", "smb", "tech touch")}
    assert named == {"enterprise": (5, 15), "mid market": (20, 50), "smb": (75, 200), "tech touch": (500, None)}


def test_accounts_and_arr_are_told_by_csm_with_load_and_share_covered() -> None:
    facts = part(review_book(company(), ReviewBook(topic="coverage")), "By CSM").facts
    rows = [(fact.subject["csm"], fact.metric, fact.value) for fact in facts]
    assert rows[:4] == [
        ("Maya", "csm_accounts", 2),
        ("Maya", "csm_arr", 2000),
        ("Maya", "csm_load", Decimal("0.04")),  # 2 of 50
        ("Maya", "share_covered", Decimal("0.5")),
    ]
    assert {fact.subject["csm"] for fact in facts} == {"Maya", "Tom"}


def test_the_head_divides_the_accounts_that_name_a_csm() -> None:
    evidence = review_book(company(), ReviewBook(topic="coverage"))
    values = {fact.metric: fact.value for fact in evidence.facts[: evidence.headline]}
    assert values == {"accounts_per_csm": Decimal("1.5"), "arr_per_csm": 1500, "share_covered": Decimal("0.5")}


def test_accounts_without_contact_are_listed_those_never_spoken_to_included() -> None:
    silent = part(review_book(company(), ReviewBook(topic="coverage")), "No contact in 45 days")
    days = {fact.subject["account"]: fact.value for fact in silent.facts if fact.unit == "days"}
    assert days == {"b": 91, "d": 365}


def test_one_csms_coverage_counts_only_that_book() -> None:
    evidence = review_book(company(), ReviewBook(csm="Tom", topic="coverage"))
    assert evidence.facts[0].value == 1


def test_accounts_without_a_csm_column_have_no_coverage() -> None:
    bare = context({"accounts": [account("a")], "subscriptions": [line("a", 100, "2024-01-01")]})
    with pytest.raises(NoData, match="csm"):
        review_book(bare, ReviewBook(topic="coverage"))
