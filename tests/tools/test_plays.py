"""Which plays apply: every part of a trigger by itself, the order, and the built-in plays on everyday accounts."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

import knowledge
from integrations.company_folder import read_documents
from knowledge.documents import Document, load_documents
from knowledge.library import Library
from knowledge.triggers import Signal
from tools.plays import applicable_plays, applies, why
from tools.signals.catalogue import SIGNALS

BUILT_IN = Path(knowledge.__file__).parent / "playbooks"
SAMPLE = Path(knowledge.__file__).parents[1] / "integrations" / "sample"


def play(name: str, priority: int = 50, **trigger: list[str]) -> Document:
    fields = {"kind": "playbook", "name": name, "title": name, "body": "Text.", "priority": priority}
    return Document.model_validate(fields | ({"trigger": trigger} if trigger else {}))


def library(*documents: Document) -> Library:
    return Library(Path("nowhere"), documents)


@pytest.mark.parametrize(
    ("trigger", "signals", "status", "expected"),
    [
        ({"all": ["licences_low", "renewal_near"]}, {"licences_low", "renewal_near", "promoter"}, "green", True),
        ({"all": ["licences_low", "renewal_near"]}, {"licences_low"}, "green", False),
        ({"any": ["nps_low", "csat_low"]}, {"csat_low"}, "red", True),
        ({"any": ["nps_low", "csat_low"]}, {"nps_drop"}, "red", False),
        ({"any": ["nps_low"], "none": ["escalation"]}, {"nps_low", "escalation"}, "red", False),
        ({"any": ["promoter"], "status": ["green"]}, {"promoter"}, "yellow", False),
        ({"status": ["red", "yellow"]}, set(), "yellow", True),
    ],
)
def test_each_part_of_a_trigger_has_its_say(
    trigger: dict[str, list[str]], signals: set[str], status: str, expected: bool
) -> None:
    assert applies(play("one", 50, **trigger), signals, status) is expected


def test_a_play_without_a_trigger_never_applies_by_itself() -> None:
    assert not applies(play("review"), {"renewal_near"}, "red")
    assert why(play("review"), {"renewal_near"}, "red") == ()


def test_the_reasons_are_the_signals_that_fired_and_the_status_asked_for() -> None:
    one = play("one", all=["renewal_near"], any=["nps_low", "csat_low"], status=["red", "yellow"])
    assert why(one, {"csat_low", "renewal_near", "promoter"}, "red") == ("renewal_near", "csat_low", "red")
    assert why(one, {"renewal_near"}, "red") == ()
    assert why(play("two", any=["nps_low"]), {"nps_low"}, "red") == ("nps_low",)


def test_the_weightiest_play_comes_first_and_of_equals_the_better_founded() -> None:
    known = library(
        play("light", 10, any=["escalation"]),
        play("b_plain", 60, any=["escalation"]),
        play("a_plain", 60, any=["escalation"]),
        play("founded", 60, all=["escalation", "nps_low"]),
        play("other", 99, any=["promoter"]),
    )
    ordered = [found.name for found in applicable_plays(known, {"escalation", "nps_low"}, "red")]
    assert ordered == ["founded", "a_plain", "b_plain", "light"]


@pytest.mark.parametrize(
    ("signals", "status", "first"),
    [
        ({"champion_left", "single_threaded", "usage_drop"}, "red", "champion_left"),
        ({"single_threaded"}, "green", "single_threaded"),
        ({"new_executive"}, "green", "new_stakeholder"),
        ({"usage_plateau"}, "green", "plateau"),
        ({"licences_near_limit", "usage_growth"}, "green", "natural_fit"),
        ({"usage_near_limit"}, "green", "natural_fit"),
        ({"breadth_growing"}, "green", "new_use_case"),
        ({"mentions_growth", "promoter"}, "green", "executive_expansion"),
        ({"promoter"}, "green", "advocacy_ask"),
        ({"licences_low", "renewal_near"}, "yellow", "right_size"),
        ({"licences_low", "breadth_narrow"}, "yellow", "never_adopted"),
        ({"onboarding_stalled"}, "yellow", "stalled_onboarding"),
        ({"onboarding_drift"}, "yellow", "drifting_onboarding"),
        ({"onboarding_premature"}, "green", "reopened_onboarding"),
        ({"missed_commitment", "tone_negative"}, "red", "honest_reset"),
        ({"escalation", "tickets_rising"}, "red", "escalation"),
        ({"mentions_leaving", "renewal_near"}, "red", "churn_risk_conversation"),
        ({"renewal_near", "usage_drop"}, "red", "executive_conversation"),
        ({"renewal_near"}, "green", "renewal_preparation"),
        ({"mentions_budget"}, "yellow", "vendor_cut"),
        (set(), "red", "red_account"),
        (set(), "yellow", "yellow_account"),
    ],
)
def test_the_built_in_plays_answer_the_usual_situations(signals: set[str], status: str, first: str) -> None:
    found = applicable_plays(library(*load_documents(BUILT_IN)), signals, status)
    assert found[0].name == first


def test_a_healthy_account_without_signals_needs_no_play() -> None:
    assert applicable_plays(library(*load_documents(BUILT_IN)), set(), "green") == ()


@pytest.mark.parametrize("trouble", ["escalation", "missed_commitment", "mentions_leaving"])
def test_trouble_silences_every_play_of_growth(trouble: str) -> None:
    signals = {"licences_near_limit", "breadth_growing", "mentions_growth", "promoter", trouble}
    names = {found.name for found in applicable_plays(library(*load_documents(BUILT_IN)), signals, "green")}
    assert names.isdisjoint({"natural_fit", "new_use_case", "executive_expansion", "advocacy_ask"})


def test_a_companys_own_play_takes_the_place_of_the_built_in_one_of_that_name() -> None:
    (found,) = applicable_plays(library(*read_documents(SAMPLE)), {"champion_left"}, "green")
    assert (found.name, found.source) == ("champion_left", "Lumen's own play")


def test_every_signal_that_is_found_may_set_off_a_play() -> None:
    assert set(SIGNALS) <= set(get_args(Signal))
