"""Steward in Slack end to end: real Bolt over Socket Mode, a fake Slack, a fake assistant."""

from __future__ import annotations

from tests.integrations.slack.conftest import World


async def test_a_mention_is_answered_in_its_thread(world: World) -> None:
    async with world.steward():
        mention = world.mention("What was NRR?")
        await world.slack.deliver(mention)
        thread = mention["event"]["ts"]
        (seen,) = await world.slack.answered("G1", thread)
    assert seen.text.startswith("NRR was *108.3 %* in 2024.")
    assert "Show the math" in seen.buttons
    (question,) = world.assistant.asked
    assert (question.text, question.user, question.channel) == ("What was NRR?", "ana@acme.test", "private")
    assert question.thread == f"T1:G1:{thread}"


async def test_a_direct_message_is_answered_where_it_was_written(world: World) -> None:
    async with world.steward():
        await world.slack.deliver(world.dm())
        (seen,) = await world.slack.answered("D1")
    assert seen.text.startswith("NRR was *108.3 %*")
    assert world.assistant.asked[0].channel == "dm"
