from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from assistant.conversation import (
    ASKED_KEPT_DAYS,
    KEPT_DAYS,
    REMEMBERED,
    About,
    Conversations,
    PastCall,
    Turn,
    as_messages,
)
from tools.asked import Asked

NOW = datetime(2025, 1, 1, tzinfo=UTC)
NRR = Turn(question="NRR in 2024?", calls=(PastCall(name="measure_metric", arguments={"metric": "nrr"}),))


@pytest.fixture
def conversations() -> Conversations:
    return Conversations(":memory:")


def test_a_thread_is_remembered_in_order(conversations: Conversations) -> None:
    conversations.add("T1", "ana@x.io", NRR, NOW)
    conversations.add("T1", "ana@x.io", Turn(question="And GRR?"), NOW)

    assert conversations.turns("T1", "ana@x.io") == (NRR, Turn(question="And GRR?"))


def test_two_people_in_one_thread_do_not_share_a_memory(conversations: Conversations) -> None:
    conversations.add("T1", "ana@x.io", NRR, NOW)

    assert conversations.turns("T1", "ben@x.io") == ()


def test_without_a_thread_nothing_is_remembered(conversations: Conversations) -> None:
    conversations.add(None, "ana@x.io", NRR, NOW)

    assert conversations.turns(None, "ana@x.io") == ()


def test_a_long_thread_keeps_its_last_turns(conversations: Conversations) -> None:
    for number in range(200):
        conversations.add("T1", "ana@x.io", Turn(question=f"question {number}"), NOW)

    asked = [turn.question for turn in conversations.turns("T1", "ana@x.io")]
    assert asked == [f"question {number}" for number in range(200 - REMEMBERED, 200)]


def test_old_turns_are_dropped(conversations: Conversations) -> None:
    conversations.add("T1", "ana@x.io", NRR, NOW)
    conversations.add("T2", "ana@x.io", NRR, NOW + timedelta(days=KEPT_DAYS + 1))

    assert conversations.turns("T1", "ana@x.io") == ()


def test_two_questions_at_once_are_both_kept(tmp_path: Path) -> None:
    conversations = Conversations(tmp_path / "conversations.sqlite")
    writers = [
        Thread(target=conversations.add, args=("T1", "ana@x.io", Turn(question=str(number)), NOW))
        for number in range(6)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert {turn.question for turn in conversations.turns("T1", "ana@x.io")} == set("012345")


def about(until: date, *accounts: str, company: str = "Lumen") -> About:
    return About(company=company, data_until=until, accounts=accounts)


def test_the_newest_question_about_an_account_is_remembered_with_the_data_before(conversations: Conversations) -> None:
    conversations.note("ana@x.io", about(date(2024, 11, 30), "A-1", "A-2"), NOW)
    conversations.note("ana@x.io", about(date(2024, 12, 24), "A-1"), NOW + timedelta(days=1))
    conversations.note("ana@x.io", about(date(2024, 12, 24), "A-1"), NOW + timedelta(days=2))

    assert conversations.last_asked("ana@x.io", "A-1", "Lumen") == Asked(
        date(2025, 1, 3), date(2024, 12, 24), before=date(2024, 11, 30)
    )
    assert conversations.last_asked("ana@x.io", "A-2", "Lumen") == Asked(date(2025, 1, 1), date(2024, 11, 30))


def test_what_is_remembered_of_accounts_belongs_to_one_person_and_one_company(conversations: Conversations) -> None:
    conversations.note("ana@x.io", about(date(2024, 11, 30), "A-1"), NOW)

    assert conversations.last_asked("ben@x.io", "A-1", "Lumen") is None
    assert conversations.last_asked("ana@x.io", "A-1", "Other") is None


def test_after_a_year_it_is_forgotten_which_account_was_asked_about(conversations: Conversations) -> None:
    conversations.note("ana@x.io", about(date(2024, 11, 30), "A-1"), NOW)
    conversations.note("ana@x.io", about(date(2025, 12, 31)), NOW + timedelta(days=ASKED_KEPT_DAYS + 1))

    assert conversations.last_asked("ana@x.io", "A-1", "Lumen") is None


def test_history_pairs_each_call_with_a_result_that_holds_no_data() -> None:
    twice = Turn(
        question="NRR and GRR?", calls=(*NRR.calls, PastCall(name="measure_metric", arguments={"metric": "grr"}))
    )
    asked, called, *results, closed = as_messages([twice])

    assert isinstance(asked, HumanMessage)
    assert isinstance(called, AIMessage)
    assert [result.tool_call_id for result in results if isinstance(result, ToolMessage)] == [
        call["id"] for call in called.tool_calls
    ]
    assert {message.text for message in (*results, closed)} == {"(answered earlier)"}


def test_a_turn_that_called_nothing_leaves_no_orphan_result() -> None:
    assert [message.type for message in as_messages([Turn(question="Hello")])] == ["human", "ai"]
