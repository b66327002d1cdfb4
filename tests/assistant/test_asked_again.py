"""'What changed since I last asked?' through the whole assistant without a language model, on a company of two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.agent import Agent
from assistant.answer import Answer
from assistant.conversation import Conversations
from assistant.models import ModelSettings, model_for
from assistant.question import Question
from tests.tools.briefing.company import COMPANY, tiny
from tools.company import Person
from tools.scope import scope_of

MAYA, LEE, SAM = "maya@tiny.example", "lee@tiny.example", "sam@tiny.example"
PEOPLE = COMPANY.model_copy(update={"people": (*COMPANY.people, Person(name="Sam New", email=SAM))})
EARLY, LATE = date(2024, 11, 30), date(2024, 12, 31)
Ask = Callable[..., Answer]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Asks anew each time, as after a restart: only the file remembers."""

    def one(text: str, user: str = LEE, as_of: date = LATE, thread: str | None = "t") -> Answer:
        conversations = Conversations(tmp_path / "conversations.sqlite")
        agent = Agent(model_for("planner", ModelSettings()), "planner", conversations)
        question = Question(id="q", text=text, user=user, thread=thread)
        asked_on = datetime(as_of.year, as_of.month, as_of.day, 9, tzinfo=UTC)
        return agent.answer(question, replace(tiny(), scope=scope_of(user, PEOPLE), as_of=as_of), asked_on)

    return one


def test_news_count_from_the_day_the_data_ended_when_the_asker_last_asked(ask: Ask) -> None:
    ask("How is acme doing?", as_of=EARLY)
    answer = ask("What changed since I last asked about acme?", thread="another")
    assert "you last asked about acme on 30 Nov 2024, when the data ended on 30 Nov 2024" in answer.answer
    assert {fact.period.start for fact in answer.facts if fact.metric == "tickets_opened" and fact.period} == {EARLY}


def test_who_asks_for_the_first_time_is_told_so_and_shown_thirty_days(ask: Ask) -> None:
    answer = ask("Anything new on acme since we last spoke about it?")
    assert "I remember no earlier question of yours about acme" in answer.answer
    assert next(fact.value for fact in answer.facts if fact.metric == "new_since") == "2024-12-01"


def test_what_somebody_else_asked_is_never_told(ask: Ask) -> None:
    ask("How is acme doing?", user=MAYA, as_of=EARLY)
    assert "no earlier question of yours" in ask("What changed at acme since I last asked?", user=LEE).answer


def test_an_account_that_may_no_longer_be_seen_stays_unseen(ask: Ask) -> None:
    ask("How is bolt doing?", user=LEE, as_of=EARLY)
    answer = ask("What changed at bolt since I last asked?", user=SAM)
    assert answer.outcome == "declined"
    assert not answer.facts


def test_the_same_data_holds_nothing_newer_and_earlier_days_are_offered(ask: Ask) -> None:
    ask("How is acme doing?", as_of=EARLY)
    ask("How is acme doing?")
    answer = ask("What's new at acme since last time?")
    assert answer.outcome == "declined"
    assert "there is nothing newer" in answer.answer
    assert [choice.label for choice in answer.choices] == [
        "What changed at acme since 30 Nov 2024?",
        "What changed at acme in the last 30 days?",
    ]


def test_without_an_account_those_of_the_conversation_are_meant(ask: Ask) -> None:
    ask("How is acme doing?", as_of=EARLY)
    ask("How is bolt doing?", as_of=EARLY)
    answer = ask("News since my last question?")
    assert [use.arguments["account"] for use in answer.tool_calls] == ["bolt", "acme"]


def test_in_a_new_conversation_the_account_is_asked_for(ask: Ask) -> None:
    assert ask("What's new since last time?").outcome == "clarify"


def test_a_refused_question_was_not_asked_about_the_account(ask: Ask) -> None:
    ask("Give acme a discount", as_of=EARLY)
    assert "no earlier question of yours" in ask("What changed at acme since I last asked?").answer


def test_a_question_outside_of_a_conversation_is_not_remembered(ask: Ask) -> None:
    ask("How is acme doing?", as_of=EARLY, thread=None)
    assert "no earlier question of yours" in ask("What changed at acme since I last asked?").answer


def test_the_change_of_health_can_be_asked_for_alike(ask: Ask) -> None:
    ask("How is acme doing?", as_of=EARLY)
    answer = ask("How has the health of acme changed since I last asked?")
    assert answer.tool_calls[0].arguments == {"account": "acme", "since": "last asked", "topic": "changes"}
    assert "you last asked about acme on 30 Nov 2024" in answer.answer
