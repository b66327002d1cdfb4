"""One fake Slack, one Steward in it, and what people do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.question import Question
from integrations.slack.app import SlackApp, build, web_client
from integrations.slack.desk import SlackDeps
from integrations.slack.socket_mode import run_socket
from tests.integrations.slack.answers import answer
from tests.integrations.slack.fake_slack import BOT_USER, SECRET, TEAM, FakeSlack

PEOPLE = {"U1": "ana@acme.test", "U2": "ben@acme.test"}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2025, 1, 15, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@dataclass
class FakeAssistant:
    """Gives the answer it was told to give, and remembers what it was asked."""

    reply: Answer | Callable[[Question], Answer] = field(default_factory=answer)
    asked: list[Question] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, question: Question) -> Answer:
        with self.lock:
            self.asked.append(question)
        return self.reply(question) if callable(self.reply) else self.reply


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    fake = await FakeSlack().start()
    fake.people = {"U1": {}, "U2": {}, "U9": {}, BOT_USER: {"is_bot": True}}
    fake.channels = {
        "D1": {"is_im": True, "user": "U1"},
        "G1": {"is_private": True},
        "C1": {"is_private": False},
    }
    fake.members = {"G1": ["U1", "U2", BOT_USER]}
    yield fake
    await fake.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@dataclass
class World:
    """The fake Slack, the assistant, and how Steward is set up in it."""

    slack: FakeSlack
    assistant: FakeAssistant
    clock: Clock
    state: Path

    def deps(self, **changes: Any) -> SlackDeps:
        fields: dict[str, Any] = {
            "client": web_client("xoxb-test", self.slack.api),
            "answer": self.assistant,
            "people": PEOPLE,
            "state": self.state,
            "clock": self.clock,
            "signing_secret": SECRET,
            "patience": 0.2,
        }
        return SlackDeps(**(fields | changes))

    @asynccontextmanager
    async def steward(self, **changes: Any) -> AsyncIterator[SlackApp]:
        """Steward over Socket Mode."""
        app = build(self.deps(**changes))
        serving = asyncio.create_task(run_socket(app, "xapp-test", connections=1))
        await self.slack.until(lambda: self.slack.sockets or serving.done())
        try:
            yield app
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    # What people do; each gives the payload Slack would send.

    def event(self, **event: Any) -> dict[str, Any]:
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A1",
            "event_id": f"Ev{self.slack.stamp()}",
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
            "event": {"event_ts": self.slack.stamp(), **event},
        }

    def mention(self, text: str = "What was NRR?", channel: str = "G1", **event: Any) -> dict[str, Any]:
        fields = {"user": "U1", "ts": self.slack.stamp(), **event}
        return self.event(type="app_mention", channel=channel, text=f"<@{BOT_USER}> {text}", **fields)

    def dm(self, text: str = "What was NRR?", **event: Any) -> dict[str, Any]:
        fields = {"user": "U1", "ts": self.slack.stamp(), "channel": "D1", **event}
        return self.event(type="message", channel_type="im", text=text, **fields)

    def command(self, text: str = "What was NRR?", **fields: Any) -> dict[str, Any]:
        return {
            "command": "/steward",
            "text": text,
            "user_id": "U1",
            "team_id": TEAM,
            "channel_id": "C1",
            "trigger_id": f"trigger-{self.slack.stamp()}",
            "response_url": self.slack.response_url(),
            **fields,
        }

    def click(self, action_id: str, value: str, user: str = "U1", **fields: Any) -> dict[str, Any]:
        return {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "api_app_id": "A1",
            "container": {"type": "message", "message_ts": "1.1", "channel_id": "D1"},
            "channel": {"id": "D1"},
            "message": {"ts": "1.1"},
            "response_url": self.slack.response_url(),
            "actions": [{"type": "button", "action_id": action_id, "block_id": "b", "value": value}],
            **fields,
        }


@pytest.fixture
def world(slack: FakeSlack, assistant: FakeAssistant, clock: Clock, tmp_path: Path) -> World:
    return World(slack, assistant, clock, tmp_path / "state")
