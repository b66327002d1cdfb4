"""What is made of a small model's choice: no model is asked here, the choices are written by the tests."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.small.composing import Choice
from assistant.small.guard import guarded, settled
from assistant.small.heard import Call, Heard, hear
from tests.assistant.test_small_model import shop
from tools.catalogue import TOOLS

SHOP = shop()


def heard(text: str) -> Heard:
    return hear(text, SHOP.vocabulary, SHOP.calendar, ())


def choice(tool: str, **given: Any) -> Choice:
    return Choice({"name": tool, "parameters": TOOLS[tool].request.model_json_schema()}, given)


def called(text: str, *choices: Choice) -> list[tuple[str, dict[str, Any]]]:
    return [(call.name, call.arguments) for call in guarded(choices, heard(text))]


def asked_back(text: str, *choices: Choice) -> str:
    ((name, arguments),) = called(text, *choices)
    assert name == "ask_back"
    return str(arguments["question"])


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("What is the median ARR per renewal?", "'median'"),
        ("What is our ARR without Acme and without the largest 2?", "'without'"),
        ("How many tickets got 5 in 2024?", "'5'"),
    ],
)
def test_a_word_that_no_call_accounts_for_becomes_a_question_back(text: str, unsaid: str) -> None:
    metric = "tickets" if "tickets" in text else "arr"
    assert unsaid in asked_back(text, choice("measure_metric", metric=metric))


def test_a_share_is_measured_as_a_share_even_when_the_model_chose_the_amount() -> None:
    ((name, arguments),) = called("What share of ARR is Retail?", choice("measure_metric", metric="arr"))
    assert (name, arguments["as_share"]) == ("measure_metric", True)
    assert arguments["filters"] == [{"dimension": "industry", "values": ["Retail"]}]


def test_a_call_that_says_less_than_another_is_dropped() -> None:
    text = "Which accounts had more than 2 tickets in 2024?"
    found = called(text, choice("list_accounts", sort_by="tickets"), choice("measure_metric", metric="tickets"))
    ((name, arguments),) = found
    assert name == "list_accounts"
    assert arguments["conditions"] == [{"metric": "tickets", "comparison": "above", "amount": 2.0}]


@pytest.mark.parametrize("tool", ["measure_metric", "trend_metric", "bridge_arr"])
def test_a_choice_that_does_not_fit_gives_way_to_what_code_reads_alone(tool: str) -> None:
    given = {} if tool == "bridge_arr" else {"metric": "arr"}
    ((name, arguments),) = called("Who has more ARR, Retail or Energy?", choice(tool, **given))
    assert (name, arguments["dimension"], arguments["values"]) == ("compare_metric", "industry", ["Retail", "Energy"])


def test_a_metric_that_no_word_names_is_confirmed_before_it_is_measured() -> None:
    ((name, arguments),) = called("How much juice did we lose in 2024?", choice("measure_metric", metric="churned_arr"))
    assert (name, arguments["question"]) == ("ask_back", "Do you mean Churned ARR?")
    assert arguments["choices"][0] == "Churned ARR 2024"


def test_a_list_needs_no_metric_to_be_named() -> None:
    ((name, _),) = called("List the Retail accounts", choice("list_accounts", sort_by="tickets"))
    assert name == "list_accounts"


def test_a_word_that_only_the_model_can_read_does_not_stop_its_choice() -> None:
    text = "How many tickets gather dust these days?"
    assert heard(text).unread
    ((name, arguments),) = called(text, choice("measure_metric", metric="open_tickets"))
    assert (name, arguments["metric"]) == ("measure_metric", "open_tickets")


@pytest.mark.parametrize("text", ["whats hooli paying us", "arr of Hooli", "how many tickets hooli"])
def test_a_word_that_is_no_english_is_taken_for_a_name_that_nobody_has(text: str) -> None:
    (call,) = settled(heard(text))
    assert call.name in ("decline", "ask_back")
    assert "hooli" in str(call.arguments).casefold()


def test_a_definition_or_a_refusal_need_not_repeat_the_question() -> None:
    assert called("Is dust a good thing?", choice("decline", reason="out_of_scope"))[0][0] == "decline"
    assert called("Why does dust gather?", choice("define_term", terms=["dust"]))[0][0] == "define_term"


def test_a_situation_is_looked_up_in_the_words_of_the_question() -> None:
    text = "Our sponsor at a big account just quit, how do I handle that?"
    ((name, arguments),) = called(text, choice("find_playbook", kind="playbook"))
    assert (name, arguments) == ("find_playbook", {"kind": "playbook", "situation": text})


def test_the_turn_before_counts_for_what_code_reads_alone() -> None:
    before = Call("measure_metric", {"metric": "arr", "period": "2023-12-31"})
    leaning = heard("And what share is Retail?")
    calls = guarded((choice("measure_concentration"),), Heard(leaning.text, leaning.slots, (before,)))
    assert all(call.name == "ask_back" or call.arguments["metric"] == "arr" for call in calls)
