"""Under load Slack is answered at once, whatever the assistant is doing."""

from __future__ import annotations

import asyncio
import threading

from assistant.answer import Answer
from assistant.question import Question
from integrations.slack.wording import BUSY, LOOKING
from tests.integrations.slack.answers import answer
from tests.integrations.slack.conftest import World

QUESTIONS = 25


async def test_questions_and_clicks_are_acknowledged_while_every_thread_is_busy(world: World) -> None:
    release = threading.Event()

    def dawdle(_: Question) -> Answer:
        release.wait(20)
        return answer()

    world.assistant.reply = dawdle
    async with world.steward(workers=4):
        mentions = [world.mention(f"question {n}") for n in range(QUESTIONS)]
        await asyncio.gather(*(world.slack.deliver(mention) for mention in mentions))
        await world.slack.until(lambda: len(world.slack.messages) == QUESTIONS)
        assert {seen.text for seen in world.slack.messages.values()} == {LOOKING}
        clicks = [world.click("show_math", "nothing") for _ in range(20)]
        await asyncio.gather(*(world.slack.deliver(click, "interactive") for click in clicks))
        assert len(world.assistant.asked) == 4
        release.set()
        await world.slack.until(lambda: all(seen.text != LOOKING for seen in world.slack.messages.values()))
    assert len(world.assistant.asked) == QUESTIONS


async def test_who_never_gets_a_turn_is_told_that_it_is_busy(world: World) -> None:
    release = threading.Event()

    def dawdle(_: Question) -> Answer:
        release.wait(20)
        return answer()

    world.assistant.reply = dawdle
    async with world.steward(workers=1, deadline=0.2):
        await world.slack.deliver(world.mention("first", ts="1.1"))
        await world.slack.until(lambda: world.assistant.asked)
        await world.slack.deliver(world.mention("second", ts="1.2"))
        (seen,) = await world.slack.answered("G1", "1.2")
        release.set()
    assert seen.text == BUSY
