"""The composition root: builds everything once from the settings. The only place that reads the clock."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from threading import RLock, Thread
from uuid import uuid4

from assistant.agent import Agent, refused
from assistant.answer import Answer
from assistant.conversation import Conversations
from assistant.models import ModelSettings, model_for, writer_for
from assistant.question import Channel, Question
from integrations.company_folder import open_data, read_company, read_documents, version_of
from integrations.paper_files import drafts_of, press_of
from integrations.rows_attached import are_rows_asked, with_rows
from integrations.sample.build import build_sample
from integrations.settings import Settings
from knowledge.library import Library
from tools.company import Company
from tools.context import Context
from tools.errors import NotAllowed, OutsideError
from tools.facts import Fact
from tools.health.sections.proof import proof_of
from tools.rows_behind import RowsBehind, rows_behind
from tools.scope import scope_of
from tools.warehouse import Warehouse

SHARED_CHANNEL = (
    "This channel is shared with people outside the company, so I don't show account data here. "
    "Ask me in a direct message."
)
NOT_WRITTEN = "The file could not be written; ask again, and tell an administrator if it stays."

logger = logging.getLogger(__name__)


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return now().date()


@dataclass
class Published:
    """One published version of a company, open for reading; `readers` counts the questions that are using it."""

    version: str
    company: Company
    warehouse: Warehouse
    library: Library
    readers: int = 0

    def context(self, user: str | None = None, as_of: date | None = None) -> Context:
        """One person's view on one day; by default the operator's, on the newest day of the data."""
        return Context(
            warehouse=self.warehouse,
            scope=scope_of(user, self.company),
            company=self.company,
            knowledge=self.library,
            as_of=as_of or self.warehouse.coverage.last_day,
        )

    def warm_up(self) -> None:
        """Open the index of meanings, read the accounts' records and what became of their past scores."""
        self.library.warm_up()
        # A question that finds the data unreadable says so itself.
        with suppress(OutsideError):
            proof_of(self.context())


@dataclass
class App:
    """Steward for one company. A newly published version of its data is picked up by the next question."""

    settings: Settings
    folder: Path
    agent: Agent
    _published: Published | None = field(default=None, repr=False)
    _lock: RLock = field(default_factory=RLock, repr=False)

    def published(self) -> Published:
        """The current version; the one before is closed as soon as no question uses it."""
        with self._lock:
            version = version_of(self.folder, today())
            if self._published is None or self._published.version != version:
                before, self._published = self._published, self._open(version)
                if before:
                    self._close_unless_read(before)
                    self.warm_up()
            return self._published

    def warm_up(self) -> None:
        """Make ready in the background what the first question that needs it would wait for."""
        # No daemon: the process would abort when it ends while Chroma's own threads are running.
        Thread(target=self.published().warm_up, name="warm-up").start()

    def ask(self, question: Question) -> Answer:
        """Never raises for what a person asked; raises OutsideError when the company itself cannot be opened."""
        if question.channel == "shared":
            return refused(question, SHARED_CHANNEL, "not_allowed", self.agent.model_name)
        with self._reading() as published:
            try:
                context = published.context(question.user, question.as_of)
            except NotAllowed as error:
                return refused(question, error.message, error.reason, self.agent.model_name)
            answer = self.agent.answer(question, context, now())
            answer = self._with_files(answer, question, context) if answer.papers else answer
            return self._with_rows(answer, question, context) if are_rows_asked(question.text) else answer

    def rows_behind(self, fact: Fact, question: Question) -> RowsBehind:
        """The rows of a figure of the answer to this question, as its asker may see them. Raises NoData, NotAllowed."""
        with self._reading() as published:
            return rows_behind(published.context(question.user, question.as_of), fact)

    def _with_files(self, answer: Answer, question: Question, context: Context) -> Answer:
        """The answer with its drafts written out; one that cannot be written is said, the answer stays."""
        try:
            press, drafts = press_of(context, self.folder), drafts_of(self.settings.state, question.user)
            written = [press.bring(paper, drafts) for paper in answer.papers]
        except Exception:
            logger.exception("the drafts of question %s were not written", question.id)
            return answer.model_copy(update={"answer": f"{answer.answer}\n\n{NOT_WRITTEN}"})
        return answer.model_copy(update={"files": tuple(str(path) for path in written if path)})

    def _with_rows(self, answer: Answer, question: Question, context: Context) -> Answer:
        """The answer with the rows behind its figure; where they cannot be written it stays and says so."""
        if answer.outcome != "answered" or not answer.facts:
            return answer
        try:
            return with_rows(answer, context, drafts_of(self.settings.state, question.user))
        except Exception:
            logger.exception("the rows of question %s were not written", question.id)
            return answer.model_copy(update={"answer": f"{answer.answer}\n\n{NOT_WRITTEN}"})

    @contextmanager
    def _reading(self) -> Iterator[Published]:
        with self._lock:
            published = self.published()
            published.readers += 1
        try:
            yield published
        finally:
            with self._lock:
                published.readers -= 1
                if published is not self._published:
                    self._close_unless_read(published)

    def _close_unless_read(self, published: Published) -> None:
        if not published.readers:
            published.library.close()

    def _open(self, version: str) -> Published:
        library = Library.open(self.settings.state / "knowledge", read_documents(self.folder))
        return Published(version, read_company(self.folder), open_data(self.folder, today()), library)


def build(settings: Settings, company: str | None = None, model: str | None = None) -> App:
    """Steward with these settings; `company` and `model` win over them. Raises OutsideError with what to do."""
    state = _state_folder(settings.state)
    spec = model or settings.model_spec
    limits = ModelSettings(
        api_key=settings.openai_api_key.get_secret_value(),
        base_url=settings.model_base_url,
        timeout_seconds=settings.model_timeout_seconds,
    )
    conversations = Conversations(state / "conversations.sqlite")
    agent = Agent(model_for(spec, limits), spec, conversations, writer_for=writer_for(spec, limits))
    return App(settings, company_folder(settings, company), agent)


def company_folder(settings: Settings, company: str | None) -> Path:
    """The folder of a company by path; 'sample' is built on first use."""
    named = company or settings.company
    if named == "sample":
        return build_sample(_state_folder(settings.state) / "sample")
    return Path(named)


def question(text: str, user: str | None = None, thread: str | None = None, channel: Channel = "dm") -> Question:
    """A question from the terminal, with an identifier of its own."""
    return Question(id=uuid4().hex[:12], text=text, user=user, thread=thread, channel=channel)


def _state_folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutsideError(f"The folder {folder} cannot be made; set STEWARD_STATE to one you may write.") from error
    return folder
