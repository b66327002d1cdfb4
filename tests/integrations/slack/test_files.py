"""A draft follows its answer as a file: to those who see the answer and to nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrations.slack.gate import Place
from integrations.slack.wording import HERE_IT_IS, NO_FILE
from tests.integrations.slack.answers import answer
from tests.integrations.slack.conftest import World

SAID = "Draft of the business review."


@pytest.fixture
def deck(world: World, tmp_path: Path) -> Path:
    file = tmp_path / "business-review-acme.pptx"
    file.write_bytes(b"slides")
    world.assistant.reply = answer(SAID, files=(str(file),))
    return file


async def test_in_a_direct_message_the_file_follows_the_answer(world: World, deck: Path) -> None:
    async with world.steward():
        await world.slack.deliver(world.dm())
        await world.slack.until(lambda: world.slack.drive.files)
    (file,) = world.slack.drive.files
    assert (file.channel, file.thread, file.name, file.content) == ("D1", None, deck.name, b"slides")
    assert [seen.text.split("\n")[0] for seen in world.slack.visible("D1")] == [SAID]


async def test_in_a_channel_of_colleagues_the_file_stands_in_the_thread(world: World, deck: Path) -> None:
    async with world.steward():
        await world.slack.deliver(world.mention(ts="17.5"))
        await world.slack.until(lambda: world.slack.drive.files)
    assert [(file.channel, file.thread) for file in world.slack.drive.files] == [("G1", "17.5")]


async def test_where_only_the_asker_may_see_the_answer_the_file_comes_directly(world: World, deck: Path) -> None:
    async with world.steward():
        await world.slack.deliver(world.mention(channel="C1"))
        await world.slack.until(lambda: world.slack.drive.files)
    assert [file.channel for file in world.slack.drive.files] == ["D-U1"]
    assert [seen.text for seen in world.slack.visible("D-U1")] == [HERE_IT_IS]


async def test_the_file_of_a_command_comes_directly(world: World, deck: Path) -> None:
    async with world.steward():
        await world.slack.deliver(world.command(), "slash_commands")
        await world.slack.until(lambda: world.slack.drive.files)
    assert [file.channel for file in world.slack.drive.files] == ["D-U1"]


async def test_a_shared_channel_sees_neither_answer_nor_file(world: World, deck: Path) -> None:
    world.slack.channels["C2"] = {"is_ext_shared": True}
    async with world.steward() as app:
        await world.slack.deliver(world.mention(channel="C2"))
        await world.slack.until(lambda: [it for it in world.slack.messages.values() if it.channel == "C2"])
        await app.desk.turns.close(1)
    assert world.slack.drive.files == []
    assert world.slack.named("files.getUploadURLExternal") == []


@pytest.mark.parametrize("error", ["missing_scope", "file_uploads_disabled", "unknown_method"])
async def test_a_file_that_slack_refuses_is_told_of(world: World, deck: Path, error: str) -> None:
    world.slack.next_answers["files.getUploadURLExternal"] = [(200, {}, {"ok": False, "error": error})]
    async with world.steward():
        await world.slack.deliver(world.dm())
        first, second = await world.slack.answered("D1", count=2)
    assert (first.text.split("\n")[0], second.text, world.slack.drive.files) == (SAID, NO_FILE, [])


async def test_a_file_that_is_gone_is_told_of_and_the_answer_stays(world: World, deck: Path) -> None:
    deck.unlink()
    async with world.steward():
        await world.slack.deliver(world.dm())
        first, second = await world.slack.answered("D1", count=2)
    assert (first.text.split("\n")[0], second.text) == (SAID, NO_FILE)


async def test_the_name_of_a_file_is_a_name_and_nothing_else(world: World, tmp_path: Path) -> None:
    file = tmp_path / "a<!channel> *b* _c_ 日本 ..pptx.docx"
    file.write_bytes(b"text")
    async with world.steward() as app:
        await app.desk.delivery._gate.upload(Place("D1"), file)
    assert [one.name for one in world.slack.drive.files] == ["a-channel-b-c-pptx.docx"]


async def test_where_the_answer_may_not_be_posted_no_file_is_either(world: World, deck: Path) -> None:
    world.slack.next_answers["chat.postMessage"] = [(200, {}, {"ok": False, "error": "is_archived"})] * 2
    async with world.steward() as app:
        await world.slack.deliver(world.dm())
        await world.slack.answered("D-U1")
        await app.desk.turns.close(1)
    assert world.slack.drive.files == []
