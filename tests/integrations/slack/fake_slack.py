"""A Slack on this machine: Web API with Slack's refusals, Socket Mode, signed HTTP delivery, and what people see."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

import aiohttp
from aiohttp import WSMsgType, web

from tests.integrations.slack.fake_drive import FakeDrive
from tests.integrations.slack.slack_rules import refusal_of

TEAM, BOT_USER, BOT = "T1", "UBOT", "BBOT"
SECRET = "s3cret"
JSON_FIELDS = ("blocks", "prompts", "metadata", "view")
Args = dict[str, Any]


@dataclass
class Seen:
    """A message as it stands in a conversation; `only_for` when one person alone sees it."""

    channel: str
    text: str
    blocks: list[dict[str, Any]]
    thread: str | None = None
    only_for: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def buttons(self) -> dict[str, str]:
        """What can be pressed: label to value."""
        elements = [element for block in self.blocks for element in block.get("elements", [])]
        sides = [element.get(side) for element in elements for side in ("positive_button", "negative_button")]
        pressable = [item for item in [*elements, *sides] if item and "value" in item]
        return {item["text"]["text"]: item["value"] for item in pressable}


class FakeSlack:
    def __init__(self) -> None:
        self.drive = FakeDrive()
        self.calls: list[tuple[str, Args]] = []
        self.messages: dict[str, Seen] = {}
        self.whispers: list[Seen] = []
        self.people: dict[str, dict[str, Any]] = {}
        self.channels: dict[str, dict[str, Any]] = {}
        self.members: dict[str, list[str]] = {}
        self.unknown_methods: set[str] = set()
        # method -> answers to give before the usual one: (HTTP status, headers, body)
        self.next_answers: dict[str, list[tuple[int, dict[str, str], Any]]] = {}
        # Called when a call has had its effect and its response is not out yet.
        self.before_response: Callable[[str], None] = lambda _: None
        self.changed = asyncio.Condition()
        self.sockets: dict[web.WebSocketResponse, web.Request] = {}
        self._tickets: set[str] = set()
        self._acks: dict[str, asyncio.Future[Any]] = {}
        self._stamps = itertools.count(1)

    async def start(self) -> FakeSlack:
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", "/api/{method}", self._web_api)
        app.router.add_get("/ws", self._socket_mode)
        app.router.add_post("/upload/{id}", self.drive.upload)
        app.router.add_post("/response/{id}", self._response_url)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]
        self.api = f"http://{self.address}/api/"
        self.drive.address = self.address
        return self

    async def stop(self) -> None:
        await self._runner.cleanup()

    def stamp(self) -> str:
        return f"1700000000.{next(self._stamps):06d}"

    # What people see

    def visible(self, channel: str, thread: str | None = None) -> list[Seen]:
        return [seen for seen in self.messages.values() if seen.channel == channel and seen.thread == thread]

    def named(self, method: str) -> list[Args]:
        return [args for name, args in self.calls if name == method]

    async def until(self, holds: Callable[[], Any]) -> Any:
        """The first true value of `holds`, looked at after every call."""

        def value() -> Any:
            return holds()

        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(value), 10)
        return holds()

    async def answered(self, channel: str, thread: str | None = None, count: int = 1) -> list[Seen]:
        """Final messages in a place, once there are `count` of them."""

        def final() -> list[Seen]:
            seen = [it for it in self.visible(channel, thread) if it.text != "Looking …"]
            return seen if len(seen) >= count else []

        return list(await self.until(final))

    # Web API

    async def _web_api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        args = await _arguments(request)
        self.calls.append((method, args))
        status, headers, body = self._answer(method, args)
        self.before_response(method)
        async with self.changed:
            self.changed.notify_all()
        if isinstance(body, str):
            return web.Response(text=body, status=status)
        return web.json_response(body, status=status, headers=headers)

    def _answer(self, method: str, args: Args) -> tuple[int, dict[str, str], Any]:
        if self.next_answers.get(method):
            return self.next_answers[method].pop(0)
        name = f"do_{method.replace('.', '_')}"
        handler = getattr(self, name, None) or getattr(self.drive, name, None)
        if handler is None or method in self.unknown_methods:
            return 200, {}, {"ok": False, "error": "unknown_method"}
        refusal = refusal_of(method, args)
        if refusal:
            return 200, {}, {"ok": False, "error": refusal}
        try:
            return 200, {}, {"ok": True, **handler(args)}
        except KeyError as missing:
            return 200, {}, {"ok": False, "error": str(missing.args[0])}

    def do_auth_test(self, _: Args) -> Args:
        return {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT, "user": "steward", "url": "https://acme.test/"}

    def do_apps_connections_open(self, _: Args) -> Args:
        self._tickets.add(ticket := uuid.uuid4().hex)
        return {"url": f"ws://{self.address}/ws?ticket={ticket}"}

    def do_users_info(self, args: Args) -> Args:
        if args["user"] not in self.people:
            raise KeyError("user_not_found")
        return {"user": {"id": args["user"], "team_id": TEAM, **self.people[args["user"]]}}

    def do_conversations_info(self, args: Args) -> Args:
        if args["channel"] not in self.channels:
            raise KeyError("channel_not_found")
        return {"channel": {"id": args["channel"], **self.channels[args["channel"]]}}

    def do_conversations_members(self, args: Args) -> Args:
        members = self.members.get(args["channel"], [])
        limit = int(args["limit"])
        more = "next" if len(members) > limit else ""
        return {"members": members[:limit], "response_metadata": {"next_cursor": more}}

    def do_conversations_replies(self, args: Args) -> Args:
        seen = [it for it in self.messages.values() if (it.channel, it.thread) == (args["channel"], args.get("ts"))]
        return {"messages": [{"text": it.text, "metadata": it.metadata} for it in seen]}

    do_conversations_history = do_conversations_replies

    def do_chat_postMessage(self, args: Args) -> Args:  # noqa: N802
        ts = self.stamp()
        channel = f"D-{args['channel']}" if args["channel"].startswith("U") else args["channel"]
        self.messages[ts] = Seen(
            channel, args["text"], args.get("blocks") or [], args.get("thread_ts"), None, args.get("metadata") or {}
        )
        return {"channel": channel, "ts": ts}

    def do_chat_update(self, args: Args) -> Args:
        if args["ts"] not in self.messages:
            raise KeyError("message_not_found")
        seen = self.messages[args["ts"]]
        seen.text, seen.blocks = args["text"], args.get("blocks") or []
        return {"channel": seen.channel, "ts": args["ts"]}

    def do_chat_postEphemeral(self, args: Args) -> Args:  # noqa: N802
        self.whispers.append(
            Seen(args["channel"], args["text"], args.get("blocks") or [], args.get("thread_ts"), args["user"])
        )
        return {"message_ts": self.stamp()}

    def do_assistant_threads_setStatus(self, _: Args) -> Args:  # noqa: N802
        return {}

    do_assistant_threads_setSuggestedPrompts = do_assistant_threads_setStatus  # noqa: N815

    async def _response_url(self, request: web.Request) -> web.Response:
        args = await request.json()
        self.calls.append(("response_url", args))
        if args.get("replace_original") and self.whispers:
            self.whispers.pop()
        self.whispers.append(Seen("response", args["text"], args.get("blocks") or [], None, "asker"))
        async with self.changed:
            self.changed.notify_all()
        return web.Response(text="ok")

    # Socket Mode

    async def _socket_mode(self, request: web.Request) -> web.WebSocketResponse:
        if request.query["ticket"] not in self._tickets:  # an address works once, as Slack's do
            raise web.HTTPForbidden
        self._tickets.remove(request.query["ticket"])
        socket = web.WebSocketResponse(heartbeat=5)
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        self.sockets[socket] = request
        async with self.changed:
            self.changed.notify_all()
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                reply = json.loads(message.data)
                waiting = self._acks.pop(reply.get("envelope_id"), None)
                if waiting and not waiting.done():
                    waiting.set_result(reply.get("payload"))
        self.sockets.pop(socket, None)
        return socket

    async def deliver(self, payload: Mapping[str, Any], kind: str = "events_api") -> float:
        """Send an envelope over a socket and wait for its acknowledgement; how long that took, in milliseconds."""
        await self.until(lambda: self.sockets)
        envelope = str(uuid.uuid4())
        ack = self._acks[envelope] = asyncio.get_running_loop().create_future()
        started = time.perf_counter()
        await list(self.sockets)[-1].send_json({"type": kind, "envelope_id": envelope, "payload": payload})
        await asyncio.wait_for(ack, 5)
        return (time.perf_counter() - started) * 1_000

    async def refresh_sockets(self) -> None:
        """What Slack does now and then with every connection."""
        for socket in list(self.sockets):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    def break_sockets(self) -> None:
        """The network drops every connection without a word."""
        for socket, request in list(self.sockets.items()):
            del self.sockets[socket]
            assert request.transport is not None
            request.transport.abort()

    def response_url(self) -> str:
        return f"http://{self.address}/response/{uuid.uuid4().hex}"


async def post_signed(url: str, payload: Mapping[str, Any], form: str = "", secret: str = SECRET) -> int:
    """Deliver over HTTP as Slack signs it; the HTTP status. `form` is "", "command" or "interactive"."""
    if form:
        body = urlencode(payload if form == "command" else {"payload": json.dumps(payload)})
    else:
        body = json.dumps(payload)
    now = str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{now}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {
        "content-type": "application/x-www-form-urlencoded" if form else "application/json",
        "x-slack-request-timestamp": now,
        "x-slack-signature": f"v0={digest}",
    }
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
        return response.status


async def _arguments(request: web.Request) -> Args:
    args: Args = dict(request.query)
    raw = (await request.read()).decode()
    try:
        args |= json.loads(raw) if raw else {}
    except ValueError:
        args |= dict(parse_qsl(raw))
    for name in JSON_FIELDS:
        if isinstance(args.get(name), str):
            args[name] = json.loads(args[name])
    return args
