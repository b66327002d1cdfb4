"""Steward in Slack end to end: real Bolt over Socket Mode, a fake Slack, a fake assistant."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.question import Question
from integrations.slack import socket_mode
from integrations.slack.app import build
from integrations.slack.socket_mode import run_socket
from integrations.slack.wording import FAILED, HELP, LOOKING, STRANGER, TOO_SLOW
from tests.integrations.slack.answers import answer
from tests.integrations.slack.conftest import World
from tests.integrations.slack.fake_slack import BOT_USER
from tools.errors import OutsideError, UnknownName


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


async def test_work_is_shown_at_once_and_the_placeholder_becomes_the_answer(world: World) -> None:
    async with world.steward():
        await world.slack.deliver(world.mention())
        await world.slack.until(lambda: world.slack.named("chat.update"))
    assert [args["text"] for args in world.slack.named("chat.postMessage")] == [LOOKING]
    assert len(world.slack.messages) == 1


async def test_a_direct_message_is_answered_where_it_was_written(world: World) -> None:
    async with world.steward():
        await world.slack.deliver(world.dm())
        (seen,) = await world.slack.answered("D1")
    assert seen.text.startswith("NRR was *108.3 %*")
    assert world.assistant.asked[0].channel == "dm"


async def test_a_mention_inside_a_thread_continues_that_thread(world: World) -> None:
    async with world.steward():
        first = world.mention("What was NRR?")
        thread = first["event"]["ts"]
        await world.slack.deliver(first)
        await world.slack.answered("G1", thread)
        await world.slack.deliver(world.mention("and for EMEA?", thread_ts=thread))
        await world.slack.answered("G1", thread, count=2)
    assert [question.thread for question in world.assistant.asked] == [f"T1:G1:{thread}"] * 2


async def test_a_reply_in_a_direct_message_thread_needs_no_mention(world: World) -> None:
    async with world.steward():
        await world.slack.deliver(world.dm("and for EMEA?", thread_ts="1699.1"))
        await world.slack.answered("D1", "1699.1")
    assert world.assistant.asked[0].thread == "T1:D1:1699.1"


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message", "channel_type": "group", "channel": "G1", "text": "no mention here"},
        {"type": "message", "channel_type": "im", "channel": "D1", "text": "x", "subtype": "message_changed"},
        {"type": "message", "channel_type": "im", "channel": "D1", "text": "x", "hidden": True},
        {"type": "message", "channel_type": "im", "channel": "D1", "text": "x", "edited": {"user": "U1"}},
        {"type": "message", "channel_type": "im", "channel": "D1", "text": "x", "subtype": "channel_join"},
        {"type": "message", "channel_type": "im", "channel": "D1", "text": "x", "bot_id": "B7"},
        {"type": "message", "channel_type": "im", "channel": "D1", "text": "x", "user": BOT_USER},
        {"type": "message", "channel_type": "im", "channel": "D1", "text": "x", "user": "USLACKBOT"},
        {"type": "app_mention", "channel": "G1", "text": f"<@{BOT_USER}> x", "bot_id": "B7"},
        {"type": "member_joined_channel", "channel": "G1"},
    ],
    ids=lambda event: f"{event.get('subtype') or event['type']}-{list(event)[-1]}",
)
async def test_what_nobody_asked_is_acknowledged_and_left_alone(world: World, event: dict[str, Any]) -> None:
    async with world.steward():
        await world.slack.deliver(world.event(**{"user": "U1", "ts": world.slack.stamp(), **event}))
        await world.slack.deliver(world.dm("a real question"))
        await world.slack.answered("D1")
    assert [question.text for question in world.assistant.asked] == ["a real question"]
    assert len(world.slack.messages) == 1


async def test_a_thread_reply_also_sent_to_the_channel_counts_once(world: World) -> None:
    async with world.steward():
        reply = world.dm("and for EMEA?", thread_ts="1699.1", subtype="thread_broadcast")
        await world.slack.deliver(reply)
        await world.slack.deliver(reply)
        await world.slack.answered("D1", "1699.1")
    assert len(world.assistant.asked) == 1


async def test_an_event_for_another_workspace_is_dropped(world: World) -> None:
    async with world.steward():
        await world.slack.deliver(world.dm() | {"team_id": "T9", "authorizations": [{"team_id": "T9"}]})
        await world.slack.deliver(world.dm("mine"))
        await world.slack.answered("D1")
    assert [question.text for question in world.assistant.asked] == ["mine"]


async def test_the_assistant_pane_opens_with_prompts_and_shows_a_status(world: World) -> None:
    pane = {"user_id": "U1", "channel_id": "D1", "thread_ts": "1699.1", "context": {"channel_id": "C9"}}
    async with world.steward():
        opened = world.event(type="assistant_thread_started", assistant_thread=pane)
        await world.slack.deliver(opened)
        await world.slack.until(lambda: world.slack.named("assistant.threads.setSuggestedPrompts"))
        await world.slack.deliver(opened)
        await world.slack.deliver(world.event(type="assistant_thread_context_changed", assistant_thread=pane))
        await world.slack.deliver(world.dm(thread_ts="1699.1"))
        greeting, reply = await world.slack.answered("D1", "1699.1", count=2)
    assert len(world.slack.named("assistant.threads.setSuggestedPrompts")[0]["prompts"]) == 4
    assert world.slack.named("assistant.threads.setStatus")[0]["thread_ts"] == "1699.1"
    assert (greeting.text[:5], reply.text[:3]) == ("Hello", "NRR")


async def test_without_status_lines_a_placeholder_is_posted_and_the_method_is_not_asked_again(world: World) -> None:
    world.slack.unknown_methods = {"assistant.threads.setStatus"}
    async with world.steward():
        for thread in ("1699.1", "1699.2"):
            await world.slack.deliver(world.dm(thread_ts=thread))
            await world.slack.answered("D1", thread)
    assert len(world.slack.named("assistant.threads.setStatus")) == 1
    assert len(world.slack.named("chat.update")) == 2


async def test_a_workspace_answering_404_to_unknown_methods_is_served_too(world: World) -> None:
    world.slack.next_answers = {"assistant.threads.setStatus": [(404, {}, "not found")]}
    async with world.steward():
        await world.slack.deliver(world.dm(thread_ts="1699.1"))
        (seen,) = await world.slack.answered("D1", "1699.1")
    assert seen.text.startswith("NRR")


async def test_a_command_is_answered_for_its_asker_alone(world: World) -> None:
    async with world.steward():
        await world.slack.deliver(world.command("What was NRR?"), "slash_commands")
        await world.slack.until(lambda: [it for it in world.slack.whispers if it.text != LOOKING])
    (seen,) = world.slack.whispers
    assert seen.text.startswith("NRR")
    assert "Show the math" in seen.buttons
    assert world.slack.messages == {}


async def test_an_empty_question_gets_examples_without_asking_the_assistant(world: World) -> None:
    async with world.steward():
        await world.slack.deliver(world.mention(""))
        (seen,) = await world.slack.until(lambda: list(world.slack.messages.values()))
    assert (seen.text, world.assistant.asked) == (HELP, [])


async def test_an_unknown_person_is_told_so_without_asking_the_assistant(world: World) -> None:
    async with world.steward():
        await world.slack.deliver(world.dm(user="U9"))
        (seen,) = await world.slack.answered("D1")
    assert (seen.text, world.assistant.asked) == (STRANGER, [])


async def test_a_failure_becomes_a_sentence_without_its_trace(world: World) -> None:
    def fail(_: Question) -> Answer:
        raise RuntimeError("secret detail of the warehouse")

    world.assistant.reply = fail
    async with world.steward():
        await world.slack.deliver(world.dm())
        (seen,) = await world.slack.answered("D1")
    assert seen.text.startswith(FAILED.split("{")[0])
    assert "secret" not in str(world.slack.calls)


@pytest.mark.parametrize("error", [UnknownName("No account is called Acne."), OutsideError("The data cannot be read.")])
async def test_an_error_meant_for_people_is_shown_as_it_is(world: World, error: Exception) -> None:
    def refuse(_: Question) -> Answer:
        raise error

    world.assistant.reply = refuse
    async with world.steward():
        await world.slack.deliver(world.dm())
        (seen,) = await world.slack.answered("D1")
    assert seen.text == str(error)


async def test_past_the_deadline_the_person_is_told(world: World) -> None:
    release = threading.Event()

    def dawdle(_: Question) -> Answer:
        release.wait(5)
        return answer()

    world.assistant.reply = dawdle
    async with world.steward(deadline=0.1):
        await world.slack.deliver(world.dm())
        (seen,) = await world.slack.answered("D1")
        release.set()
    assert seen.text == TOO_SLOW


async def test_questions_of_one_thread_are_answered_in_order(world: World) -> None:
    first_may_end = threading.Event()

    def reply(question: Question) -> Answer:
        if question.text == "first":
            first_may_end.wait(5)
        return answer(question.text, facts=())

    world.assistant.reply = reply
    async with world.steward():
        for text in ("first", "second", "third"):
            await world.slack.deliver(world.mention(text, thread_ts="1699.1"))
        await world.slack.deliver(world.dm("elsewhere"))
        await world.slack.answered("D1")
        assert len(world.assistant.asked) == 2
        first_may_end.set()
        await world.slack.answered("G1", "1699.1", count=3)
    assert [question.text for question in world.assistant.asked] == ["first", "elsewhere", "second", "third"]


async def test_a_refreshed_connection_loses_nothing(world: World) -> None:
    async with world.steward():
        before = list(world.slack.sockets)
        await world.slack.refresh_sockets()
        await world.slack.until(lambda: world.slack.sockets.keys() - set(before))
        await world.slack.deliver(world.dm())
        await world.slack.answered("D1")


async def test_a_broken_connection_is_replaced_on_a_fresh_address(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_mode, "WATCH_SECONDS", 0.05)
    async with world.steward():
        world.slack.next_answers["apps.connections.open"] = [(200, {}, {"ok": False, "error": "internal_error"})]
        world.slack.break_sockets()
        await world.slack.until(lambda: world.slack.sockets)
        await world.slack.deliver(world.dm())
        await world.slack.answered("D1")


@pytest.mark.parametrize(
    ("method", "word"), [("auth.test", "bot token"), ("apps.connections.open", "app token")], ids=str
)
async def test_a_refused_token_ends_the_start_with_advice(world: World, method: str, word: str) -> None:
    world.slack.next_answers[method] = [(200, {}, {"ok": False, "error": "invalid_auth"})]
    with pytest.raises(OutsideError, match=word):
        await asyncio.wait_for(run_socket(build(world.deps()), "xapp-test"), 5)
