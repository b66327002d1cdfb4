"""Steward in Slack, built once, served over Socket Mode or HTTP."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from integrations.slack.desk import Desk, SlackDeps, open_desk
from integrations.slack.gate import Refused, refusals
from integrations.slack.listeners import listen
from tools.errors import OutsideError

log = logging.getLogger(__name__)

SLACK = "https://slack.com/api/"
CALL_SECONDS = 10
PING_SECONDS = 5.0
# A socket found dead twice in a row is replaced: the SDK retries a spent address for ever.
WATCH_SECONDS = 5.0


@dataclass(frozen=True)
class SlackApp:
    """Bolt with its listeners, and the desk they work at."""

    bolt: AsyncApp
    desk: Desk


def web_client(token: str | None, base_url: str = SLACK) -> AsyncWebClient:
    """A client with a time limit that waits out rate limits and retries lost connections and server errors."""
    return AsyncWebClient(
        token=token,
        base_url=base_url,
        timeout=CALL_SECONDS,
        retry_handlers=[
            AsyncConnectionErrorRetryHandler(max_retry_count=2),
            AsyncRateLimitErrorRetryHandler(max_retry_count=3),
            AsyncServerErrorRetryHandler(max_retry_count=2),
        ],
    )


def build(deps: SlackDeps) -> SlackApp:
    """The one build behind both transports."""
    desk = open_desk(deps)

    async def authorize() -> AuthorizeResult:
        me = await desk.me.get()
        return AuthorizeResult(
            enterprise_id=None, team_id=me.team, bot_user_id=me.user, bot_id=me.bot, bot_token=deps.client.token
        )

    bolt = AsyncApp(
        # Bolt's own client only opens sockets; everything Steward says goes through the gate's client.
        client=web_client(None, deps.client.base_url),
        signing_secret=deps.signing_secret or "",
        authorize=authorize,
    )
    listen(bolt, desk)
    return SlackApp(bolt, desk)


def asgi(app: SlackApp) -> Starlette:
    """POST /slack/events for Slack and GET /healthz for the operator; raises OutsideError without a signing secret."""
    if not app.desk.deps.signing_secret:
        raise OutsideError("HTTP mode needs the app's signing secret: copy it from the app's Basic Information page.")
    handler = AsyncSlackRequestHandler(app.bolt)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    async def health(_: Request) -> Response:
        is_healthy = app.desk.is_healthy()
        return JSONResponse({"ok": is_healthy}, status_code=200 if is_healthy else 503)

    @asynccontextmanager
    async def serving(_: Starlette) -> AsyncIterator[None]:
        async with app.desk.open():
            yield

    routes = [Route("/slack/events", events, methods=["POST"]), Route("/healthz", health)]
    return Starlette(routes=routes, lifespan=serving)


async def run_socket(app: SlackApp, app_token: str, *, connections: int = 2) -> None:
    """Serve over Socket Mode until cancelled or terminated; two connections, so that a refresh delays nothing."""
    task = asyncio.current_task()
    with suppress(NotImplementedError, ValueError, RuntimeError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel if task else lambda: None)
    async with app.desk.open():
        sockets = [await _connect(app.bolt, app_token) for _ in range(connections)]
        try:
            await _watch(app.bolt, app_token, sockets)
        finally:
            for socket in sockets:
                await socket.close_async()  # type: ignore[no-untyped-call]


async def _connect(bolt: AsyncApp, app_token: str) -> AsyncSocketModeHandler:
    """A connected socket on a fresh address; raises OutsideError when Slack refuses the app token."""
    try:
        with refusals():
            opened = await bolt.client.apps_connections_open(app_token=app_token)
    except Refused as refused:
        raise OutsideError(
            f"Slack refused the app token ({refused.code}): create one with connections:write and set it."
        ) from refused
    handler = AsyncSocketModeHandler(bolt, app_token, ping_interval=PING_SECONDS)
    handler.client.wss_uri = opened["url"]
    await handler.connect_async()  # type: ignore[no-untyped-call]
    return handler


async def _watch(bolt: AsyncApp, app_token: str, sockets: list[AsyncSocketModeHandler]) -> None:
    """Replace a socket that stays dead; the others go on serving meanwhile."""
    suspects: set[AsyncSocketModeHandler] = set()
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        dead = {socket for socket in sockets if not await socket.client.is_connected()}
        for socket in dead & suspects:
            with suppress(OutsideError):
                fresh = await _connect(bolt, app_token)
                sockets[sockets.index(socket)] = fresh
                await socket.close_async()  # type: ignore[no-untyped-call]
                log.warning("A dead Slack connection was replaced")
        suspects = dead
