"""Slack's refusals, written from its reference on their own, so that they check what the code believes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

SENDING = ("chat.postMessage", "chat.update", "chat.postEphemeral")
TEXT_LIMITS = {"section": 3_000, "header": 150}
QUIET = {"unfurl_links": False, "unfurl_media": False, "link_names": False, "parse": "none"}
LIVE_TOKEN = re.compile(r"<[@#!][^>]*>")


def refusal_of(method: str, args: dict[str, Any]) -> str | None:
    """Slack's error for a sending call, or None. Previews and live mentions are refused too: ours must have none."""
    if method not in SENDING:
        return None
    if not args.get("text"):
        return "no_text"
    if any(args.get(name) != value for name, value in QUIET.items()):
        return "preview_or_parsing_left_on"
    if len(args["text"]) > 4_000:
        return "msg_too_long"
    blocks = args.get("blocks") or []
    if LIVE_TOKEN.search(str([args["text"], blocks])):
        return "live_token"
    if sum(len(text) for text in texts_of(blocks)) > 13_200:
        return "msg_blocks_too_long"
    return "invalid_blocks" if list(faults(blocks)) else None


def texts_of(node: Any) -> Iterator[str]:
    """Every text in the blocks."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from texts_of(value)
    elif isinstance(node, list):
        for item in node:
            yield from texts_of(item)


def faults(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """What Slack would refuse in these blocks."""
    if len(blocks) > 50:
        yield "more than 50 blocks"
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield "two tables"
    for block in blocks:
        yield from FAULTS[block["type"]](block)


def _section(block: dict[str, Any]) -> Iterator[str]:
    if "text" in block and not 1 <= len(block["text"]["text"]) <= 3_000:
        yield "section text"
    fields = block.get("fields", [])
    if (
        len(fields) > 10
        or any(not 1 <= len(item["text"]) <= 2_000 for item in fields)
        or not (fields or "text" in block)
    ):
        yield "section fields"


def _context(block: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10 or any(not item["text"] for item in block["elements"]):
        yield "context"


def _actions(block: dict[str, Any]) -> Iterator[str]:
    buttons = block["elements"]
    if not 1 <= len(buttons) <= 25 or len({button["action_id"] for button in buttons}) != len(buttons):
        yield "actions"
    for button in buttons:
        if not 1 <= len(button["text"]["text"]) <= 75 or len(button["value"]) > 2_000 or len(button["action_id"]) > 255:
            yield "button"


def _context_actions(block: dict[str, Any]) -> Iterator[str]:
    for element in block["elements"]:
        for side in ("positive_button", "negative_button"):
            if not 1 <= len(element[side]["text"]["text"]) <= 75 or len(element[side]["value"]) > 2_000:
                yield "feedback"


def _table(block: dict[str, Any]) -> Iterator[str]:
    widths = {len(row) for row in block["rows"]}
    if not 1 <= len(block["rows"]) <= 100 or len(widths) != 1 or max(widths) > 20:
        yield "table shape"
    if any(not cell["text"] for row in block["rows"] for cell in row):
        yield "empty cell"


FAULTS = {
    "section": _section,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "table": _table,
}
