"""Slack's ways in. Each translates what arrived and hands it to the same turn; nothing is decided here."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncAssistant
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from integrations.slack.asked import Asked, part, read_command, read_event, word
from integrations.slack.buttons import Buttons, Click, read_click
from integrations.slack.desk import Desk
from integrations.slack.gate import Place
from integrations.slack.inbox import Waiting

log = logging.getLogger(__name__)

Body = Mapping[str, Any]
Listener = Callable[..., Awaitable[Any]]

# The one answer that makes Slack deliver again.
NOT_NOW = BoltResponse(status=503, body="")
PANE_EVENTS = ("assistant_thread_started", "assistant_thread_context_changed")


def listen(bolt: AsyncApp, desk: Desk) -> None:
    """Attach every listener."""
    bolt.middleware(_door(desk))
    bolt.use(_assistant_pane(desk))
    bolt.command("/steward")(_command(desk))
    _attach_buttons(bolt, desk)


def _door(desk: Desk) -> Listener:
    """Mentions, direct messages and the assistant pane's messages, taken before Slack gets its acknowledgement.

    Bolt acknowledges an event before it runs a listener; in the middleware the question is on disk first.
    """

    async def door(body: Body, context: AsyncBoltContext, next: Listener) -> Any:
        if body.get("type") != "event_callback":
            is_ours = body.get("type") == "block_actions" or "command" in body
            return await next() if is_ours else await context.ack()
        if word(part(body.get("event")).get("type")) in PANE_EVENTS:
            return await next()
        asked = read_event(body, await desk.me.get(), desk.deps.people)
        return await context.ack() if asked is None or _take_once(desk, asked) else NOT_NOW

    return door


def _take_once(desk: Desk, asked: Asked) -> bool:
    """Begin a question that has not been seen before; False when it could not even be stored."""
    try:
        is_new = desk.inbox.claim(asked)
    except sqlite3.Error:
        log.exception("A question could not be stored; Slack will deliver it again")
        return False
    if is_new:
        desk.turns.take(Waiting(asked))
    return True


def _assistant_pane(desk: Desk) -> AsyncAssistant:
    """The pane's opening. Its messages are direct messages in a thread and come through the door like all others."""
    pane = AsyncAssistant()

    async def started(payload: Body) -> None:
        thread = part(payload.get("assistant_thread"))
        place = Place(word(thread.get("channel_id")), word(thread.get("thread_ts")))
        opening = Asked(
            team=(await desk.me.get()).team,
            channel=place.channel,
            ts=f"{place.thread}/opened",
            user=word(thread.get("user_id")),
            text="",
            kind="dm",
        )
        if desk.inbox.claim(opening):
            desk.inbox.finish(opening)
            await desk.delivery.greet(place)

    async def looked_elsewhere() -> None:
        """Steward answers the question as asked, whatever channel is open beside the pane."""

    pane.thread_started(started)
    pane.thread_context_changed(looked_elsewhere)
    return pane


def _command(desk: Desk) -> Listener:
    async def command(ack: AsyncAck, body: Body) -> None:
        asked = read_command(body, await desk.me.get(), desk.deps.people)
        if asked is None or _take_once(desk, asked):
            await ack()

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
