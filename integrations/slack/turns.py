"""One question from its arrival to its final message. Every entry point ends here."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.question import Question
from integrations.slack import wording
from integrations.slack.asked import Asked
from integrations.slack.audience import Audience, Hearers
from integrations.slack.blocks import answer_message
from integrations.slack.delivery import Delivery
from integrations.slack.inbox import Inbox, Waiting
from integrations.slack.message import Message
from integrations.slack.records import Records
from tools.errors import StewardError

log = logging.getLogger(__name__)

TRIES = 2
GLOSSARY = ("glossary", "playbook")


@dataclass(frozen=True)
class Assistant:
    """Who answers, for whom, in how many threads at once and for how many seconds at most, waiting included."""

    answer: Callable[[Question], Answer]
    people: Mapping[str, str]
    workers: int
    deadline: float


class Turns:
    def __init__(
        self, assistant: Assistant, inbox: Inbox, audience: Audience, delivery: Delivery, records: Records
    ) -> None:
        self._assistant = assistant
        self._inbox = inbox
        self._audience = audience
        self._delivery = delivery
        self._records = records
        self._pool = ThreadPoolExecutor(max_workers=assistant.workers, thread_name_prefix="answer")
        self._tails: dict[str, asyncio.Event] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._closing = False

    def take(self, waiting: Waiting) -> None:
        """Begin a claimed question. Questions of one conversation are answered in the order they are taken."""
        if self._closing:
            return
        name = waiting.asked.conversation
        before, mine = self._tails.get(name), asyncio.Event()
        self._tails[name] = mine
        task = asyncio.create_task(self._turn(waiting, before))
        self._running.add(task)

        def ended(done: asyncio.Task[None]) -> None:
            self._running.discard(done)
            mine.set()
            if self._tails.get(name) is mine:
                del self._tails[name]
            if not done.cancelled() and done.exception():
                log.error("A question stays unanswered in the inbox", exc_info=done.exception())

        task.add_done_callback(ended)

    async def close(self, patience: float) -> None:
        """Let running turns end for `patience` seconds; the rest stays in the inbox for the next worker."""
        self._closing = True
        if self._running:
            await asyncio.wait(self._running, timeout=patience)
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._inbox.leave()

    async def _turn(self, waiting: Waiting, before: asyncio.Event | None) -> None:
        """The one place where an error of any kind becomes a sentence."""
        try:
            await self._respond(waiting, before)
        except Exception:  # noqa: BLE001 - nothing may end in silence
            sorry, note = Message(_failure()), self._inbox.placeholder(waiting.asked)
            await self._delivery.end(waiting.asked, sorry, Hearers("private", may_post=True), note)

    async def _respond(self, waiting: Waiting, before: asyncio.Event | None) -> None:
        asked = waiting.asked
        hearers = await self._audience.of(asked)
        has_arrived = await self._delivery.has_arrived(waiting, hearers)
        fixed = self._fixed_answer(waiting, hearers, has_arrived)
        if has_arrived:
            self._inbox.finish(asked)
        elif fixed:
            await self._delivery.end(asked, Message(fixed), Hearers(hearers.kind, may_post=True), waiting.note)
        else:
            note = waiting.note or await self._delivery.begin(asked)
            await self._deliver(asked, await self._answer(asked, hearers, before), hearers, note)

    def _fixed_answer(self, waiting: Waiting, hearers: Hearers, has_arrived: bool | None) -> str | None:
        """What is said without asking the assistant."""
        if hearers.kind == "shared":
            return wording.SHARED if hearers.is_known else wording.UNCHECKED
        if waiting.asked.user not in self._assistant.people:
            return wording.STRANGER
        if waiting.tries > TRIES:
            return wording.INTERRUPTED
        if has_arrived is None:
            return wording.MAYBE_SENT
        return None if waiting.asked.text else wording.HELP

    async def _answer(self, asked: Asked, hearers: Hearers, before: asyncio.Event | None) -> Answer | str:
        """The answer in its turn and within the deadline; a sentence when there is none."""
        question = Question(
            id=asked.key,
            text=asked.text,
            user=self._assistant.people[asked.user],
            thread=asked.conversation,
            channel=hearers.kind,
        )
        started: list[bool] = []

        def work() -> Answer:
            started.append(True)
            return self._assistant.answer(question)

        try:
            async with asyncio.timeout(self._assistant.deadline):
                if before is not None:
                    await before.wait()
                answer = await asyncio.get_running_loop().run_in_executor(self._pool, work)
            return answer.model_copy(update={"id": asked.key})
        except TimeoutError:
            return wording.TOO_SLOW if started else wording.BUSY
        except StewardError as error:
            return error.message
        except Exception:  # noqa: BLE001 - logged with its trace by _failure
            return _failure()

    async def _deliver(self, asked: Asked, answer: Answer | str, hearers: Hearers, note: str | None) -> None:
        """Look once more who would read it, then send."""
        now = await self._audience.of(asked, fresh=True)
        everyone = Hearers(now.kind, may_post=True)
        if now.kind != hearers.kind:
            kept_back = wording.NOW_SHARED if now.is_known else wording.UNCHECKED
            await self._delivery.end(asked, Message(kept_back), everyone, note)
        elif isinstance(answer, str):
            await self._delivery.end(asked, Message(answer), now, note)
        else:
            self._records.keep(asked, answer)
            await self._delivery.end(asked, answer_message(answer), everyone if _is_general(answer) else now, note)


def _failure() -> str:
    """The sentence for the person; the trace goes to the log under the same reference."""
    reference = uuid.uuid4().hex[:8]
    log.exception("A question was not answered (reference %s)", reference)
    return wording.FAILED.format(reference=reference)


def _is_general(answer: Answer) -> bool:
    """Definitions and playbooks only: nothing about any account, so anyone in the company may read it."""
    from_books = bool(answer.sources) and all(source.kind in GLOSSARY for source in answer.sources)
    return from_books and not answer.facts and not answer.choices
