from __future__ import annotations

from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from assistant.planner.chat_model import Planner, calls_before
from tests.assistant.planner.companies import CALENDAR, NUMBERED
from tests.assistant.planner.written import called, written
from tools.evidence import Evidence

PLANNER = Planner(vocabulary=NUMBERED, calendar=CALENDAR)


def turn(question: str, name: str, /, **arguments: object) -> list[HumanMessage | AIMessage | ToolMessage]:
    call = {"name": name, "args": arguments, "id": "1", "type": "tool_call"}
    return [
        HumanMessage(question),
        AIMessage("", tool_calls=[call]),
        ToolMessage("(answered earlier)", tool_call_id="1"),
        AIMessage("(answered earlier)"),
    ]


def test_a_question_becomes_tool_calls() -> None:
    reply = PLANNER.invoke([HumanMessage("NRR in Q3 2024?")])
    assert isinstance(reply, AIMessage)
    assert [(call["name"], call["args"]) for call in reply.tool_calls] == [
        ("measure_metric", {"metric": "net_revenue_retention", "period": "Q3 2024"})
    ]


def test_a_follow_up_knows_the_turn_before_from_the_history() -> None:
    past = turn("NRR in Q3 2024?", "measure_metric", metric="net_revenue_retention", period="Q3 2024")
    reply = PLANNER.invoke([*past, HumanMessage("and for Germany?")])
    assert isinstance(reply, AIMessage)
    assert reply.tool_calls[0]["args"]["filters"] == [{"dimension": "country", "values": ["DE"]}]
    assert reply.tool_calls[0]["args"]["period"] == "Q3 2024"


def test_a_turn_that_was_declined_is_passed_over() -> None:
    past = [
        *turn("ARR in the UK", "measure_metric", metric="arr"),
        *turn("weather?", "decline", reason="out_of_scope", because="It is none of ours."),
    ]
    assert written(calls_before(past)) == written([called("measure_metric", metric="arr")])


def test_a_question_back_is_passed_over_unless_it_offers_choices() -> None:
    first = turn("ARR in the UK", "measure_metric", metric="arr")
    lost = [*first, *turn("snorkel", "ask_back", question="What do you mean?")]
    offered = [*first, *turn("growth?", "ask_back", question="Which?", choices=["ARR growth", "MRR growth"])]
    assert [call.name for call in calls_before(lost)] == ["measure_metric"]
    assert [call.name for call in calls_before(offered)] == ["ask_back"]


def test_a_tool_nobody_knows_any_more_is_passed_over() -> None:
    assert calls_before(turn("old", "forgotten_tool", metric="arr")) == ()


def test_evidence_becomes_prose_and_no_further_call() -> None:
    evidence = Evidence(shape="message", outcome="declined", reason="no_data", message="The data ends on 31 Dec 2024.")
    asked = HumanMessage("ARR in 2026?")
    call = {"name": "measure_metric", "args": {"metric": "arr"}, "id": "1", "type": "tool_call"}
    found = ToolMessage("declined", tool_call_id="1", artifact=evidence.model_dump())
    reply = PLANNER.invoke([asked, AIMessage("", tool_calls=[call]), found])
    assert isinstance(reply, AIMessage)
    assert not reply.tool_calls
    assert "The data ends on 31 Dec 2024." in reply.text
