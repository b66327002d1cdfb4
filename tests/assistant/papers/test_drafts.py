"""A turn that asked for a paper brings it: worded or not, with other answers beside it, and never for a part of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import BaseModel

from assistant.agent import Agent
from assistant.conversation import Conversations
from assistant.models import ModelSettings, writer_for
from assistant.papers.drafts import draft_of
from assistant.question import Question
from tests.assistant.papers.drafted import evidence, goal, named
from tests.assistant.parts import section
from tests.assistant.scripted import ARR, ScriptedModel, agent, calls, context, says
from tools.catalogue import TOOLS
from tools.context import Context
from tools.evidence import Evidence
from tools.tool import Tool

NOW = datetime(2025, 1, 1, tzinfo=UTC)
QUESTION = Question(id="q1", text="brief me on Acme")
BRIEF = ("brief_account", {"account": "Acme"})
FOUND = evidence(
    named("goals", "lines", *goal()), named("to_say", "lines", *goal("Plan the year")), named("timeline", "lines")
)


def brief_account(_context: Context, _request: BaseModel) -> Evidence:
    return FOUND


@pytest.fixture(autouse=True)
def _fixed_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TOOLS, "brief_account", Tool(TOOLS["brief_account"].request, brief_account))


def answered(model: ScriptedModel, writer: ScriptedModel | None = None) -> Any:
    one = Agent(
        lambda _context: model,
        "scripted",
        Conversations(":memory:"),
        writer_for=(lambda _context: writer) if writer else None,
    )
    return one.answer(QUESTION, context(), NOW)


def test_a_draft_ends_the_turn_and_the_paper_travels_beside_the_answer() -> None:
    model = ScriptedModel(replies=[calls(BRIEF), says("My own words.")])
    answer = answered(model)
    assert len(model.seen) == 1
    assert answer.answer.startswith("**Acme: briefing**\n\n_As of 30 Jun 2026_\n\n**Where they stand**")
    assert [paper.kind for paper in answer.papers] == ["briefing"]
    assert (answer.outcome, answer.ungrounded_numbers, answer.files) == ("answered", (), ())
    assert "papers" not in answer.model_dump()
    assert "papers" not in answer.model_dump_json()


def test_words_of_the_question_that_were_not_used_are_told_the_asker_and_not_in_the_paper() -> None:
    answer = answered(ScriptedModel(replies=[calls(("brief_account", {"account": "Acme", "left_out": ["in verse"]}))]))
    assert answer.answer.endswith("_Not taken into account: 'in verse'._")
    assert not [text for text in answer.papers[0].assumptions if "verse" in text]


def test_another_answer_of_the_turn_stands_beside_the_draft() -> None:
    answer = answered(ScriptedModel(replies=[calls(BRIEF, ARR)]))
    assert answer.answer.startswith("**Acme: briefing**")
    assert "$3,600" in answer.answer.split("\n\n")[-1]
    assert len(answer.papers) == 1


def test_a_question_about_one_part_is_answered_as_any_other() -> None:
    part = ("brief_account", {"account": "Acme", "topic": "goals"})
    answer = answered(ScriptedModel(replies=[calls(part), says("It is 75 now, 52 aimed at.")]))
    assert answer.answer == "It is 75 now, 52 aimed at."
    assert answer.papers == ()


def test_a_language_model_words_the_draft_and_cannot_change_it() -> None:
    def worded(text: str) -> str:
        writer = ScriptedModel(replies=[calls(("Sentences", {"sentences": [text]}))])
        return str(answered(ScriptedModel(replies=[calls(BRIEF)]), writer).answer)

    said = "**Acme** stands at a health score of **32.5** of 100, which is **red**, as of 30 Jun 2026."
    assert said in worded(said)
    assert "31.5" not in worded(said.replace("32.5", "31.5"))


def test_a_model_that_has_failed_is_not_asked_to_word_the_draft() -> None:
    writer = ScriptedModel(replies=[says("never")])
    answer = answered(ScriptedModel(replies=[RuntimeError("down")]), writer)
    assert writer.seen == []
    assert answer.outcome in ("answered", "declined", "clarify")


@pytest.mark.parametrize(("spec", "words"), [("planner", False), ("small:local", False), ("openai:any", True)])
def test_only_a_model_that_writes_freely_words_drafts(spec: str, words: bool) -> None:
    assert (writer_for(spec, ModelSettings(api_key="k")) is not None) == words


def test_only_whole_answers_of_these_tools_are_drafts() -> None:
    refusal = Evidence(shape="message", outcome="declined", message="no such account")
    assert draft_of("brief_account", {"account": "Acme"}, FOUND) is not None
    assert draft_of("brief_account", {"account": "Acme", "topic": "everything"}, FOUND) is not None
    assert draft_of("brief_account", {"account": "Acme", "topic": "goals"}, FOUND) is None
    assert draft_of("brief_account", {"account": "Acme"}, refusal) is None
    assert draft_of("measure_metric", {"metric": "arr"}, FOUND) is None


def test_an_account_that_has_not_left_makes_no_post_mortem() -> None:
    alive = evidence(section("signals", title="Open risks"))
    assert draft_of("explain_churn", {"account": "Acme"}, alive) is None
    assert draft_of("explain_churn", {"account": "Acme"}, FOUND) is not None


def test_the_usual_turn_of_the_scripted_agent_is_as_before() -> None:
    answer = agent(ScriptedModel(replies=[calls(ARR), says("ARR is $3,600.")])).answer(QUESTION, context(), NOW)
    assert (answer.answer, answer.papers) == ("ARR is $3,600.", ())
