"""A file follows its answer: into the thread, or to the asker alone. Never to people of other companies."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from integrations.slack.asked import Asked
from integrations.slack.audience import Hearers
from integrations.slack.gate import Gate, Place, Refused
from integrations.slack.message import Message
from integrations.slack.wording import HERE_IT_IS, NO_FILE

log = logging.getLogger(__name__)

UPLOAD_SECONDS = 60.0


async def attach(gate: Gate, asked: Asked, files: Sequence[Path], hearers: Hearers) -> None:
    """Bring the files; where that fails, say so. Never raises for what Slack refuses."""
    if hearers.kind == "shared":
        return
    try:
        async with asyncio.timeout(UPLOAD_SECONDS):
            place = await _place(gate, asked, hearers)
            for file in files:
                await gate.upload(place, file)
    except (Refused, TimeoutError, OSError) as error:
        log.warning(
            "A file could not be brought to %s: %s", asked.channel, getattr(error, "code", type(error).__name__)
        )
        await _say(gate, asked, hearers)


async def _place(gate: Gate, asked: Asked, hearers: Hearers) -> Place:
    """Where the answer stands; a file cannot be for one person in a channel, so that it goes to them directly."""
    if hearers.may_post and not asked.response_url:
        return Place(asked.channel, asked.reply_thread)
    return await gate.directly(asked.user, Message(HERE_IT_IS))


async def _say(gate: Gate, asked: Asked, hearers: Hearers) -> None:
    place, message = Place(asked.channel, asked.reply_thread), Message(NO_FILE)
    try:
        if asked.response_url:
            await gate.reply(asked.response_url, message)
        elif hearers.may_post:
            await gate.post(place, message)
        else:
            await gate.whisper(place, asked.user, message)
    except Refused as refused:
        log.warning("Nor could that be said in %s: %s", asked.channel, refused.code)
