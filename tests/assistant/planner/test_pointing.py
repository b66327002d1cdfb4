"""Questions about what another question finds are asked in two steps."""

from __future__ import annotations

from datetime import date

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from assistant.planner.chat_model import Planner
from assistant.planner.pointing import Steps, in_steps
from assistant.planner.reading import read
from tests.assistant.planner.companies import CALENDAR, NUMBERED
from tests.assistant.planner.written import written
from tools.evidence import Evidence
from tools.facts import Definition, Fact, Source


def found(dimension: str, *names: str) -> Evidence:
    facts = tuple(
        Fact(
            metric="arr",
            label="ARR",
            value=1,
            unit="money",
            subject={dimension: name},
            as_of=date(2024, 12, 31),
            definition=Definition(name="arr", version=1, formula="-"),
            source=Source(tables=("subscriptions",), rows=1, query="-"),
        )
        for name in names
    )
    return Evidence(shape="ranking", title="-", facts=facts)


def steps(*questions: str) -> Steps | None:
    calls = read(questions[0], NUMBERED, CALENDAR) if len(questions) > 1 else ()
    return in_steps(questions[-1], NUMBERED, CALENDAR, calls)


def second(evidence: Evidence, *questions: str) -> str:
    """The calls of the second step, once the first has found this."""
    taken = steps(*questions)
    assert taken is not None
    return written(taken.then((evidence,), NUMBERED, CALENDAR))


FEATURES = found("feature", "feature_3", "feature_9")
ACCOUNTS = found("account", "Company_7", "Company_8", "Company_9")
THIRD = "Which feature came third by uses in 2023?"
TOP = "top 3 accounts by ARR"

POINTING = (
    (FEATURES, (THIRD, "That feature's errors in 2023?"), "measure usage_errors in 2023 where feature is feature_3"),
    (FEATURES, (THIRD, "errors of that feature"), "measure usage_errors where feature is feature_3"),
    (ACCOUNTS, (TOP, "which industry is the first one in"), "describe_account Company_7 its industry"),
    (ACCOUNTS, (TOP, "tickets of the second one in 2024"), "measure tickets in 2024 where account is Company_8"),
    (ACCOUNTS, ("which plan is our largest customer on",), "describe_account Company_7 its plan"),
    (
        ACCOUNTS,
        ("how many tickets did our biggest account open in 2024",),
        "measure tickets in 2024 where account is Company_7",
    ),
    (
        ACCOUNTS,
        ("What is our ARR today without our three largest customers?",),
        "measure arr in 2024-12-31 where account is not Company_7 or Company_8 or Company_9",
    ),
    (
        found("industry", "FinTech"),
        ("Which industry has the highest ARR and how many tickets did it file in 2024?",),
        "measure tickets in 2024 where industry is FinTech",
    ),
    (
        ACCOUNTS,
        ("Who are the top 3 accounts by tickets in 2024 and what is their ARR?",),
        "measure arr where account is Company_7 or Company_8 or Company_9 by account",
    ),
)


@pytest.mark.parametrize(("evidence", "questions", "calls"), POINTING)
def test_the_second_step_names_what_the_first_found(evidence: Evidence, questions: tuple[str, ...], calls: str) -> None:
    assert second(evidence, *questions) == calls


@pytest.mark.parametrize(
    "questions",
    [
        ("who is our biggest customer",),
        ("what does our biggest customer pay",),
        ("Top account by ARR", "and the second one?"),
        ("ARR by industry", "what is their NRR"),
        ("What was NRR in 2024?", "and for that country?"),
        ("how many accounts do we have, and how many of them are in Germany?",),
        ("ARR without our forty largest accounts",),
    ],
)
def test_one_step_is_enough_where_nothing_points_at_a_row_that_is_found(questions: tuple[str, ...]) -> None:
    assert steps(*questions) is None


def test_a_row_that_was_not_found_is_not_asked_about() -> None:
    taken = steps(TOP, "tickets of the third one in 2024")
    assert taken is not None
    assert taken.then((found("account", "Company_7"),), NUMBERED, CALENDAR) == ()


def test_the_planner_looks_up_the_first_step_then_the_second_and_then_writes() -> None:
    planner = Planner(vocabulary=NUMBERED, calendar=CALENDAR)
    asked = [HumanMessage("which plan is our largest customer on")]
    first = planner.invoke(asked)
    assert [call["name"] for call in first.tool_calls] == ["measure_metric"]
    looked = [*asked, first, _result(first, ACCOUNTS)]
    then = planner.invoke(looked)
    assert [call["args"] for call in then.tool_calls] == [{"account": "Company_7", "attribute": "plan"}]
    last = planner.invoke([*looked, then, _result(then, ACCOUNTS)])
    assert not last.tool_calls
    assert last.text


def _result(reply: AIMessage, evidence: Evidence) -> ToolMessage:
    return ToolMessage("-", tool_call_id=str(reply.tool_calls[0]["id"]), artifact=evidence)
