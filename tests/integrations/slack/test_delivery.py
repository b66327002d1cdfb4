"""Whatever Slack refuses, the person learns something; nothing is repeated for ever."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from integrations.slack import delivery
from integrations.slack.delivery import REMEDIES
from integrations.slack.state import open_state
from integrations.slack.wording import ELSEWHERE, INTERRUPTED, LOOKING
from tests.integrations.slack.answers import answer, nrr
from tests.integrations.slack.conftest import World


def refusal(error: str, times: int = 1) -> list[tuple[int, dict[str, str], Any]]:
    return [(200, {}, {"ok": False, "error": error})] * times


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "PAUSES", (0.0, 0.0))


async def final_texts(world: World, channel: str = "D1") -> list[str]:
    async with world.steward():
        await world.slack.deliver(world.dm())
        return [seen.text for seen in await world.slack.answered(channel)]


async def put_back(world: World) -> None:
    """Until a question waits for whoever tends the inbox."""
    while not open_state(world.state).execute("SELECT 1 FROM inbox WHERE worker = ''").fetchone():
        await asyncio.sleep(0.01)


async def test_refused_blocks_are_followed_by_plainer_blocks_with_the_same_buttons(world: World) -> None:
    world.assistant.reply = answer("By segment:", facts=(nrr("Enterprise"), nrr("SMB", "0.91")))
    world.slack.next_answers["chat.update"] = refusal("invalid_blocks")
    async with world.steward():
        await world.slack.deliver(world.dm())
        (seen,) = await world.slack.answered("D1")
    assert {block["type"] for block in seen.blocks} == {"section", "context", "actions"}
    assert list(seen.buttons) == ["Show the math", "Helpful", "Not right"]
    assert "Enterprise  108.3 %" in seen.blocks[2]["text"]["text"]


async def test_where_all_blocks_are_refused_the_text_is_posted(world: World) -> None:
    world.slack.next_answers["chat.update"] = refusal("invalid_blocks", 2)
    async with world.steward():
        await world.slack.deliver(world.dm())
        (seen,) = await world.slack.answered("D1")
    assert seen.blocks == []
    assert seen.text.startswith("NRR was *108.3 %* in 2024.")


@pytest.mark.parametrize("error", ["msg_blocks_too_long", "msg_too_long", "invalid_blocks_format", "something_new"])
async def test_a_message_refused_for_its_form_arrives_in_another(world: World, error: str) -> None:
    world.slack.next_answers["chat.update"] = refusal(error)
    (text,) = await final_texts(world)
    assert text.startswith("NRR")


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "is_archived", "restricted_action"])
async def test_where_steward_may_not_post_the_asker_is_told_directly_and_without_data(world: World, error: str) -> None:
    world.slack.next_answers["chat.postMessage"] = refusal(error, 2)
    assert await final_texts(world, "D-U1") == [ELSEWHERE]
    assert "108.3" not in str([seen.text for seen in world.slack.messages.values()])


@pytest.mark.parametrize("error", ["internal_error", "fatal_error", "service_unavailable"])
async def test_a_passing_error_of_slack_is_tried_again(world: World, error: str) -> None:
    world.slack.next_answers["chat.update"] = refusal(error, 2)
    (text,) = await final_texts(world)
    assert text.startswith("NRR")


async def test_a_vanished_placeholder_is_replaced_by_a_new_message(world: World) -> None:
    world.slack.next_answers["chat.update"] = refusal("message_not_found")
    (text,) = await final_texts(world)
    assert text.startswith("NRR")


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_with_a_dead_token_the_work_stops_after_one_try(world: World, error: str) -> None:
    world.slack.next_answers["chat.update"] = refusal(error, 5)
    async with world.steward() as app:
        await world.slack.deliver(world.dm())
        await world.slack.until(lambda: world.slack.named("chat.update"))
        await app.desk.turns.close(1)
    assert len(world.slack.named("chat.update")) == 1
    assert [seen.text for seen in world.slack.messages.values()] == [LOOKING]


async def test_a_rate_limit_is_waited_out_as_slack_asks(world: World) -> None:
    limited = (429, {"Retry-After": "0"}, {"ok": False, "error": "ratelimited"})
    world.slack.next_answers["chat.update"] = [limited]
    (text,) = await final_texts(world)
    assert text.startswith("NRR")


async def test_a_server_error_without_a_word_is_tried_again(world: World) -> None:
    world.slack.next_answers["chat.update"] = [(502, {}, "<html>bad gateway</html>")] * 2
    (text,) = await final_texts(world)
    assert text.startswith("NRR")


async def test_an_answer_that_slack_could_not_take_is_sent_when_it_can(world: World) -> None:
    world.slack.next_answers["chat.update"] = refusal("fatal_error", 3)
    async with world.steward() as app:
        await world.slack.deliver(world.dm())
        await put_back(world)
        app.desk.tend()
        (seen,) = await world.slack.answered("D1")
    assert seen.text.startswith("NRR")
    assert len(world.slack.messages) == 1


async def test_a_question_that_fails_again_and_again_ends_with_a_sentence(world: World) -> None:
    world.slack.next_answers["chat.update"] = refusal("fatal_error", 6)
    async with world.steward() as app:
        await world.slack.deliver(world.dm())
        for _ in range(2):
            await put_back(world)
            app.desk.tend()
        (seen,) = await world.slack.answered("D1")
    assert seen.text == INTERRUPTED


async def test_a_delivery_that_never_ends_is_put_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "DELIVERY_SECONDS", 0.1)
    world.slack.next_answers["chat.update"] = [(429, {"Retry-After": "30"}, {"ok": False, "error": "ratelimited"})]
    async with world.steward() as app:
        await world.slack.deliver(world.dm())
        await put_back(world)
        app.desk.tend()
        (seen,) = await world.slack.answered("D1")
    assert seen.text.startswith("NRR")


async def test_a_whisper_that_slack_refuses_becomes_a_direct_message(world: World) -> None:
    world.slack.next_answers["chat.postEphemeral"] = refusal("user_not_in_channel")
    async with world.steward():
        await world.slack.deliver(world.mention(channel="C1"))
        (seen,) = await world.slack.answered("D-U1")
    assert "108.3 %" in seen.text


def test_every_remedy_is_one_that_exists() -> None:
    assert set(REMEDIES.values()) == {"retry", "simplify", "post anew", "elsewhere", "stop"}
