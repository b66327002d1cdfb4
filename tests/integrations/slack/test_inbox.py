"""Each question is answered once: through repeats, in pairs of events, and when the process dies in the middle."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from integrations.slack.asked import Asked
from integrations.slack.inbox import Inbox, Waiting
from integrations.slack.state import open_state
from integrations.slack.wording import INTERRUPTED, LOOKING, MAYBE_SENT
from tests.integrations.slack.conftest import Clock, World
from tests.integrations.slack.fake_slack import BOT_USER

ASKED = Asked(team="T1", channel="D1", ts="1.1", user="U1", text="What was NRR?", kind="dm")


@pytest.fixture
def new_inbox(tmp_path: Path, clock: Clock) -> Callable[[], Inbox]:
    return lambda: Inbox(open_state(tmp_path), clock)


def test_a_question_is_claimed_once_by_whichever_worker_comes_first(new_inbox: Callable[[], Inbox]) -> None:
    one, other = new_inbox(), new_inbox()
    assert [one.claim(ASKED), one.claim(ASKED), other.claim(ASKED)] == [True, False, False]


def test_a_repeat_is_known_after_the_answer_and_forgotten_after_two_days(
    new_inbox: Callable[[], Inbox], clock: Clock
) -> None:
    inbox = new_inbox()
    inbox.claim(ASKED)
    inbox.finish(ASKED)
    clock.move(hours=47)
    inbox.forget()
    assert not inbox.claim(ASKED)
    clock.move(hours=2)
    inbox.forget()
    assert inbox.claim(ASKED)


def test_a_living_workers_questions_are_its_own(new_inbox: Callable[[], Inbox], clock: Clock) -> None:
    one, other = new_inbox(), new_inbox()
    one.claim(ASKED)
    clock.move(seconds=14)
    assert other.take_over() == []
    one.beat()
    clock.move(seconds=14)
    assert other.take_over() == []


def test_a_dead_workers_question_goes_to_exactly_one_other(new_inbox: Callable[[], Inbox], clock: Clock) -> None:
    dead, one, other = new_inbox(), new_inbox(), new_inbox()
    dead.claim(ASKED)
    dead.note(ASKED, "1.2")
    dead.sending(ASKED)
    clock.move(seconds=20)
    one.beat()
    assert one.take_over() == [Waiting(ASKED, tries=2, note="1.2", maybe_sent=True)]
    assert other.take_over() == []


def test_who_leaves_in_order_hands_over_at_once(new_inbox: Callable[[], Inbox]) -> None:
    one, other = new_inbox(), new_inbox()
    one.claim(ASKED)
    one.leave()
    assert [waiting.asked for waiting in other.take_over()] == [ASKED]


def test_after_fifteen_minutes_a_question_is_let_go(new_inbox: Callable[[], Inbox], clock: Clock) -> None:
    new_inbox().claim(ASKED)
    clock.move(minutes=16)
    assert new_inbox().take_over() == []


def test_a_finished_question_leaves_no_text_behind(new_inbox: Callable[[], Inbox], tmp_path: Path) -> None:
    inbox = new_inbox()
    inbox.claim(ASKED)
    inbox.finish(ASKED)
    assert open_state(tmp_path).execute("SELECT asked FROM inbox").fetchall() == [("",)]


async def test_a_repeated_event_is_answered_once(world: World) -> None:
    async with world.steward():
        dm = world.dm()
        for attempt in range(4):
            await world.slack.deliver(dm | {"event_id": f"Ev{attempt}"})
        await world.slack.answered("D1")
    assert len(world.assistant.asked) == 1


@pytest.mark.parametrize("mention_first", [True, False])
async def test_a_mention_that_also_arrives_as_a_message_is_one_question(world: World, mention_first: bool) -> None:
    mention = world.mention()
    event = mention["event"]
    message = world.event(**{**event, "type": "message", "channel_type": "group"})
    async with world.steward():
        for payload in (mention, message) if mention_first else (message, mention):
            await world.slack.deliver(payload)
        await world.slack.answered("G1", event["ts"])
    assert len(world.assistant.asked) == 1


async def test_where_mentions_only_arrive_as_messages_they_are_heard(world: World) -> None:
    ts = world.slack.stamp()
    async with world.steward():
        text = f"<@{BOT_USER}> What was NRR?"
        await world.slack.deliver(
            world.event(type="message", channel_type="group", channel="G1", user="U1", text=text, ts=ts)
        )
        await world.slack.answered("G1", ts)
    assert world.assistant.asked[0].text == "What was NRR?"


@asynccontextmanager
async def doomed(world: World, seconds: float) -> AsyncIterator[asyncio.subprocess.Process]:
    """Steward in another process, whose assistant takes `seconds`."""
    arguments = [world.slack.api, str(world.state), world.clock.now.isoformat(), str(seconds)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.integrations.slack.crash_worker", *arguments, cwd=Path(__file__).parents[3]
    )
    try:
        await world.slack.until(lambda: world.slack.sockets)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    world.clock.move(seconds=20)


def finals(world: World) -> list[str]:
    return [seen.text.split("\n")[0] for seen in world.slack.messages.values() if seen.text != LOOKING]


async def test_killed_while_answering_the_next_process_answers_in_the_same_place(world: World) -> None:
    async with doomed(world, seconds=60) as process:
        await world.slack.deliver(world.mention())
        await world.slack.until(lambda: world.slack.messages)
        while not open_state(world.state).execute("SELECT note FROM inbox").fetchone()[0]:
            await asyncio.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    async with world.steward():
        await world.slack.until(lambda: finals(world))
    assert finals(world) == ["NRR was *108.3 %* in 2024."]
    assert len(world.slack.messages) == 1


@pytest.mark.parametrize(("payload", "last_call"), [("mention", "chat.update"), ("dm", "chat.postMessage")])
async def test_killed_after_posting_nothing_is_said_twice(world: World, payload: str, last_call: str) -> None:
    async with doomed(world, seconds=0) as process:
        sent = world.mention() if payload == "mention" else world.dm(thread_ts="1699.1")

        def kill(method: str) -> None:
            if method == last_call and finals(world):
                process.kill()

        world.slack.before_response = kill
        await world.slack.deliver(sent)
        await world.slack.until(lambda: finals(world))
        await process.wait()
        world.slack.before_response = lambda _: None
    async with world.steward() as app:
        while app.desk.inbox.oldest():
            await asyncio.sleep(0.01)
    assert finals(world) == ["NRR was *108.3 %* in 2024."]


async def test_terminated_in_order_the_process_ends_well_and_hands_over(world: World) -> None:
    async with doomed(world, seconds=0.3) as process:
        await world.slack.deliver(world.mention())
        await world.slack.until(lambda: world.slack.messages)
        process.terminate()
        assert await process.wait() == 0
    assert finals(world) == ["NRR was *108.3 %* in 2024."]


async def recovered(world: World, waiting: Waiting) -> list[str]:
    async with world.steward() as app:
        app.desk.inbox.claim(waiting.asked)
        app.desk.turns.take(waiting)
        return [seen.text for seen in await world.slack.answered(waiting.asked.channel, waiting.asked.reply_thread)]


async def test_a_question_that_kills_every_worker_is_apologised_for(world: World) -> None:
    assert await recovered(world, Waiting(ASKED, tries=3)) == [INTERRUPTED]
    assert world.assistant.asked == []


async def test_where_nobody_can_tell_whether_the_answer_went_out_steward_says_so(world: World) -> None:
    mention = ASKED.model_copy(update={"kind": "mention", "channel": "G1"})
    assert await recovered(world, Waiting(mention, tries=2, maybe_sent=True)) == [MAYBE_SENT]
    assert world.assistant.asked == []
