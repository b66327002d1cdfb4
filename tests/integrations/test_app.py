"""One Steward over several published versions: each question keeps the one it began with."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.question import Question
from integrations import app as composition
from integrations.app import App, Published, question
from integrations.settings import Settings
from tests.company import account, context, line
from tools.context import Context


@dataclass
class FakeLibrary:
    warmed: threading.Event = field(default_factory=threading.Event)
    is_closed: bool = False

    def warm_up(self) -> None:
        self.warmed.set()

    def close(self) -> None:
        self.is_closed = True


@dataclass
class FakeAgent:
    """Answers when it is let go."""

    model_name: str = "fake"
    began: threading.Event = field(default_factory=threading.Event)
    may_end: threading.Event = field(default_factory=threading.Event)

    def answer(self, asked: Question, _context: Context, _now: object) -> Answer:
        self.began.set()
        self.may_end.wait(20)
        return Answer(id=asked.id, question=asked.text, outcome="answered", answer="Fine.", model="fake")


@dataclass
class Versions:
    """The company's pointer, and what was opened under each name."""

    current: str = "1"
    opened: dict[str, Any] = field(default_factory=dict)


@pytest.fixture
def versions(monkeypatch: pytest.MonkeyPatch) -> Versions:
    view = context({"accounts": [account("A")], "subscriptions": [line("A", 12, "2024-01-01")]})
    found = Versions()

    def opened(_app: App, version: str) -> Published:
        found.opened[version] = FakeLibrary()
        return Published(version, view.company, view.warehouse, found.opened[version])

    monkeypatch.setattr(composition, "version_of", lambda _folder, _today: found.current)
    monkeypatch.setattr(App, "_open", opened)
    return found


@pytest.fixture
def agent() -> FakeAgent:
    return FakeAgent()


@pytest.fixture
def steward(versions: Versions, agent: FakeAgent) -> App:
    return App(Settings(), Path("nowhere"), agent)  # type: ignore[arg-type]


def test_a_replaced_version_is_closed_and_the_new_one_made_ready(steward: App, versions: Versions) -> None:
    steward.published()
    versions.current = "2"
    assert steward.published().version == "2"
    assert (versions.opened["1"].is_closed, versions.opened["2"].is_closed) == (True, False)
    assert versions.opened["2"].warmed.wait(20)


def test_a_version_that_a_question_still_reads_is_closed_after_its_answer(
    steward: App, versions: Versions, agent: FakeAgent
) -> None:
    asking = threading.Thread(target=steward.ask, args=(question("anything"),))
    asking.start()
    assert agent.began.wait(20)
    versions.current = "2"
    steward.published()
    assert not versions.opened["1"].is_closed
    agent.may_end.set()
    asking.join(20)
    assert versions.opened["1"].is_closed


def test_questions_at_once_open_a_version_only_once(steward: App, versions: Versions, agent: FakeAgent) -> None:
    agent.may_end.set()
    threads = [threading.Thread(target=steward.ask, args=(question(str(n)),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert list(versions.opened) == ["1"]
    assert steward.published().readers == 0


def test_the_index_is_opened_in_the_background_when_slack_starts(steward: App, versions: Versions) -> None:
    steward.warm_up()
    assert versions.opened["1"].warmed.wait(20)


def test_the_records_are_read_in_the_background_when_slack_starts(steward: App) -> None:
    steward.warm_up()
    for thread in [thread for thread in threading.enumerate() if thread.name == "warm-up"]:
        thread.join(20)
    assert steward.published().warehouse.has_kept(("records", None))
