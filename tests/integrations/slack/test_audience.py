"""Who may read what: decided closed, and looked at again before anything is posted."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answer import Answer
from assistant.question import Question
from integrations.slack import audience
from integrations.slack.audience import is_open_to_others, is_outsider
from integrations.slack.wording import LOOKING, NOW_SHARED, POINTER, SHARED, UNCHECKED
from tests.integrations.slack.answers import answer, definition
from tests.integrations.slack.conftest import World


@pytest.mark.parametrize(
    "person",
    [
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_stranger": True},
        {"is_bot": True},
        {"deleted": True},
        {"team_id": "T9"},
        {"team_id": "T9", "enterprise_user": {"teams": ["T8", "T9"]}, "is_restricted": True},
    ],
    ids=str,
)
def test_a_guest_stranger_bot_or_leaver_is_an_outsider(person: dict[str, Any]) -> None:
    assert is_outsider(person, "T1")


@pytest.mark.parametrize(
    "person",
    [{}, {"team_id": "T1"}, {"team_id": "T2", "enterprise_user": {"teams": ["T1", "T2"]}}],
    ids=["says nothing", "own workspace", "another workspace of the same organisation"],
)
def test_a_colleague_is_no_outsider(person: dict[str, Any]) -> None:
    assert not is_outsider(person, "T1")


@pytest.mark.parametrize(
    "channel",
    [
        {"is_ext_shared": True},
        {"is_pending_ext_shared": True},
        {"is_shared": True},
        {"pending_shared": ["T9"]},
        {"connected_team_ids": ["T9"]},
        {"is_org_shared": True, "is_ext_shared": True},
    ],
    ids=str,
)
def test_a_channel_shared_or_about_to_be_is_open_to_others(channel: dict[str, Any]) -> None:
    assert is_open_to_others(channel, "T1")


def test_a_channel_shared_inside_one_organisation_is_not_open_to_others() -> None:
    assert not is_open_to_others({"is_org_shared": True, "is_shared": True, "connected_team_ids": ["T2"]}, "T1")
    assert is_open_to_others({"is_org_shared": True, "is_pending_ext_shared": True}, "T1")
    assert not is_open_to_others({"is_ext_shared": False, "is_shared": False, "connected_team_ids": ["T1"]}, "T1")


async def asked_in(world: World, payload: dict[str, Any]) -> list[str]:
    """What stands in the conversation after one event."""
    async with world.steward():
        await world.slack.deliver(payload)
        await world.slack.until(lambda: [it for it in world.slack.messages.values() if it.text != LOOKING])
    return [seen.text for seen in world.slack.messages.values()]


async def test_a_shared_channel_gets_a_fixed_refusal_and_the_assistant_is_not_asked(world: World) -> None:
    world.slack.channels["G1"]["is_ext_shared"] = True
    assert await asked_in(world, world.mention()) == [SHARED]
    assert world.assistant.asked == []


async def test_an_event_marked_as_shared_is_believed(world: World) -> None:
    assert await asked_in(world, world.mention() | {"is_ext_shared_channel": True}) == [SHARED]
    assert world.assistant.asked == []


async def test_an_asker_from_another_workspace_is_refused(world: World) -> None:
    assert await asked_in(world, world.mention(user_team="T9")) == [SHARED]
    assert world.assistant.asked == []


@pytest.mark.parametrize("payload", ["mention", "dm"])
async def test_a_guest_is_refused_everywhere(world: World, payload: str) -> None:
    world.slack.people["U1"]["is_restricted"] = True
    assert await asked_in(world, getattr(world, payload)()) == [SHARED]
    assert world.assistant.asked == []


@pytest.mark.parametrize("method", ["users.info", "conversations.info", "conversations.members"])
async def test_when_slack_does_not_say_who_listens_nobody_is_answered(world: World, method: str) -> None:
    world.slack.next_answers[method] = [(200, {}, {"ok": False, "error": "missing_scope"})]
    assert await asked_in(world, world.mention()) == [UNCHECKED]
    assert world.assistant.asked == []


async def test_a_private_channel_with_a_guest_among_its_members_is_refused(world: World) -> None:
    world.slack.people["U9"]["is_ultra_restricted"] = True
    world.slack.members["G1"].append("U9")
    assert await asked_in(world, world.mention()) == [SHARED]
    assert world.assistant.asked == []


async def test_in_a_public_channel_the_answer_is_for_the_asker_and_the_channel_gets_a_pointer(world: World) -> None:
    assert await asked_in(world, world.mention(channel="C1")) == [POINTER]
    (whisper,) = world.slack.whispers
    assert (whisper.channel, whisper.only_for) == ("C1", "U1")
    assert "108.3 %" in whisper.text
    assert world.assistant.asked[0].channel == "public"


async def test_a_company_may_choose_to_post_in_public_channels(world: World) -> None:
    world.slack.members["C1"] = ["U1", "U2"]
    async with world.steward(public="post"):
        mention = world.mention(channel="C1")
        await world.slack.deliver(mention)
        (seen,) = await world.slack.answered("C1", mention["event"]["ts"])
    assert "108.3 %" in seen.text
    assert world.slack.whispers == []


async def test_with_more_members_than_can_be_checked_the_answer_stays_private(world: World) -> None:
    world.slack.members["G1"] = [f"U{n}" for n in range(51)]
    assert await asked_in(world, world.mention()) == [POINTER]
    assert len(world.slack.whispers) == 1


async def test_a_definition_may_stand_in_a_public_channel(world: World) -> None:
    world.assistant.reply = definition()
    (text,) = await asked_in(world, world.mention(channel="C1"))
    assert text.startswith("Net revenue retention compares")
    assert world.slack.whispers == []


async def test_a_channel_that_becomes_shared_during_the_work_gets_no_answer(world: World) -> None:
    def share(_: Question) -> Answer:
        world.slack.channels["G1"]["is_ext_shared"] = True
        world.clock.move(seconds=5)
        return answer()

    world.assistant.reply = share
    assert await asked_in(world, world.mention()) == [NOW_SHARED]
    assert "108.3" not in str(world.slack.calls)


async def test_a_workspace_without_channel_lookup_is_judged_by_the_event(world: World) -> None:
    world.slack.unknown_methods = {"conversations.info", "conversations.members"}
    async with world.steward():
        await world.slack.deliver(world.dm())
        await world.slack.answered("D1")
        await world.slack.deliver(world.mention(channel="C1"))
        await world.slack.until(lambda: world.slack.whispers)
    assert [question.channel for question in world.assistant.asked] == ["dm", "public"]


async def test_a_lookup_that_does_not_end_keeps_the_answer_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience, "LOOKUP_SECONDS", 0.1)
    world.slack.next_answers["users.info"] = [(429, {"Retry-After": "30"}, {"ok": False, "error": "ratelimited"})]
    assert await asked_in(world, world.mention()) == [UNCHECKED]
    assert world.assistant.asked == []


async def test_what_slack_said_is_reused_briefly_and_asked_anew_before_a_later_post(world: World) -> None:
    async with world.steward():
        for count in (1, 2, 3):
            mention = world.mention(ts=f"{count}.1")
            await world.slack.deliver(mention)
            await world.slack.answered("G1", f"{count}.1")
            world.clock.move(seconds=10 * (count - 1))
    asked = [args["channel"] for args in world.slack.named("conversations.info")]
    assert len(asked) == 2
