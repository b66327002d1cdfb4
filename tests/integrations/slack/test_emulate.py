"""Steward against a Slack that somebody else wrote: the npm package `emulate`, over signed HTTP.

It needs Node 22 and the package; name the folder that holds `node_modules` in STEWARD_EMULATE, or put `emulate` on
the path. It knows neither Socket Mode nor status lines nor clicks, which makes it a good test of falling back.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import uvicorn

from integrations.slack.app import asgi, build, web_client
from integrations.slack.wording import LOOKING, POINTER
from tests.integrations.slack.conftest import World

FOLDER = os.environ.get("STEWARD_EMULATE", "")  # noqa: TID251 - which tests run, not how Steward runs
SCRIPT = Path(__file__).with_name("emulate_slack.mjs")


def installation() -> tuple[str, Path] | None:
    """Node and the package's files, or None."""
    modules = Path(FOLDER) / "node_modules" if FOLDER else None
    if modules and (modules / "emulate").is_dir():
        own_node = modules / ".bin" / "node"
        return str(own_node if own_node.exists() else "node"), modules / "emulate" / "dist"
    command = shutil.which("emulate")
    return ("node", Path(command).resolve().parent) if command else None


FOUND = installation()
pytestmark = pytest.mark.skipif(
    FOUND is None, reason="SKIPPED LOUDLY: the npm package emulate is not here; set STEWARD_EMULATE to its folder"
)


@dataclass
class Emulated:
    """The emulated workspace as Ana uses it."""

    url: str
    ids: dict[str, str]

    async def call(self, method: str, token: str = "xoxp-ana", **arguments: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.post(f"{self.url}/api/{method}", data=arguments) as response,
        ):
            body: dict[str, Any] = await response.json()
        assert body["ok"], (method, body)
        return body

    async def final_reply(self, channel: str, ts: str) -> dict[str, Any]:
        """Steward's last word under or after a message."""
        while True:
            for method in ("conversations.replies", "conversations.history"):
                page = await self.call(method, channel=channel, ts=ts)
                for message in page["messages"]:
                    if message["user"] == self.ids["steward"] and message["text"] != LOOKING:
                        return dict(message)
            await asyncio.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def emulator(events_url: str) -> AsyncIterator[Emulated]:
    assert FOUND is not None
    node, dist = FOUND
    arguments = [str(SCRIPT), str(dist), str(free_port()), events_url]
    process = await asyncio.create_subprocess_exec(node, *arguments, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        url = (await asyncio.wait_for(process.stdout.readline(), 15)).decode().strip()
        emulated = Emulated(url.replace("localhost", "127.0.0.1"), {})
        users = await emulated.call("users.list")
        channels = await emulated.call("conversations.list")
        emulated.ids = {it["name"]: it["id"] for it in [*users["members"], *channels["channels"]]}
        yield emulated
    finally:
        process.kill()
        await process.communicate()


@asynccontextmanager
async def steward_in(world: World, **changes: Any) -> AsyncIterator[Emulated]:
    """Steward over HTTP in the emulated workspace."""
    port = free_port()
    async with emulator(f"http://127.0.0.1:{port}/slack/events") as emulated:
        people = {emulated.ids["ana"]: "ana@acme.test"}
        client = web_client("xoxb-steward", f"{emulated.url}/api/")
        app = build(world.deps(client=client, people=people, **changes))
        server = uvicorn.Server(uvicorn.Config(asgi(app), port=port, log_level="warning"))
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        yield emulated
        server.should_exit = True
        await serving


async def test_a_direct_message_is_answered_once(world: World) -> None:
    async with asyncio.timeout(20), steward_in(world) as emulated:
        sent = await emulated.call("chat.postMessage", channel=emulated.ids["steward"], text="What was NRR?")
        reply = await emulated.final_reply(sent["channel"], sent["ts"])
        history = await emulated.call("conversations.history", channel=sent["channel"])
    assert reply["text"].startswith("NRR was *108.3 %* in 2024.")
    assert [block["type"] for block in reply["blocks"]] == [
        "context",
        "section",
        "context",
        "actions",
        "context_actions",
    ]
    assert len(history["messages"]) == 2
    assert [(question.text, question.channel) for question in world.assistant.asked] == [("What was NRR?", "dm")]


async def test_in_a_public_channel_only_a_pointer_stands_for_everyone(world: World) -> None:
    async with asyncio.timeout(20), steward_in(world) as emulated:
        text = f"<@{emulated.ids['steward']}> What was NRR?"
        sent = await emulated.call("chat.postMessage", channel=emulated.ids["success"], text=text)
        reply = await emulated.final_reply(sent["channel"], sent["ts"])
    assert reply["text"] == POINTER
    assert "108.3" not in str(reply)
    assert world.assistant.asked[0].channel == "public"


async def test_where_the_company_allows_it_the_thread_gets_the_answer(world: World) -> None:
    async with asyncio.timeout(20), steward_in(world, public="post") as emulated:
        text = f"<@{emulated.ids['steward']}> What was NRR?"
        sent = await emulated.call("chat.postMessage", channel=emulated.ids["success"], text=text)
        reply = await emulated.final_reply(sent["channel"], sent["ts"])
    assert reply["text"].startswith("NRR was *108.3 %*")
    assert reply["thread_ts"] == sent["ts"]
