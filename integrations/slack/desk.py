"""Everything Slack's listeners work with, built once, and kept running while the process serves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from assistant.answer import Answer
from assistant.question import Question
from integrations.slack.audience import Audience, PublicPolicy
from integrations.slack.delivery import Delivery
from integrations.slack.gate import Gate
from integrations.slack.identity import Myself
from integrations.slack.inbox import Inbox
from integrations.slack.records import Records
from integrations.slack.state import open_state
from integrations.slack.tokens import LinkRules
from integrations.slack.turns import Assistant, Turns

log = logging.getLogger(__name__)

BEAT = 5.0
UNHEALTHY = timedelta(minutes=2)


@dataclass(frozen=True)
class SlackDeps:
    """What the composition root hands in.

    `people` maps Slack user ids to e-mail addresses; `answer` is called in worker threads; `deadline` is in seconds
    and includes waiting; `link_hosts` are exact host names that answers may link to; without `signing_secret` only
    Socket Mode works. `workers`: without a language model four answer as fast as sixteen, with one they mostly wait.
    """

    client: AsyncWebClient
    answer: Callable[[Question], Answer]
    people: Mapping[str, str]
    state: Path
    clock: Callable[[], datetime]
    signing_secret: str | None = None
    public: PublicPolicy = "private_reply"
    link_hosts: frozenset[str] = field(default_factory=frozenset)
    workers: int = 16
    deadline: float = 60.0
    patience: float = 20.0


@dataclass(frozen=True)
class Desk:
    """The parts of one Steward in Slack."""

    deps: SlackDeps
    me: Myself
    inbox: Inbox
    records: Records
    audience: Audience
    delivery: Delivery
    turns: Turns

    def is_healthy(self) -> bool:
        """No question has waited longer than any turn may take."""
        return self.inbox.oldest() < UNHEALTHY

    def tend(self) -> None:
        """Show that this worker lives, take over what a dead one left, forget what is old."""
        self.inbox.beat()
        for waiting in self.inbox.take_over():
            self.turns.take(waiting)
        self.inbox.forget()
        self.records.forget()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve: raises OutsideError at once when Slack refuses the token; at the end running answers may finish."""
        client = self.deps.client
        timeout = aiohttp.ClientTimeout(total=client.timeout)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            client.session = session
            await self.me.get()
            tending = asyncio.create_task(self._keep_tending())
            try:
                yield
            finally:
                tending.cancel()
                with suppress(asyncio.CancelledError):
                    await tending
                await self.turns.close(self.deps.patience)
                client.session = None

    async def _keep_tending(self) -> None:
        while True:
            try:
                self.tend()
            except Exception:
                log.exception("Tending the inbox failed")
            await asyncio.sleep(BEAT)


def open_desk(deps: SlackDeps) -> Desk:
    state = open_state(deps.state)
    inbox, records = Inbox(state, deps.clock), Records(state, deps.clock)
    addresses = frozenset(address.casefold() for address in deps.people.values())
    gate = Gate(deps.client, LinkRules(deps.link_hosts, addresses))
    audience = Audience(deps.client, deps.clock, deps.public)
    delivery = Delivery(gate, inbox)
    assistant = Assistant(deps.answer, deps.people, deps.workers, deps.deadline)
    turns = Turns(assistant, inbox, audience, delivery, records)
    return Desk(deps, Myself(deps.client), inbox, records, audience, delivery, turns)
