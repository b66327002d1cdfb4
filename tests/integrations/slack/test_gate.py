"""Nothing reaches Slack except through the gate, and nothing passes it that nobody listed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.slack.app import web_client
from integrations.slack.gate import QUIET, Gate, Place
from integrations.slack.message import Message
from integrations.slack.payload import safe_message
from integrations.slack.tokens import LinkRules
from tests.integrations.slack.fake_slack import FakeSlack

SLACK = Path(__file__).parents[3] / "integrations" / "slack"
SENDING = re.compile(r"(chat|views|files|assistant_threads|reactions|pins|canvases|bookmarks)_\w+")
BOLT_SENDERS = {
    "say",
    "respond",
    "say_stream",
    "set_status",
    "set_suggested_prompts",
    "set_title",
    "AsyncWebhookClient",
}


def sending_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.attr] if isinstance(node, ast.Attribute) else [node.id] if isinstance(node, ast.Name) else []
        yield from (name for name in names if SENDING.fullmatch(name) or name in BOLT_SENDERS)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ack" and node.args:
            yield "ack with a text"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"chat\.\w+", node.value):
            yield node.value


def test_no_module_but_the_gate_sends_to_slack() -> None:
    senders = {path.name: sorted(set(sending_calls(path))) for path in SLACK.glob("*.py")}
    assert {name for name, calls in senders.items() if calls} == {"gate.py"}
    assert senders["gate.py"] == [
        "AsyncWebhookClient",
        "assistant_threads_setStatus",
        "assistant_threads_setSuggestedPrompts",
        "chat_postEphemeral",
        "chat_postMessage",
        "chat_update",
        "files_upload_v2",
    ]


def test_parts_of_a_block_that_nobody_listed_do_not_leave() -> None:
    button = {"type": "button", "action_id": "a", "value": "v", "text": {"type": "plain_text", "text": "Open"}}
    message = Message(
        "x",
        (
            {"type": "actions", "elements": [button | {"url": "https://evil.com"}]},
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": "x"},
                "accessory": {"image_url": "https://evil.com"},
            },
        ),
    )
    safe = safe_message(message, LinkRules())
    assert "evil" not in str(safe)
    assert len(safe.blocks) == 2


def test_an_unknown_block_leaves_the_text_alone() -> None:
    safe = safe_message(Message("text", ({"type": "image", "image_url": "https://evil.com/x.png"},)), LinkRules())
    assert safe == Message("text")


def test_slack_is_told_to_look_for_nothing_in_our_texts() -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "a"}}
    assert safe_message(Message("a", (section,)), LinkRules()).blocks[0]["text"]["verbatim"] is True


@pytest.mark.parametrize("length", [1, 3_899, 3_900, 3_901, 4_001, 200_000])
def test_a_text_of_any_length_leaves_within_the_limit(length: int) -> None:
    for text in ("a" * length, "wörd " * (length // 5 + 1), "<&>\n" * (length // 4 + 1)):
        assert 0 < len(safe_message(Message(text), LinkRules()).text) <= 4_000


def test_lines_left_out_are_counted() -> None:
    text = "\n".join(f"line {n}" for n in range(1_000))
    shown = safe_message(Message(text), LinkRules()).text
    assert re.search(r"line \d+\n\(showing \d+ of 1000 lines\)$", shown)


async def test_every_way_out_carries_the_flags_against_previews(slack: FakeSlack) -> None:
    gate, place = Gate(web_client("xoxb-test", slack.api), LinkRules()), Place("D1")
    ts = await gate.post(place, Message("a"))
    await gate.update(place, ts, Message("b"))
    await gate.whisper(place, "U1", Message("c"))
    await gate.reply(slack.response_url(), Message("d"))
    for _, args in slack.calls:
        assert {name: args[name] for name in QUIET} == dict(QUIET)
