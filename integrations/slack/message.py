"""One Slack message: blocks for the eye, and the same content as text for notifications and where blocks fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from integrations.slack.columns import aligned
from integrations.slack.limits import SECTION, Block, cut_lines
from integrations.slack.mrkdwn import code_block

SHORT = 1_000


@dataclass(frozen=True)
class Message:
    """`files` are brought after it, to whom it went."""

    text: str
    blocks: tuple[Block, ...] = ()
    files: tuple[Path, ...] = ()


def versions(message: Message) -> Iterator[Message]:
    """The message, then ever plainer ones where it is refused: older block types only, text, a short text."""
    yield message
    if message.blocks:
        plain = simpler(message.blocks)
        if plain != message.blocks:
            yield Message(message.text, plain)
        yield Message(message.text)
    yield Message(cut_lines(message.text, SHORT))


def simpler(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with a table as aligned text and feedback as ordinary buttons."""
    return tuple(SIMPLER.get(block["type"], _same)(block) for block in blocks)


def _same(block: Block) -> Block:
    return block


def _table_as_text(block: Block) -> Block:
    rows = [[cell["text"] for cell in row] for row in block["rows"]]
    text = cut_lines("\n".join(aligned(rows)), SECTION - 200)
    return {"type": "section", "text": {"type": "mrkdwn", "text": code_block(text.split("\n"))}}


def _feedback_as_buttons(block: Block) -> Block:
    element = block["elements"][0]
    sides = (("good", element["positive_button"]), ("bad", element["negative_button"]))
    buttons = [
        {"type": "button", "action_id": f"{element['action_id']}_{name}", "text": side["text"], "value": side["value"]}
        for name, side in sides
    ]
    return {"type": "actions", "elements": buttons}


SIMPLER = {"table": _table_as_text, "context_actions": _feedback_as_buttons}
