"""A message as it may leave: cleaned, disarmed, escaped, cut, and made of known parts only."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from integrations.slack.limits import MESSAGE_TEXT, Block, cut_lines, problems
from integrations.slack.message import Message
from integrations.slack.tokens import LIVE, MARKS, LinkRules, defuse

log = logging.getLogger(__name__)

ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def safe_message(message: Message, rules: LinkRules) -> Message:
    """The message as it may leave; blocks that would not fit are left out, the text always stays."""
    text = safe_mrkdwn(cut_lines(message.text, MESSAGE_TEXT), rules, MESSAGE_TEXT)
    blocks: list[Block] = _safe(list(message.blocks), rules)
    wrong = problems(blocks) if blocks else []
    if wrong:
        log.warning("Blocks left out: %s", "; ".join(wrong[:3]))
    return Message(text, () if wrong else tuple(blocks))


def safe_mrkdwn(text: str, rules: LinkRules, limit: int | None = None) -> str:
    """Text in which only allowed links are live."""
    defused = defuse(text, rules)
    if limit is not None:
        defused = cut_lines(defused, limit)
    escaped = "".join(ESCAPES.get(char, char) for char in defused)
    return MARKS.sub("", LIVE.sub(_live_link, escaped)).strip() or "-"


def safe_literal(text: str, rules: LinkRules) -> str:
    """Text for places where Slack links nothing but still reads entities."""
    return "".join(ESCAPES.get(char, char) for char in safe_raw(text, rules))


def safe_raw(text: str, rules: LinkRules) -> str:
    """Text for table cells, which Slack shows character by character."""
    named = LIVE.sub(lambda match: match[2] or match[1], defuse(text, rules))
    return MARKS.sub("", named).strip() or "-"


def _live_link(match: re.Match[str]) -> str:
    url, label = match[1], match[2].replace("|", "/")
    return f"<{url}|{label}>" if label else f"<{url}>"


WRITERS: dict[str, Callable[[str, LinkRules], str]] = {
    "mrkdwn": safe_mrkdwn,
    "plain_text": safe_literal,
    "raw_text": safe_raw,
}
# verbatim: Slack must not look for links and names in it again.
EXTRAS: dict[str, dict[str, bool]] = {"mrkdwn": {"verbatim": True}, "plain_text": {"emoji": False}, "raw_text": {}}
SHAPES: dict[str, frozenset[str]] = {
    "section": frozenset({"type", "text", "fields"}),
    "context": frozenset({"type", "elements"}),
    "actions": frozenset({"type", "elements"}),
    "context_actions": frozenset({"type", "elements"}),
    "table": frozenset({"type", "rows", "column_settings"}),
    "divider": frozenset({"type"}),
    "button": frozenset({"type", "text", "action_id", "value"}),
    "feedback_buttons": frozenset({"type", "action_id", "positive_button", "negative_button"}),
}
UNTYPED = frozenset({"text", "value", "align"})


def _safe(node: Any, rules: LinkRules) -> Any:
    """Blocks with only known parts: a link, picture or field nobody listed here cannot leave."""
    if isinstance(node, list):
        return [_safe(item, rules) for item in node]
    if not isinstance(node, dict):
        return node
    kind = str(node.get("type", ""))
    if kind in WRITERS:
        return {"type": kind, "text": WRITERS[kind](str(node.get("text", "")), rules), **EXTRAS[kind]}
    known = SHAPES.get(kind, UNTYPED)
    return {key: _safe(value, rules) for key, value in node.items() if key in known}
