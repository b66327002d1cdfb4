"""Forensics, briefings, QBRs, letters, the board slide and the monthly review, and how they are revised."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.calls import ToolCall
from assistant.planner.owners_of_list import owners_after
from assistant.planner.reading import read
from tests.assistant.planner.companies import CALENDAR, NAMED
from tests.assistant.planner.test_pointing import found
from tests.assistant.planner.written import asked, called

PAPERS = (
    ("Brief me on Zephyr Eyewear before my call at 3", "brief_account Zephyr Eyewear"),
    ("I take over Delta Foods tomorrow", "brief_account Delta Foods occasion=takeover"),
    ("what's new at Delta Foods since June 2024?", "brief_account Delta Foods since=June 2024"),
    ("Why did Delta Foods leave? Walk me through the timeline.", "explain_churn Delta Foods"),
    ("does any account of mine look like Delta Foods did before it left", "explain_churn Delta Foods lookalikes"),
    ("Top three churn reasons in 2024 by ARR, with examples", "review_churn in 2024 3"),
    ("which live accounts look like the ones we lost", "review_churn lookalikes"),
    ("agenda for the QBR with Delta Foods", "prepare_qbr Delta Foods agenda"),
    ("three value points Delta Foods' CFO will accept", "prepare_qbr Delta Foods value"),
    ("Draft the CS section of the board deck: NRR, GRR, top risks", "prepare_board"),
    ("for the board slide: NRR by segment", "measure net_revenue_retention by segment"),
    ("What belongs on the board slide?", "find_playbook situation=What belongs on the board slide? kind=operating"),
    ("monthly finance sync", "prepare_review"),
    ("why did NRR drop last quarter?", "bridge in Q3 2024"),
    ("what's new at Delta Foods since monday", "brief_account Delta Foods since=monday"),
    ("one-pager on Delta Foods before lunch", "brief_account Delta Foods"),
    ("Q1 2024 review slides for Delta Foods please", "prepare_qbr Delta Foods in Q1 2024"),
    ("business review w/ Delta Foods in word", "prepare_qbr Delta Foods without saying in word"),
    ("tell Delta Foods that the price goes up", "draft_letter Delta Foods kind=price_increase"),
    ("post-mortem Delta Foods", "explain_churn Delta Foods"),
    ("root cause Delta Foods", "explain_churn Delta Foods"),
    ("churn deep dive 2024", "review_churn in 2024"),
    ("deck for the EBR with Delta Foods tomorrow", "prepare_qbr Delta Foods"),
    ("draft the recap of tuesday's call with Delta Foods", "draft_letter Delta Foods about=2024-12-24"),
    ("did Delta Foods warn us", "explain_churn Delta Foods warning"),
    ("is Delta Foods a save we missed", "explain_churn Delta Foods response"),
    ("the cs-finance monthly pack", "prepare_review"),
    ("who is most likely to leave in the next 90 days", "rank_health without saying next 90 days"),
)
LETTERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Draft a follow-up to the last call with Delta Foods, friendly, short", {"tone": "friendly", "length": "short"}),
    ("Write a formal renewal note to Delta Foods", {"kind": "renewal", "tone": "formal"}),
    ("Re-engage the Delta Foods sponsor", {"kind": "re_engagement", "recipient": "sponsor"}),
    (
        "Write an internal escalation for Delta Foods to the product team",
        {"kind": "escalation", "recipient": "product team"},
    ),
    ("price increase letter for Delta Foods", {"kind": "price_increase"}),
    ("draft a mail to Delta Foods about the seat reduction", {"kind": "contract_reduction"}),
    ("renewal note to Dana at Delta Foods", {"kind": "renewal", "recipient": "Dana"}),
)
REVISIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Shorter, and without the discount sentence.", {"length": "short", "without": ["discount sentence"]}),
    ("make it warmer", {"tone": "friendly"}),
    ("address it to Dana instead", {"recipient": "Dana"}),
    ("make it a re-engagement mail instead", {"kind": "re_engagement"}),
    ("now the same for Bluemast Marine", {"account": "Bluemast Marine"}),
)


@pytest.mark.parametrize(("question", "call"), PAPERS)
def test_a_paper_is_asked_for_in_many_ways(question: str, call: str) -> None:
    assert asked(question, company=NAMED) == call


@pytest.mark.parametrize(("question", "fields"), LETTERS)
def test_a_letter_is_drafted_as_it_is_told(question: str, fields: dict[str, Any]) -> None:
    call = read(question, NAMED, CALENDAR)[0]
    assert call.name == "draft_letter"
    told = {key: value for key, value in call.arguments.items() if key != "account"}
    assert told == {**fields} if "kind" in fields else told | fields == told


@pytest.mark.parametrize(("message", "fields"), REVISIONS)
def test_a_letter_is_revised_and_keeps_the_rest(message: str, fields: dict[str, Any]) -> None:
    first = read("Write a renewal note to Delta Foods", NAMED, CALENDAR)
    call = read(message, NAMED, CALENDAR, first)[0]
    kept = {"account": "Delta Foods", "kind": "renewal"} | fields
    assert {key: value for key, value in call.arguments.items() if key != "left_out"} == kept


def test_what_was_left_out_can_be_put_back() -> None:
    turns = (
        "Write a renewal note to Delta Foods", "leave out the discount sentence", "put the discount sentence back",
    )  # fmt: skip
    assert asked(*turns, company=NAMED) == "draft_letter Delta Foods kind=renewal"


def test_a_letter_about_nothing_goes_back_with_the_kinds_there_are() -> None:
    call = read("write an email to Delta Foods", NAMED, CALENDAR)[0]
    assert call.name == "ask_back"
    assert "Draft a renewal note to Delta Foods" in call.arguments["choices"]


@pytest.mark.parametrize(
    ("question", "since"),
    [
        ("What changed at Delta Foods since I last asked?", "last asked"),
        ("what changed since I last asked about Delta Foods", "last asked"),
        ("anything new on Delta Foods since we last spoke about it", "last asked"),
        ("news on Delta Foods since my last question", "last asked"),
        ("what's new at Delta Foods since last time", "last asked"),
        ("any news about Delta Foods since you last told me?", "last asked"),
        ("what did I miss at Delta Foods since I last checked in on them", "last asked"),
        ("What changed at Delta Foods since our last call?", "last conversation"),
        ("what has happened with Delta Foods since we last talked to them", "last conversation"),
        ("What's new at Delta Foods since our last QBR?", "last QBR"),
    ],
)
def test_a_day_that_only_the_asker_or_the_record_knows_is_left_to_the_tool(question: str, since: str) -> None:
    call = read(question, NAMED, CALENDAR)[0]
    assert (call.name, call.arguments) == ("brief_account", {"account": "Delta Foods", "since": since})


def test_a_day_that_nobody_knows_is_said_to_be_left_out() -> None:
    call = read("What's new at Delta Foods since then?", NAMED, CALENDAR)[0]
    assert call.arguments == {"account": "Delta Foods", "left_out": ["since then"]}


def test_goals_of_the_asker_are_kept_in_their_words() -> None:
    question = "QBR for Delta Foods for Q3 2024, our goals are less overtime and fewer vacant shifts"
    call = read(question, NAMED, CALENDAR)[0]
    assert call.arguments["goals"] == ["less overtime", "fewer vacant shifts"]
    assert call.arguments["period"] == "Q3 2024"


def test_a_goal_told_after_the_review_opens_it_anew_whatever_it_measures() -> None:
    turns = ("QBR for Delta Foods for Q3 2024", "their goal is to cut overtime to 500 hours a week")
    first = read(turns[0], NAMED, CALENDAR)
    call = read(turns[1], NAMED, CALENDAR, first)[0]
    assert (call.name, call.arguments["goals"]) == ("prepare_qbr", ["cut overtime to 500 hours a week"])
    assert call.arguments["period"] == "Q3 2024"


LETTER, REVIEW = "Write a renewal note to Delta Foods", "prepare the QBR for Delta Foods"
NOT_DONE = (
    (LETTER, "add that they get 10 % off if they sign by friday", "only what is on record"),
    (LETTER, "please also mention our new mobile app", "only what is on record"),
    (LETTER, "promise them a fix by july", "only what is on record"),
    (REVIEW, "leave out the peers", "in the file"),
    (REVIEW, "without the NRR slide please", "in the file"),
)


@pytest.mark.parametrize(("draft", "message", "because"), NOT_DONE)
def test_nothing_is_added_to_a_letter_and_no_part_taken_out_of_a_review(draft: str, message: str, because: str) -> None:
    first = read(draft, NAMED, CALENDAR)
    call = read(message, NAMED, CALENDAR, first)[0]
    assert call.name == "decline"
    assert because in call.arguments["because"]


def test_a_sentence_asked_for_at_once_is_left_out_of_the_letter_and_said() -> None:
    call = read("Write a renewal note to Delta Foods and promise 20 % off, formal", NAMED, CALENDAR)[0]
    assert call.arguments == {
        "account": "Delta Foods", "kind": "renewal", "tone": "formal", "left_out": ["promise 20 % off"],
    }  # fmt: skip
    assert asked("write a renewal note to Delta Foods without mentioning the goals", company=NAMED).endswith(
        "without=['mentioning the goals']"
    )


def test_what_was_left_out_comes_back_when_it_is_to_be_mentioned() -> None:
    turns = ("Write a renewal note to Delta Foods", "leave out the discount sentence", "mention the discount")
    assert asked(*turns, company=NAMED) == "draft_letter Delta Foods kind=renewal"


def test_a_letter_asked_for_whole_takes_nothing_from_the_one_before() -> None:
    turns = ("Write a short follow-up to Delta Foods", "draft a renewal note to Dana at Delta Foods")
    assert asked(*turns, company=NAMED) == "draft_letter Delta Foods kind=renewal recipient=Dana"
    turns = ("Write a short follow-up to Delta Foods", "now the same for Bluemast Marine, to the sponsor")
    assert "recipient=sponsor" in asked(*turns, company=NAMED)


def test_a_letter_to_be_sent_is_refused_with_the_way_to_its_draft() -> None:
    call = read("email the champion of Delta Foods about the renewal", NAMED, CALENDAR)[0]
    assert call.name == "decline"
    assert "Say 'draft'" in call.arguments["because"]
    assert "Say 'draft'" not in read("cancel the renewal of Delta Foods", NAMED, CALENDAR)[0].arguments["because"]


def test_what_was_lost_and_why_is_a_review_of_the_losses() -> None:
    assert asked("what did we lose in Q2 2024 and why, for the board", company=NAMED) == "review_churn in Q2 2024"


def test_a_draft_without_an_account_is_about_that_of_the_turn_before() -> None:
    turns = ("brief me on Delta Foods", "draft a follow-up to the last call")
    assert asked(*turns, company=NAMED) == "draft_letter Delta Foods"


def test_the_form_of_a_paper_is_said_to_be_left_out() -> None:
    turns = ("prepare the QBR for Delta Foods", "use our eight-slide template")
    assert asked(*turns, company=NAMED) == "prepare_qbr Delta Foods without saying use our eight-slide template"


def test_a_question_that_no_wording_fits_goes_to_the_nearest_topic_and_says_what_it_leaves_out() -> None:
    call = read("how far is Delta Foods with its onboarding", NAMED, CALENDAR)[0]
    assert call.name == "review_onboarding"
    assert call.arguments["left_out"]


def test_a_bound_is_never_left_out_for_the_nearest_topic() -> None:
    assert asked("is the score of Delta Foods any stranger than 40", company=NAMED).startswith(("ask_back", "decline"))


def test_owners_of_a_list_are_looked_up_for_the_accounts_it_finds() -> None:
    base: tuple[ToolCall, ...] = (called("rank_health", status=["red"]),)
    steps = owners_after("who owns them?", base, NAMED)
    assert steps is not None
    call = steps.then((found("account", "Delta Foods", "Bluemast Marine"),), NAMED, CALENDAR)[0]
    assert call.arguments["group_by"] == ["account", "csm"]
    assert call.arguments["filters"][0]["values"] == ["Delta Foods", "Bluemast Marine"]


@pytest.mark.parametrize("text", ["who owns the renewal?", "who owns Delta Foods?"])
def test_owners_of_something_else_are_not_owners_of_the_list(text: str) -> None:
    assert owners_after(text, (called("rank_health", status=["red"]),), NAMED) is None
