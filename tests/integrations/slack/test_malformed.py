"""Whatever arrives, Slack gets its acknowledgement and the next question is answered."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from tests.integrations.slack.conftest import World

ODD: tuple[Any, ...] = (None, 7, "x", [], {}, ["a"], {"id": 1})
EVENT_FIELDS = ("channel", "user", "text", "ts", "thread_ts", "channel_type", "subtype", "assistant_thread", "message")
BODY_FIELDS = ("event", "authorizations", "team_id", "enterprise_id", "team", "context")
CLICK_FIELDS = ("actions", "container", "channel", "user", "team", "view", "response_url", "trigger_id")


def odd_events() -> Iterator[dict[str, Any]]:
    kinds = ("message", "app_mention", "assistant_thread_started", "assistant_thread_context_changed", None, 7)
    for kind, (name, value) in zip(itertools.cycle(kinds), itertools.product(EVENT_FIELDS, ODD), strict=False):
        event = {"type": kind, "channel": "D1", "user": "U1", "channel_type": "im", "ts": "1.1", name: value}
        yield {"type": "event_callback", "team_id": "T1", "event": event}
    for name, value in itertools.product(BODY_FIELDS, ODD):
        yield {"type": "event_callback", "team_id": "T1", "event": {"type": "message"}, name: value}


def odd_interactions() -> Iterator[dict[str, Any]]:
    for kind, (name, value) in itertools.product(("block_actions", "shortcut"), itertools.product(CLICK_FIELDS, ODD)):
        yield {"type": kind, "actions": [{"action_id": "show_math", "value": "x"}], "user": {"id": "U1"}, name: value}


async def test_every_odd_payload_is_acknowledged_over_socket_mode(world: World) -> None:
    async with world.steward():
        for payload in odd_events():
            await world.slack.deliver(payload)
        for payload in odd_interactions():
            await world.slack.deliver(payload, "interactive")
            await world.slack.deliver({**payload, "command": "/steward", "type": ""}, "slash_commands")
        await world.slack.deliver(world.dm("still there?", ts="2.2"))
        await world.slack.until(lambda: any(asked.text == "still there?" for asked in world.assistant.asked))
