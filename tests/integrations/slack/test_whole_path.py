"""Nothing faked but Slack: a person of the sample company asks, and the same answer as in the terminal is posted."""

from __future__ import annotations

import pytest

from integrations.app import App, build, question
from integrations.settings import Settings
from tests.integrations.slack.conftest import World


@pytest.fixture
def app() -> App:
    return build(Settings(), "sample", "planner")


@pytest.fixture
def people(app: App) -> dict[str, str]:
    """U1 is the company's finance partner: finance sees every account."""
    finance = next(person for person in app.published().company.people if person.role == "finance")
    return {"U1": finance.email}


async def test_a_question_in_slack_gets_the_number_it_gets_in_the_terminal(
    world: World, app: App, people: dict[str, str]
) -> None:
    expected = app.ask(question("what was grr in 2025")).facts[0].display
    async with world.steward(answer=app.ask, people=people):
        await world.slack.deliver(world.dm("what was grr in 2025"))
        (seen,) = await world.slack.answered("D1")
    assert f"GRR was *{expected}*" in seen.text


async def test_a_follow_up_in_the_thread_is_understood(world: World, app: App, people: dict[str, str]) -> None:
    async with world.steward(answer=app.ask, people=people):
        first = world.mention("what was grr in 2025")
        thread = first["event"]["ts"]
        await world.slack.deliver(first)
        await world.slack.answered("G1", thread)
        await world.slack.deliver(world.mention("and for EMEA?", thread_ts=thread))
        seen = await world.slack.answered("G1", thread, count=2)
    assert "EMEA" in seen[-1].text


async def test_the_working_shows_definition_inputs_and_query(world: World, app: App, people: dict[str, str]) -> None:
    async with world.steward(answer=app.ask, people=people):
        await world.slack.deliver(world.dm("what was grr in 2025"))
        (seen,) = await world.slack.answered("D1")
        click = world.click("show_math", seen.buttons["Show the math"])
        await world.slack.deliver(click, "interactive")
        (working,) = await world.slack.until(lambda: world.slack.whispers)
    assert "gross_revenue_retention" in working.text
    assert "opening" in working.text
    assert "SELECT" in str(working.blocks)
