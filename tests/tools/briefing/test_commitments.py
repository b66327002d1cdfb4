from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.records import ago, record
from tools.briefing.commitments import Commitment, commitments_of
from tools.record.rows import Contact, Interaction


def talk(days_ago: int, notes: str = "", commitments: str = "") -> Interaction:
    return Interaction(f"I-{days_ago}", ago(days_ago), "C-1", "call", notes=notes, commitments=commitments)


def found(*talks: Interaction, **fields: Any) -> list[Commitment]:
    return list(commitments_of(record(interactions=talks, contacts=(Contact("C-1", "Ben Ash"),), **fields)))


def states(*talks: Interaction) -> list[tuple[str, str]]:
    return [(item.by, item.state) for item in found(*talks)]


def test_ours_and_theirs_are_told_apart_by_how_the_sentence_opens() -> None:
    promised = "We: send the plan by 20 Jul (Maya). They: name an owner by 22 Jul. Ben sends the list."
    assert states(talk(10, commitments=promised)) == [
        ("we", "open"),
        ("they", "open"),
        ("they", "open, no day named"),
    ]


def test_a_later_text_settles_a_promise() -> None:
    made = talk(30, commitments="We: send the rollout plan by 5 Jun.")
    (kept,) = found(made, talk(20, "All good. Done since last time: send the rollout plan."))
    assert (kept.state, kept.said_on) == ("kept", ago(20))
    (owed,) = found(made, talk(20, "Still owed by us: send the rollout plan."))
    assert (owed.state, owed.is_late) == ("still owed", True)


def test_a_text_before_the_promise_says_nothing_of_it() -> None:
    early = talk(40, "Done since last time: send the rollout plan.")
    assert states(early, talk(30, commitments="We: send the rollout plan by 5 Jun.")) == [("we", "overdue")]


def test_their_promise_past_its_day_is_not_called_broken() -> None:
    assert states(talk(30, commitments="They: confirm the budget by 10 Jun.")) == [
        ("they", "past its day, nothing said")
    ]


def test_on_the_day_it_is_due_a_promise_is_still_open() -> None:
    promised = f"We: call back by {(ago(0)).isoformat()}."
    (item,) = found(talk(5, commitments=promised))
    assert (item.state, item.due_on) == ("open", ago(0))
    (later,) = found(talk(5, commitments=promised), day=ago(0) + timedelta(1), newest_day=ago(0) + timedelta(1))
    assert later.state == "overdue"


def test_words_of_a_promise_are_the_datas_own_without_the_day_told_beside_them() -> None:
    (item,) = found(talk(5, commitments="We: send the guide by 1 Aug (Maya)."))
    assert item.words == "send the guide (Maya)"
    assert item.due_on is not None
    (several,) = found(talk(5, commitments="We: send the guide by 1 Aug or 3 Aug;"))
    assert several.words == "send the guide by 1 Aug or 3 Aug"
    (hostile,) = found(talk(5, commitments="We: send <b>it</b> https://example.org/x <!channel> by 2026-08-01"))
    assert hostile.words == "send it (link left out)"
