"""What the stories plant can be seen: every signal, every play and every status, with the days the stories give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from integrations.company_folder import open_warehouse, read_company, read_documents
from integrations.sample.build import build_sample
from integrations.sample.stories import Story, load_stories
from knowledge.library import Library
from tools.company import Company
from tools.context import Context
from tools.health.score import health_of
from tools.plays import applies
from tools.record.reading import read_records
from tools.record.record import Record
from tools.scope import OPERATOR
from tools.signals.catalogue import SIGNALS, open_signals, signals_of

STORIES = load_stories()
# Known from the tables alone: no story has to plant them.
RECORDED = {"missed_goal"}
NEAR_DAYS = 45
FOUND = 0.95


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of its own: a file that plain SQL reads cannot be opened as a warehouse beside it."""
    return build_sample(tmp_path_factory.mktemp("signs") / "sample")


@pytest.fixture(scope="module")
def settings(company: Path) -> Company:
    return read_company(company)


@pytest.fixture(scope="module")
def records(company: Path, settings: Company) -> Mapping[str, Record]:
    warehouse = open_warehouse(company)
    context = Context(warehouse, OPERATOR, settings, Library(company, ()), warehouse.coverage.last_day)
    return {record.account.name: record for record in read_records(context).values()}


@pytest.fixture(scope="module")
def statuses(records: Mapping[str, Record], settings: Company) -> Mapping[str, str | None]:
    return {name: health_of(record, settings).status for name, record in records.items()}


def test_every_signal_is_planted_in_two_accounts() -> None:
    planted = {(sign, story.account) for story in STORIES for sign in story.signs}
    accounts = Counter(sign for sign, _ in planted)
    assert set(accounts) <= set(SIGNALS)
    assert [sign for sign in SIGNALS if accounts[sign] < 2 and sign not in RECORDED] == []


def test_every_signal_occurs_in_two_accounts(records: Mapping[str, Record], settings: Company) -> None:
    found = {(signal.name, name) for name, record in records.items() for signal in signals_of(record, settings)}
    accounts = Counter(signal for signal, _ in found)
    assert [signal for signal in SIGNALS if accounts[signal] < 2] == []


def test_what_is_planted_is_found_near_its_day(records: Mapping[str, Record], settings: Company) -> None:
    planted = [(story, sign, day) for story in STORIES for sign, day in story.signs.items()]
    missed = [
        (story.account, sign, day.isoformat())
        for story, sign, day in planted
        if not is_found(records[story.account], sign, day, settings)
    ]
    assert len(missed) <= (1 - FOUND) * len(planted), missed


def is_found(record: Record, sign: str, day: date, settings: Company) -> bool:
    """Whether an episode begins near the day, or holds on it."""
    found = [signal for signal in signals_of(record, settings, (SIGNALS[sign],))]
    return any(abs((signal.began - day).days) <= NEAR_DAYS or signal.holds_on(day) for signal in found)


def test_there_are_accounts_in_trouble_and_their_stories_say_why(statuses: Mapping[str, str | None]) -> None:
    told = {story.account for story in STORIES if story.outcome == "open"}
    red = {name for name, status in statuses.items() if status == "red"}
    yellow = {name for name, status in statuses.items() if status == "yellow"}
    assert len(red & told) >= 5
    assert len(yellow & told) >= 10


@pytest.mark.parametrize("kind", ["healthy", "expansion_ready"])
def test_accounts_that_do_well_are_not_red(kind: str, statuses: Mapping[str, str | None]) -> None:
    assert [story.account for story in STORIES if story.story == kind and statuses[story.account] == "red"] == []


def test_every_play_with_a_trigger_applies_to_two_accounts(
    company: Path, records: Mapping[str, Record], settings: Company, statuses: Mapping[str, str | None]
) -> None:
    signals = {name: {item.name for item in open_signals(record, settings)} for name, record in records.items()}
    paying = [name for name, status in statuses.items() if status]
    plays = [document for document in read_documents(company) if document.trigger]
    applied = {
        play.name: [name for name in paying if applies(play, signals[name], statuses[name] or "")] for play in plays
    }
    assert {name: accounts for name, accounts in applied.items() if len(accounts) < 2} == {}


@pytest.mark.parametrize("story", [story for story in STORIES if story.withdrawn], ids=lambda story: story.account)
def test_who_has_withdrawn_talks_only_where_the_story_says_so(story: Story, records: Mapping[str, Record]) -> None:
    record, told = records[story.account], {beat.on for beat in story.beats}
    roles = {contact.contact_id: contact.role or "" for contact in record.contacts}
    heard = [(roles.get(item.contact_id or "", ""), item.happened_on) for item in record.talks]
    heard += [(roles.get(item.contact_id or "", ""), item.answered_on) for item in record.surveys]
    late = [(role, day) for role, day in heard if story.withdrawn.get(role, date.max) <= day and day not in told]
    assert late == []
