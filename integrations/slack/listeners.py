"""Slack's ways in. Each translates what arrived and hands it to the same turn; nothing is decided here."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncAssistant
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from integrations.slack.asked import Asked, read_command, read_event
from integrations.slack.buttons import Buttons, Click, read_click
from integrations.slack.desk import Desk
from integrations.slack.gate import Place
from integrations.slack.inbox import Waiting

Body = Mapping[str, Any]
Next = Callable[[], Awaitable[Any]]

PANE_EVENTS = ("assistant_thread_started", "assistant_thread_context_changed")


def listen(bolt: AsyncApp, desk: Desk) -> None:
    """Attach every listener."""
    bolt.middleware(_door(desk))
    bolt.use(_assistant_pane(desk))
    for name in ("app_mention", "message"):
        bolt.event(name)(_taker(desk))
    bolt.command("/steward")(_command(desk))
    _attach_buttons(bolt, desk)


def _door(desk: Desk) -> Callable[..., Awaitable[BoltResponse | None]]:
    """Runs before Slack gets its acknowledgement: a question is on disk first, a repeat goes no further."""

    async def door(body: Body, context: AsyncBoltContext, next: Next) -> BoltResponse | None:
        if body.get("type") != "event_callback":
            known = body.get("type") == "block_actions" or "command" in body
            return await next() if known else await context.ack()
        asked = read_event(body, await desk.me.get(), desk.deps.people)
        if asked is None:
            is_pane = (body.get("event") or {}).get("type") in PANE_EVENTS
            return await next() if is_pane else await context.ack()
        if not desk.inbox.claim(asked):
            return await context.ack()
        context["asked"] = asked
        return await next()  # type: ignore[no-any-return]

    return door


def _taker(desk: Desk) -> Callable[..., Awaitable[None]]:
    async def take(context: AsyncBoltContext) -> None:
        desk.turns.take(Waiting(context["asked"]))

    return take


def _assistant_pane(desk: Desk) -> AsyncAssistant:
    pane = AsyncAssistant()
    pane.user_message(_taker(desk))

    async def started(payload: Body) -> None:
        thread = payload.get("assistant_thread") or {}
        place = Place(str(thread.get("channel_id")), thread.get("thread_ts"))
        first = Asked(
            team=(await desk.me.get()).team,
            channel=place.channel,
            ts=f"{place.thread}/opened",
            user=str(thread.get("user_id")),
            text="",
            kind="dm",
        )
        if desk.inbox.claim(first):
            desk.inbox.finish(first)
            await desk.delivery.greet(place)

    async def looked_elsewhere() -> None:
        """Steward answers the question as asked, whatever channel is open beside the pane."""

    pane.thread_started(started)
    pane.thread_context_changed(looked_elsewhere)
    return pane


def _command(desk: Desk) -> Callable[..., Awaitable[None]]:
    async def command(ack: AsyncAck, body: Body) -> None:
        asked = read_command(body, await desk.me.get(), desk.deps.people)
        is_new = asked is not None and desk.inbox.claim(asked)
        await ack()
        if asked is not None and is_new:
            desk.turns.take(Waiting(asked))

    return command


def _attach_buttons(bolt: AsyncApp, desk: Desk) -> None:
    buttons = Buttons(desk)

    def on(pattern: str, work: Callable[[Click], Awaitable[None]]) -> None:
        async def clicked(ack: AsyncAck, body: Body) -> None:
            await ack()
            await work(read_click(body))

        bolt.action(re.compile(pattern))(clicked)

    async def choose(ack: AsyncAck, body: Body) -> None:
        click = read_click(body)
        outcome = buttons.choose(click)
        await ack()
        if isinstance(outcome, Waiting):
            desk.turns.take(outcome)
        else:
            await buttons.tell(click, outcome)

    async def ignore(ack: AsyncAck) -> None:
        await ack()

    on("^show_math$", buttons.show_math)
    on("^feedback", buttons.rate)
    on("^reason_", buttons.explain)
    bolt.action(re.compile("^choice_"))(choose)
    bolt.action(re.compile(".*"))(ignore)
