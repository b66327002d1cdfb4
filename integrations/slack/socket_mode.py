"""Serving over Socket Mode: no public address, several connections, each replaced when it dies."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import suppress

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from integrations.slack.app import UNHANDLED, SlackApp
from integrations.slack.gate import Refused, refusals
from tools.errors import OutsideError

log = logging.getLogger(__name__)

PING_SECONDS = 5.0
WATCH_SECONDS = 5.0
ACKNOWLEDGED = BoltResponse(status=200, body="")


async def run_socket(app: SlackApp, app_token: str, *, connections: int = 2) -> None:
    """Serve until terminated or cancelled; with two connections a refresh of one delays nothing."""
    stop = asyncio.Event()
    with suppress(NotImplementedError, ValueError, RuntimeError):  # not on every system, nor outside the main thread
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with app.desk.open():
        sockets = [await _connect(app.bolt, app_token) for _ in range(connections)]
        try:
            await _watch(app.bolt, app_token, sockets, stop)
        finally:
            for socket in sockets:
                await socket.close()  # type: ignore[no-untyped-call]


async def _connect(bolt: AsyncApp, app_token: str) -> SocketModeClient:
    """A connected socket on a fresh address; raises OutsideError when Slack refuses the app token."""
    try:
        with refusals():
            opened = await bolt.client.apps_connections_open(app_token=app_token)
    except Refused as refused:
        raise OutsideError(
            f"Slack refused the app token ({refused.code}): create one with connections:write and set it."
        ) from refused
    socket = SocketModeClient(app_token, web_client=bolt.client, ping_interval=PING_SECONDS)

    async def receive(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        await send_async_response(client, request, await _response(bolt, request), 0.0)

    socket.socket_mode_request_listeners.append(receive)
    socket.wss_uri = opened["url"]
    await socket.connect()  # type: ignore[no-untyped-call]
    return socket


async def _response(bolt: AsyncApp, request: SocketModeRequest) -> BoltResponse:
    """Bolt's answer; whatever is in a payload, Slack gets its acknowledgement."""
    try:
        response = await run_async_bolt_app(bolt, request)
    except Exception as error:  # noqa: BLE001 - a payload that Bolt cannot read would come back again and again
        log.warning("A payload could not be read: %s", type(error).__name__)
        return ACKNOWLEDGED
    return ACKNOWLEDGED if response.status in UNHANDLED else response


async def _watch(bolt: AsyncApp, app_token: str, sockets: list[SocketModeClient], stop: asyncio.Event) -> None:
    """Replace a socket found dead twice in a row: the SDK would retry a spent address for ever."""
    suspects: set[SocketModeClient] = set()
    while not stop.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), WATCH_SECONDS)
        dead = {socket for socket in sockets if not await socket.is_connected()}
        for socket in dead & suspects:
            with suppress(OutsideError):
                sockets[sockets.index(socket)] = await _connect(bolt, app_token)
                await socket.close()  # type: ignore[no-untyped-call]
                log.warning("A dead Slack connection was replaced")
        suspects = dead
