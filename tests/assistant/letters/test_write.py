from __future__ import annotations

from assistant.prose.write import write
from tests.assistant.letters.drafts import FULL, KINDS, evidence
from tests.records import account


def test_the_answer_holds_the_draft_and_then_what_the_sender_should_know() -> None:
    found = evidence("price_increase")
    text = write((found,))
    assert text.startswith("**Price increase letter: Acme**, to Ben Katz, Procurement Manager (the buyer).")
    assert "**Subject:** " in text
    letter, notes = text.split("**Before sending**")
    assert "Fill in before sending: " in notes
    assert "An escalation has been open since 10 Jun 2026" in notes
    assert "for a person to read, complete and send" in notes
    assert "escalation" not in letter.partition("Subject")[2]


def test_a_recipient_not_found_is_said_at_once() -> None:
    text = write((evidence("renewal", FULL | {"contacts": ()}),))
    assert text.startswith("**Renewal note: Acme**, recipient not known: no contact is on record.")


def test_an_unmet_wish_is_answered() -> None:
    assert "Nothing in the draft speaks of “discount”" in write((evidence("renewal", without=("discount",)),))


def test_an_escalation_is_marked_as_internal() -> None:
    assert "Internal: it holds health" in write((evidence("escalation"),))


def test_an_account_with_a_name_of_hundreds_of_letters_is_named_by_its_beginning() -> None:
    long = account(name="L" + "ong" * 132, csm="maya@tiny.example")
    for kind in KINDS:
        text = write((evidence(kind, FULL | {"account": long}),))
        assert "Longong" in text
        assert max(map(len, text.split())) <= 85, kind
