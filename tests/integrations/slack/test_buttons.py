"""Clicks: the working, choices and verdicts, for the asker alone where data is shown."""

from __future__ import annotations

import sqlite3

from integrations.slack.desk import SlackDeps
from integrations.slack.wording import CHOSEN, LOOKING, NOT_YOURS, SHARED, STRANGER, THANKS, TOO_OLD, WHAT_WAS_WRONG
from tests.integrations.slack.answers import answer, clarification
from tests.integrations.slack.conftest import PEOPLE, World
from tests.integrations.slack.fake_slack import Seen


async def answered(world: World) -> Seen:
    mention = world.mention()
    await world.slack.deliver(mention)
    (seen,) = await world.slack.answered("G1", mention["event"]["ts"])
    return seen


async def click(world: World, action: str, value: str, user: str = "U1") -> Seen:
    before = len(world.slack.whispers)
    await world.slack.deliver(world.click(action, value, user), "interactive")
    return (await world.slack.until(lambda: world.slack.whispers[before:]))[-1]  # type: ignore[no-any-return]


async def test_the_asker_sees_the_working_in_the_same_thread(world: World) -> None:
    async with world.steward():
        seen = await answered(world)
        working = await click(world, "show_math", seen.buttons["Show the math"])
    assert (working.only_for, working.thread) == ("U1", seen.thread)
    for part in ("net_revenue_retention", "version 1", "closing ARR of the accounts", "1,000,000", "42 rows"):
        assert part in working.text
    assert "SELECT sum(arr)" in str(working.blocks)


async def test_a_click_that_says_little_is_enough(world: World) -> None:
    async with world.steward():
        seen = await answered(world)
        bare = {"type": "block_actions", "user": {"id": "U1"}, "channel": {"id": "G1"}}
        action = {"type": "button", "action_id": "show_math", "value": seen.buttons["Show the math"]}
        await world.slack.deliver({**bare, "actions": [action]}, "interactive")
        (working,) = await world.slack.until(lambda: world.slack.whispers)
    assert working.thread == seen.thread


async def test_nobody_else_sees_it(world: World) -> None:
    async with world.steward():
        seen = await answered(world)
        refusal = await click(world, "show_math", seen.buttons["Show the math"], user="U2")
    assert (refusal.text, refusal.only_for) == (NOT_YOURS, "U2")


async def test_access_is_looked_up_again_on_every_click(world: World) -> None:
    people = dict(PEOPLE)
    async with world.steward(people=people):
        seen = await answered(world)
        value = seen.buttons["Show the math"]
        world.slack.people["U1"]["is_restricted"] = True
        world.clock.move(minutes=10)
        assert (await click(world, "show_math", value)).text == SHARED
        del people["U1"]
        assert (await click(world, "show_math", value)).text == STRANGER


async def test_after_thirty_days_the_working_is_gone(world: World) -> None:
    async with world.steward() as app:
        seen = await answered(world)
        world.clock.move(days=31)
        app.desk.tend()
        assert (await click(world, "show_math", seen.buttons["Show the math"])).text == TOO_OLD
    assert rows(app.desk.deps, "answers") == []


async def test_a_forged_button_value_opens_nothing(world: World) -> None:
    async with world.steward():
        assert (await click(world, "show_math", "T1:G1:1' OR '1'='1")).text == TOO_OLD
        await world.slack.deliver(world.click("choice_0", "nonsense|7"), "interactive")
        await world.slack.until(lambda: len(world.slack.whispers) == 2)
    assert world.assistant.asked == []


async def test_a_choice_asks_its_question_once_in_the_same_thread(world: World) -> None:
    world.assistant.reply = lambda asked: answer() if "of Acme" in asked.text else clarification()
    async with world.steward():
        seen = await answered(world)
        value = seen.buttons["Acme Retail"]
        await world.slack.deliver(world.click("choice_1", value), "interactive")
        await world.slack.answered("G1", seen.thread, count=2)
        assert (await click(world, "choice_1", value)).text == CHOSEN
    first, second = world.assistant.asked
    assert second.text == "NRR of Acme Retail"
    assert (second.thread, second.user) == (first.thread, first.user)


async def test_only_the_asker_may_choose(world: World) -> None:
    world.assistant.reply = clarification()
    async with world.steward():
        seen = await answered(world)
        assert (await click(world, "choice_0", seen.buttons["Acme Logistics"], user="U2")).text == NOT_YOURS
    assert len(world.assistant.asked) == 1


async def test_a_choice_under_a_command_is_answered_for_its_asker_alone(world: World) -> None:
    world.assistant.reply = lambda asked: answer() if "of Acme" in asked.text else clarification()
    async with world.steward():
        await world.slack.deliver(world.command(), "slash_commands")
        await world.slack.until(lambda: any(it.buttons for it in world.slack.whispers))
        value = world.slack.whispers[-1].buttons["Acme Retail"]
        await world.slack.deliver(world.click("choice_1", value), "interactive")
        await world.slack.until(lambda: any("108.3" in it.text for it in world.slack.whispers))
    assert world.slack.messages == {}


async def test_praise_is_kept_and_thanked_for(world: World) -> None:
    async with world.steward() as app:
        seen = await answered(world)
        assert (await click(world, "feedback", seen.buttons["Helpful"])).text == THANKS
    assert [row[3:] for row in rows(app.desk.deps, "feedback")] == [("good", "")]


async def test_a_complaint_is_kept_with_its_reason(world: World) -> None:
    async with world.steward() as app:
        seen = await answered(world)
        question = await click(world, "feedback", seen.buttons["Not right"])
        assert question.text == WHAT_WAS_WRONG
        assert (await click(world, "reason_scope", question.buttons["Wrong account or period"])).text == THANKS
    assert [row[3:] for row in rows(app.desk.deps, "feedback")] == [("bad", "scope")]


async def test_a_button_nobody_knows_is_acknowledged(world: World) -> None:
    async with world.steward():
        await world.slack.deliver(world.click("unheard_of", "x"), "interactive")
        await world.slack.deliver({"type": "block_actions", "actions": [{"action_id": "show_math"}]}, "interactive")
    assert [seen.text for seen in world.slack.messages.values() if seen.text == LOOKING] == []


def rows(deps: SlackDeps, table: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(deps.state / "slack.sqlite3") as state:
        return state.execute(f"SELECT * FROM {table}").fetchall()
