"""The same build over HTTP: signed deliveries to an ASGI server on this machine."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import uvicorn

from integrations.slack.app import asgi, build
from integrations.slack.asked import Asked
from integrations.slack.inbox import Inbox
from integrations.slack.state import open_state
from integrations.slack.wording import LOOKING
from tests.integrations.slack.conftest import World
from tests.integrations.slack.fake_slack import post_signed
from tools.errors import OutsideError


@asynccontextmanager
async def serving(world: World) -> AsyncIterator[str]:
    config = uvicorn.Config(asgi(build(world.deps())), port=0, log_level="warning")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await task


async def test_events_commands_and_clicks_work_over_http(world: World) -> None:
    async with serving(world) as url:
        mention = world.mention()
        assert await post_signed(f"{url}/slack/events", mention) == 200
        (seen,) = await world.slack.answered("G1", mention["event"]["ts"])
        assert await post_signed(f"{url}/slack/events", world.command(), "command") == 200
        await world.slack.until(lambda: [it for it in world.slack.whispers if it.text != LOOKING])
        click = world.click("show_math", seen.buttons["Show the math"])
        assert await post_signed(f"{url}/slack/events", click, "interactive") == 200
        await world.slack.until(lambda: [it for it in world.slack.whispers if "opening ARR" in it.text])
    assert len(world.assistant.asked) == 2


async def test_a_repeated_delivery_is_acknowledged_and_not_answered_again(world: World) -> None:
    async with serving(world) as url:
        dm = world.dm()
        assert [await post_signed(f"{url}/slack/events", dm) for _ in range(3)] == [200] * 3
        await world.slack.answered("D1")
    assert len(world.assistant.asked) == 1


async def test_a_wrong_signature_is_refused_before_anything_happens(world: World) -> None:
    async with serving(world) as url:
        assert await post_signed(f"{url}/slack/events", world.dm(), secret="wrong") == 401
        async with aiohttp.ClientSession() as session, session.post(f"{url}/slack/events", json=world.dm()) as bare:
            assert bare.status == 401
    assert (world.assistant.asked, world.slack.messages) == ([], {})


async def test_a_payload_that_cannot_be_read_is_acknowledged(world: World) -> None:
    async with serving(world) as url:
        odd: list[Any] = [[], "x", 7, {"event": []}, {"type": "event_callback", "event": "x"}]
        assert [await post_signed(f"{url}/slack/events", payload) for payload in odd] == [200] * len(odd)


async def test_slacks_check_of_the_address_is_answered(world: World) -> None:
    async with serving(world) as url:
        assert await post_signed(f"{url}/slack/events", {"type": "url_verification", "challenge": "abc"}) == 200


async def test_health_turns_bad_when_a_question_waits_too_long(world: World) -> None:
    async with serving(world) as url, aiohttp.ClientSession() as session:
        async with session.get(f"{url}/healthz") as fine:
            assert (fine.status, await fine.json()) == (200, {"ok": True})
        other = Inbox(open_state(world.state), world.clock)
        other.claim(Asked(team="T1", channel="D1", ts="1.1", user="U1", text="x", kind="dm"))
        world.clock.now += timedelta(minutes=3)
        async with session.get(f"{url}/healthz") as bad:
            assert bad.status == 503
        assert json.loads(await (await session.get(f"{url}/healthz")).text()) == {"ok": False}


def test_http_without_a_signing_secret_is_not_served(world: World) -> None:
    with pytest.raises(OutsideError, match="signing secret"):
        asgi(build(world.deps(signing_secret=None)))
