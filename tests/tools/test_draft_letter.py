"""The tool as it is called, over a tiny company whose rows can be read at a glance. Its data ends with 2024."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.company import account, context, day, line
from tools.catalogue import TOOLS
from tools.company import Company, Person
from tools.context import Context
from tools.evidence import Evidence

MAYA = Person(name="Maya Lind", email="maya@tiny.example", manager="elena@tiny.example")
ELENA = Person(name="Elena Marsh", email="elena@tiny.example", role="manager")
TINY = Company(name="Tiny", people=(MAYA, ELENA))


def talk(number: int, held: str, who: str, notes: str, commitments: str | None = None) -> dict[str, Any]:
    return {
        "interaction_id": f"I-{number}",
        "account_id": "A-Ada",
        "happened_on": day(held),
        "contact_id": who,
        "type": "call",
        "csm": "maya@tiny.example",
        "is_meaningful": True,
        "notes": notes,
        "commitments": commitments,
    }


def person(number: int, name: str, role: str, left: str | None = None) -> dict[str, Any]:
    row = {"contact_id": f"C-{number}", "account_id": "A-Ada", "name": name, "role": role, "title": "Lead"}
    return row | {"joined_on": day("2023-02-01"), "left_on": day(left) if left else None}


TABLES: dict[str, list[Any]] = {
    "accounts": [
        account("Ada", csm="maya@tiny.example", signup_date=day("2023-01-10")),
        account("Bob", csm="maya@tiny.example", signup_date=day("2023-01-10")),
    ],
    "subscriptions": [
        line("Ada", 1000, "2023-02-01", seats=10),
        line("Bob", 500, "2023-02-01", "2024-06-01"),
    ],
    "contacts": [person(1, "Cam Bell", "champion", "2024-12-10"), person(2, "Ben Katz", "buyer")],
    "interactions": [
        talk(1, "2024-11-05", "C-1", "Went through the plan.", "We: send the plan by 12 Nov (Maya)."),
        talk(
            2,
            "2024-12-20",
            "C-2",
            "Renewal raised. Done since last time: send the plan.",
            "They: reply by 8 Jan (Ben).",
        ),
    ],
    "renewals": [{"renewal_id": "R-1", "account_id": "A-Ada", "due_on": day("2025-02-01"), "arr": 1000}],
}


def drafted(known: Context | None = None, **asked: Any) -> Evidence:
    return TOOLS["draft_letter"].run(known or context(TABLES, TINY), {"account": "Ada"} | asked)


def head(evidence: Evidence) -> dict[str, Any]:
    return {fact.metric: fact.value for fact in evidence.facts[: evidence.headline]}


def steps(evidence: Evidence) -> list[tuple[str, Any]]:
    found = [fact for fact in evidence.facts if "step" in fact.inputs]
    return [(fact.metric, fact.inputs["step"]) for fact in found]


def test_a_follow_up_rests_on_the_last_conversation_and_its_person() -> None:
    evidence = drafted()
    assert evidence.shape == "letter"
    assert head(evidence) == {
        "letter_kind": "follow_up",
        "letter_recipient": "Ben Katz",
        "letter_sender": "Maya Lind",
        "letter_talk": "2024-12-20",
    }
    assert steps(evidence) == [("agreed_step", "reply"), ("kept_promise", "send the plan")]


def test_a_letter_of_a_past_day_sees_nothing_later() -> None:
    evidence = drafted(context(TABLES, TINY, as_of=day("2024-11-30")))
    assert head(evidence)["letter_recipient"] == "Cam Bell"
    assert steps(evidence) == [("agreed_step", "send the plan")]
    assert all(fact.as_of == day("2024-11-30") for fact in evidence.facts)
    assert "2024-12" not in evidence.model_dump_json()


def test_a_revision_is_the_same_call_with_other_words() -> None:
    first, second = drafted(), drafted(length="short", tone="formal", without=("the plan",))
    assert [fact.value for fact in first.facts] == [fact.value for fact in second.facts]
    assert second.facts[0].inputs == {"tone": "formal", "length": "short", "without": "the plan"}


def test_rows_whose_words_are_repeated_stand_beside_the_facts() -> None:
    refs = {passage.ref for passage in drafted().passages}
    assert refs == {"interactions/I-1", "interactions/I-2"}


@pytest.mark.parametrize("kind", ["renewal", "price_increase", "contract_reduction"])
def test_an_account_without_a_live_contract_has_no_terms_to_write_about(kind: str) -> None:
    evidence = drafted(account="Bob", kind=kind)
    assert (evidence.outcome, evidence.reason) == ("declined", "no_data")
    assert "no live paid contract" in evidence.message


def test_nothing_to_follow_up_on_is_said() -> None:
    assert "nothing to follow up on" in drafted(account="Bob").message


def test_a_company_without_interactions_is_told_what_to_import() -> None:
    known = context({name: TABLES[name] for name in ("accounts", "subscriptions")}, TINY)
    assert "interactions" in drafted(known).message
    renewal = drafted(known, kind="renewal")
    assert renewal.outcome == "answered"
    assert renewal.facts[1].undefined_because == "the data has no contacts"


def test_a_contact_who_left_is_asked_back() -> None:
    evidence = drafted(recipient="Cam")
    assert evidence.outcome == "clarify"
    assert "left on 10 Dec 2024" in evidence.message


def test_nobody_gets_a_letter_about_an_account_they_may_not_see() -> None:
    other = Person(name="Otto Ray", email="otto@tiny.example")
    company = TINY.model_copy(update={"people": (MAYA, ELENA, other)})
    known = context(TABLES, company, user="otto@tiny.example")
    assert drafted(known).outcome != "answered"
    assert drafted(replace(known, scope=context(TABLES, company).scope)).outcome == "answered"
