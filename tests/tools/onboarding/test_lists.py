"""Onboardings in trouble from rows to evidence, with the play that answers them. The day is 31 December 2024."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from knowledge.documents import load_documents
from knowledge.library import Library
from tests.company import account, context, day, line
from tests.house.test_import_graph import ROOT
from tools.account_requests import ReviewOnboarding
from tools.review_onboarding import review_onboarding

PLAYS = load_documents(ROOT / "knowledge" / "playbooks")
STALLED = {"onboarding_id": "O-1", "account_id": "A-us", "signed_on": day("2024-10-01")}
STEP = {"last_step": "invited", "last_step_on": day("2024-11-01"), "first_value_on": None, "completed_on": None}


def test_a_list_of_stuck_onboardings_ends_with_the_steps_of_the_play() -> None:
    asked = context(
        {
            "accounts": [account("us")],
            "subscriptions": [line("us", 1200, "2024-10-01")],
            "onboardings": [STALLED | STEP],
        }
    )
    knowing = replace(asked, knowledge=Library.open(Path("unused"), PLAYS))
    evidence = review_onboarding(knowing, ReviewOnboarding(state="stalled"))
    plays = evidence.sections[-1]
    assert plays.title == "Plays"
    assert [passage.title for passage in plays.passages] == ["Stalled onboarding"]
    assert plays.passages[0].text.startswith("1. ")
