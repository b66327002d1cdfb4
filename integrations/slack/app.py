"""Steward in Slack, built once, served over Socket Mode or HTTP."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

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
from integrations.slack.listeners import listen
from tools.errors import OutsideError

log = logging.getLogger(__name__)

SLACK = "https://slack.com/api/"
CALL_SECONDS = 10
# What Bolt answers to what it cannot handle; Slack would deliver the same again and again.
UNHANDLED = (404, 500)


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
        try:
            response = await handler.handle(request)
        except Exception as error:  # noqa: BLE001 - whatever is in a payload, Slack gets its acknowledgement
            log.warning("A payload could not be read: %s", type(error).__name__)
            return Response()
        return Response() if response.status_code in UNHANDLED else response

    async def health(_: Request) -> Response:
        is_healthy = app.desk.is_healthy()
        return JSONResponse({"ok": is_healthy}, status_code=200 if is_healthy else 503)

    @asynccontextmanager
    async def serving(_: Starlette) -> AsyncIterator[None]:
        async with app.desk.open():
            yield

    routes = [Route("/slack/events", events, methods=["POST"]), Route("/healthz", health)]
    return Starlette(routes=routes, lifespan=serving)
