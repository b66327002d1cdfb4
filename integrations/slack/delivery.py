"""Getting an answer to the person: a sign of life at once, then the whole answer, plainer if need be, never silence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Literal

from integrations.slack.asked import Asked
from integrations.slack.attaching import attach
from integrations.slack.audience import Hearers
from integrations.slack.gate import Gate, Place, Refused
from integrations.slack.inbox import Inbox, Waiting
from integrations.slack.message import Message, versions
from integrations.slack.wording import ELSEWHERE, GREETING, LOOKING, POINTER, PROMPTS, PROMPTS_TITLE, STATUS

log = logging.getLogger(__name__)

Remedy = Literal["retry", "simplify", "post anew", "elsewhere", "stop"]
Send = Callable[[Message], Awaitable[object]]

REMEDIES: dict[str, Remedy] = {
    **dict.fromkeys(("unreachable", "ratelimited", "rate_limited", "internal_error", "fatal_error"), "retry"),
    **dict.fromkeys(("service_unavailable", "request_timeout", "team_added_to_org", "message_limit_exceeded"), "retry"),
    **dict.fromkeys(("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"), "simplify"),
    **dict.fromkeys(("invalid_attachments", "invalid_arguments", "invalid_metadata_format", "no_text"), "simplify"),
    **dict.fromkeys(("message_not_found", "cant_update_message", "edit_window_closed", "cant_broadcast"), "post anew"),
    **dict.fromkeys(("channel_not_found", "not_in_channel", "is_archived", "restricted_action"), "elsewhere"),
    **dict.fromkeys(("user_not_in_channel", "restricted_action_thread_locked", "thread_locked"), "elsewhere"),
    **dict.fromkeys(("messages_tab_disabled", "expired_url", "used_url", "cannot_reply_to_message"), "elsewhere"),
    **dict.fromkeys(("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"), "stop"),
    **dict.fromkeys(("missing_scope", "no_permission", "org_login_required", "ekm_access_denied"), "stop"),
}
UNKNOWN: Remedy = "simplify"
NO_SUCH_METHOD = ("unknown_method", "http_404")
# Waits between tries of one call, in seconds; Slack's own Retry-After has been honoured before that.
PAUSES = (0.5, 2.0)
DELIVERY_SECONDS = 120.0


class Delivery:
    """Sends signs of life and answers. `inbox` remembers the placeholder, so that a restart replaces it."""

    def __init__(self, gate: Gate, inbox: Inbox) -> None:
        self._gate = gate
        self._inbox = inbox
        self._has_status = True

    async def begin(self, asked: Asked) -> str | None:
        """Show that work has begun; the timestamp of the placeholder if one was posted."""
        place = _place(asked)
        try:
            if asked.response_url:
                await self._gate.reply(asked.response_url, Message(LOOKING))
            elif not await self._shows_status(asked):
                note = await self._gate.post(place, Message(LOOKING))
                self._inbox.note(asked, note)
                return note
        except Refused as refused:
            log.warning("No sign of life in %s: %s", asked.channel, refused.code)
        return None

    async def end(self, asked: Asked, message: Message, hearers: Hearers, note: str | None) -> None:
        """The final message, where the audience allows it: in place of the placeholder, or to the asker alone."""
        self._inbox.sending(asked)
        remedy: Remedy | None = UNKNOWN
        arrived: Remedy | None = UNKNOWN
        try:
            async with asyncio.timeout(DELIVERY_SECONDS):
                arrived = await self._deliver(asked, message, hearers, note)
                remedy = await self._point_here(asked) if arrived == "elsewhere" else arrived
        except TimeoutError:
            remedy = "retry"
        if arrived is None and message.files:
            await attach(self._gate, asked, message.files, hearers)
        if remedy is not None:
            log.error("An answer in %s could not be delivered: %s", asked.channel, remedy)
        if remedy == "retry":
            self._inbox.put_back(asked)
        else:
            self._inbox.finish(asked)

    async def _deliver(self, asked: Asked, message: Message, hearers: Hearers, note: str | None) -> Remedy | None:
        if asked.response_url:
            url = asked.response_url
            return await self._send(message, lambda it: self._gate.reply(url, it, replace=True))
        if hearers.may_post:
            return await self._publish(asked, message, note)
        return await self._tell_privately(asked, message, note)

    async def _point_here(self, asked: Asked) -> Remedy | None:
        """A word to the asker directly, without the answer."""
        return await self._send(Message(ELSEWHERE), lambda it: self._gate.post(Place(asked.user), it))

    async def whisper(self, place: Place, user: str, message: Message, response_url: str | None) -> None:
        """A message to one person about something they clicked."""
        remedy = await self._send(message, lambda it: self._gate.whisper(place, user, it))
        if remedy is not None and response_url:
            remedy = await self._send(message, lambda it: self._gate.reply(response_url, it))
        if remedy is not None:
            await self._send(message, lambda it: self._gate.post(Place(user), it))

    async def greet(self, place: Place) -> None:
        """The opening of the assistant pane."""
        try:
            await self._gate.post(place, Message(GREETING))
            await self._gate.prompts(place, PROMPTS_TITLE, PROMPTS)
        except Refused as refused:
            log.info("No greeting in %s: %s", place.channel, refused.code)

    async def has_arrived(self, waiting: Waiting, hearers: Hearers) -> bool | None:
        """Whether the answer to a question went out before a restart; None when that cannot be found out.

        An answer that would only replace itself need not be looked for.
        """
        asked = waiting.asked
        if not waiting.maybe_sent or asked.response_url or (waiting.note and hearers.may_post):
            return False
        if asked.kind != "dm":
            return None
        try:
            return await self._gate.has_posted(_place(asked), asked.ts, asked.key)
        except Refused:
            return None

    async def _publish(self, asked: Asked, message: Message, note: str | None) -> Remedy | None:
        place = _place(asked)
        if note:
            remedy = await self._send(message, lambda it: self._gate.update(place, note, it))
            if remedy != "post anew":
                return remedy
        return await self._send(message, lambda it: self._gate.post(place, it, question=asked.key))

    async def _tell_privately(self, asked: Asked, message: Message, note: str | None) -> Remedy | None:
        """The answer for the asker's eyes, and a pointer where the channel saw that work had begun."""
        remedy = await self._send(message, lambda it: self._gate.whisper(_place(asked), asked.user, it))
        if remedy is not None:
            remedy = await self._send(message, lambda it: self._gate.post(Place(asked.user), it, question=asked.key))
        if remedy is None and note:
            await self._send(Message(POINTER), lambda it: self._gate.update(_place(asked), note, it))
        return remedy

    async def _shows_status(self, asked: Asked) -> bool:
        """Slack's own status line, in direct messages where the workspace has it."""
        if asked.kind != "dm" or not asked.thread or not self._has_status:
            return False
        try:
            await self._gate.status(_place(asked), STATUS)
        except Refused as refused:
            self._has_status = refused.code not in NO_SUCH_METHOD
            return False
        return True

    async def _send(self, message: Message, send: Send) -> Remedy | None:
        """Try ever plainer versions; None once Slack has taken one, else what remains to be done."""
        remedy: Remedy | None = UNKNOWN
        for version in versions(message):
            remedy = await self._try(version, send)
            if remedy != "simplify":
                return remedy
        return "elsewhere"

    async def _try(self, message: Message, send: Send) -> Remedy | None:
        for pause in (*PAUSES, None):
            try:
                await send(message)
                return None
            except Refused as refused:
                remedy = REMEDIES.get(refused.code, UNKNOWN)
                log.info("Slack refused a message (%s): %s", refused.code, remedy)
            if remedy != "retry":
                return remedy
            if pause is not None:
                await asyncio.sleep(pause)
        return "retry"


def _place(asked: Asked) -> Place:
    return Place(asked.channel, asked.reply_thread)
