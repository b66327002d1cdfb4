"""The built-in plays and operating knowledge: complete, consistent, and careful with what only delays a loss."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

from knowledge.documents import Document, load_documents
from knowledge.triggers import Signal
from tests.knowledge.conftest import BUILT_IN

PLAYS = {play.name: play for play in load_documents(BUILT_IN / "playbooks")}
OPERATING = {document.name: document for document in load_documents(BUILT_IN / "operating")}
ROLES = {"csm", "csm_lead", "cs_leader"}
WANTED_PLAYS = """
plateau single_threaded new_stakeholder stalled_onboarding honest_reset right_size executive_conversation natural_fit
new_use_case executive_expansion price_increase contract_reduction escalation churn_risk_conversation
executive_sponsorship advocacy_ask sales_to_cs_handover
"""
WANTED_OPERATING = """
touch_models coverage_ratios cs_charter renewal_ownership expansion_ownership reporting_lines tools_by_stage
journey_stages maturity_levels four_pillars board_slide cs_finance_sync health_responses digital_cs
"""
# Plays that try to keep an account from leaving or from paying less.
SAVES = """
champion_left honest_reset right_size executive_conversation price_objection price_increase contract_reduction
churn_risk_conversation red_account never_adopted expectation_gap outgrown vendor_cut
"""
DELAYS = re.compile(r"discount|promis|free (?:\w+ )?(?:service|hours|work|modules)|saying soon", re.IGNORECASE)


@pytest.mark.parametrize("play", PLAYS.values(), ids=PLAYS)
def test_a_play_says_who_when_how_what_for_and_what_not(play: Document) -> None:
    assert play.kind == "playbook"
    assert play.owner in ROLES
    assert play.within_days is not None
    assert 3 <= len(play.steps) <= 7
    assert play.success
    assert 2 <= len(play.avoid) <= 4
    assert len(play.questions) >= 4
    assert 20 <= len(play.body.split()) <= 90


@pytest.mark.parametrize("document", OPERATING.values(), ids=OPERATING)
def test_operating_knowledge_says_whose_it_is_and_answers_questions(document: Document) -> None:
    assert document.kind == "operating"
    assert document.owner
    assert len(document.questions) >= 3
    assert 40 <= len(document.body.split()) <= 160


def test_what_a_leader_of_the_field_looks_for_is_there() -> None:
    assert [name for name in WANTED_PLAYS.split() if name not in PLAYS] == []
    assert [name for name in WANTED_OPERATING.split() if name not in OPERATING] == []


@pytest.mark.parametrize("folder", ["playbooks", "operating"])
def test_a_file_is_named_after_its_document(folder: str) -> None:
    documents = load_documents(BUILT_IN / folder)
    assert sorted(path.stem for path in (BUILT_IN / folder).glob("*.md")) == sorted(each.name for each in documents)


def test_no_two_documents_of_a_kind_share_a_title() -> None:
    for documents in (PLAYS, OPERATING):
        assert [title for title, count in Counter(each.title for each in documents.values()).items() if count > 1] == []


def test_every_neighbour_of_a_play_is_another_play() -> None:
    wrong = [
        (play.name, name) for play in PLAYS.values() for name in play.related if name not in PLAYS.keys() - {play.name}
    ]
    assert wrong == []


def test_every_signal_has_a_say_in_some_play() -> None:
    triggers = [play.trigger for play in PLAYS.values() if play.trigger]
    heard = {signal for trigger in triggers for signal in (*trigger.all, *trigger.any, *trigger.none)}
    assert heard == set(get_args(Signal))


def test_a_signal_that_excludes_a_play_does_not_also_ask_for_it() -> None:
    for play in PLAYS.values():
        if play.trigger:
            assert not set(play.trigger.none) & {*play.trigger.all, *play.trigger.any}, play.name


def test_growth_is_never_proposed_to_an_account_that_is_not_green() -> None:
    for name in ("natural_fit", "new_use_case", "executive_expansion", "advocacy_ask"):
        trigger = PLAYS[name].trigger
        assert trigger is not None
        assert trigger.status == ("green",)
        assert {"escalation", "missed_commitment", "mentions_leaving"} <= set(trigger.none)


@pytest.mark.parametrize("name", SAVES.split())
def test_a_save_warns_of_what_only_delays_the_loss(name: str) -> None:
    assert any(DELAYS.search(thing) for thing in PLAYS[name].avoid)


def test_what_only_delays_a_loss_is_told_with_all_three_forms() -> None:
    body = OPERATING["delaying_saves"].body.casefold()
    assert all(form in body for form in ("desperate discount", "feature promise", "extra service"))


def test_the_bands_of_accounts_and_arr_per_csm_are_those_of_the_field() -> None:
    body = " ".join(OPERATING["coverage_ratios"].body.split())
    for band in ("5 to 15", "20 to 50", "75 to 200", "500 and more", "2 to 5 million"):
        assert band in body
