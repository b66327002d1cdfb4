"""What happens on a click: the working, a choice, a verdict. Only the asker may open or continue an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from integrations.slack.asked import Asked, part, word
from integrations.slack.blocks import reasons_message
from integrations.slack.desk import Desk
from integrations.slack.gate import Place
from integrations.slack.inbox import Waiting
from integrations.slack.message import Message
from integrations.slack.records import Record
from integrations.slack.wording import CHOSEN, NOT_YOURS, SHARED, STRANGER, THANKS, TOO_OLD


@dataclass(frozen=True)
class Click:
    """Who clicked where, on which answer, and what the button said about it."""

    user: str
    place: Place
    answer_id: str
    detail: str
    response_url: str | None


def read_click(body: Mapping[str, Any]) -> Click:
    """A block_actions payload; parts that a workspace leaves out or bends are empty."""
    actions = body.get("actions")
    action = part(actions[0] if isinstance(actions, list) and actions else None)
    container, message = part(body.get("container")), part(body.get("message"))
    channel = part(body.get("channel")).get("id") or container.get("channel_id")
    answer_id, _, detail = word(action.get("value")).partition("|")
    return Click(
        user=word(part(body.get("user")).get("id")),
        place=Place(word(channel), word(message.get("thread_ts") or container.get("thread_ts")) or None),
        answer_id=answer_id,
        detail=detail,
        response_url=word(body.get("response_url")) or None,
    )


class Buttons:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show_math(self, click: Click) -> None:
        record = self._desk.records.find(click.answer_id)
        refusal = await self._refusal(click, record)
        page = int(click.detail) if click.detail.isdecimal() else 0
        await self._tell(click, Message(refusal) if refusal or record is None else record.working(page))

    def choose(self, click: Click) -> Waiting | str:
        """The question behind a choice, claimed before Slack is told of the click; or a sentence why not."""
        record = self._desk.records.find(click.answer_id)
        if record is None or not click.detail.isdigit() or int(click.detail) >= len(record.choices):
            return TOO_OLD
        if record.asked.user != click.user:
            return NOT_YOURS
        asked = chosen_question(record, int(click.detail), click.response_url)
        return Waiting(asked) if self._desk.inbox.claim(asked) else CHOSEN

    async def rate(self, click: Click) -> None:
        self._desk.records.rate(click.answer_id, click.user, click.detail)
        is_bad = click.detail == "bad"
        await self._tell(click, reasons_message(click.answer_id) if is_bad else Message(THANKS))

    async def explain(self, click: Click) -> None:
        self._desk.records.rate(click.answer_id, click.user, "bad", click.detail)
        await self._tell(click, Message(THANKS))

    async def tell(self, click: Click, sentence: str) -> None:
        await self._tell(click, Message(sentence))

    async def _refusal(self, click: Click, record: Record | None) -> str:
        """Why this person may not see the working, or nothing. Access is looked up anew on every click."""
        if record is None:
            return TOO_OLD
        if record.asked.user != click.user:
            return NOT_YOURS
        if click.user not in self._desk.deps.people:
            return STRANGER
        hearers = await self._desk.audience.of(record.asked)
        return SHARED if hearers.kind == "shared" else ""

    async def _tell(self, click: Click, message: Message) -> None:
        record = self._desk.records.find(click.answer_id)
        place = Place(record.asked.channel, record.asked.reply_thread) if record else click.place
        await self._desk.delivery.whisper(place, click.user, message, click.response_url)


def chosen_question(record: Record, number: int, response_url: str | None) -> Asked:
    """The question a choice stands for, asked again in the same place by the same person."""
    asked = record.asked
    return asked.model_copy(
        update={
            "text": record.choices[number].question,
            "ts": f"{asked.ts}/choice/{number}",
            "thread": asked.reply_thread,
            "response_url": response_url if asked.response_url else None,
        }
    )
