"""Slack's limits for text and blocks, and cutting that says what was left out.

Numbers: Slack's Block Kit reference; the sum over one message was found lower in practice than any single limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

from integrations.slack.characters import is_joined

Block = dict[str, Any]

MESSAGE_TEXT = 3_900  # chat.update refuses more than 4,000
MESSAGE_SUM = 12_000
BLOCKS = 50
SECTION = 3_000
FIELDS = 10
FIELD = 2_000
CONTEXT = 10
CONTEXT_TEXT = 2_000
BUTTONS = 25
BUTTON = 75
VALUE = 2_000
IDENTIFIER = 255
ROWS, COLUMNS = 100, 20
CELL = 1_000

FENCE = "```"
FENCE_LINE = f"\n{FENCE}"
GROWTH = {"&": 5, "<": 4, ">": 4}


def size(text: str) -> int:
    """Length as Slack counts it, after escaping."""
    return sum(GROWTH.get(char, 1) for char in text)


def cut_lines(text: str, limit: int, unit: str = "lines") -> str:
    """At most `limit` characters after escaping: whole lines and how many are shown, else part of the first line."""
    if size(text) <= limit:
        return text
    lines = text.split("\n")
    room = limit - len(f"\n(showing {len(lines)} of {len(lines)} {unit})")
    sizes = accumulate(size(line) + 1 for line in lines)
    shown = sum(total <= room + 1 for total in sizes)
    if shown == 0:
        return cut_words(text.replace("\n", " "), limit)
    return "\n".join(lines[:shown]) + f"\n(showing {shown} of {len(lines)} {unit})"


def cut_words(text: str, limit: int) -> str:
    """One line of at most `limit` characters after escaping, cut between words where there are words."""
    if size(text) <= limit:
        return text
    fitting = sum(total <= limit - 1 for total in accumulate(GROWTH.get(char, 1) for char in text))
    while 0 < fitting < len(text) and is_joined(text[fitting]):
        fitting -= 1
    head = text[:fitting]
    at_word = head.rpartition(" ")[0]
    return (at_word if size(at_word) * 2 > limit else head).rstrip() + "…"


def split_lines(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` characters after escaping, cut at line ends; a code block stays one."""
    pieces: list[str] = []
    piece: list[str] = []
    fenced = False
    for line in (part for whole in text.split("\n") for part in _split_line(whole, limit - 2 * len(FENCE_LINE))):
        if piece and size("\n".join([*piece, line])) > limit - len(FENCE_LINE):
            pieces.append("\n".join([*piece, FENCE] if fenced else piece))
            piece = [FENCE] if fenced else []
        piece.append(line)
        fenced = fenced != line.startswith(FENCE)
    return [whole for whole in [*pieces, "\n".join(piece)] if whole.strip()]


def _split_line(line: str, limit: int) -> Iterator[str]:
    while size(line) > limit:
        head = cut_words(line, limit).removesuffix("…")
        yield head
        line = line[len(head) :].lstrip()
    yield line


def fits(blocks: list[Block]) -> bool:
    """Whether Slack would take these blocks in one message."""
    return not problems(blocks)


def problems(blocks: list[Block]) -> list[str]:
    """What is wrong with the blocks, one phrase each; sizes are taken as written, so escape first."""
    found = [f"{len(blocks)} blocks"] if not 0 < len(blocks) <= BLOCKS else []
    for block in blocks:
        check = CHECKS.get(block.get("type", ""))
        found += [f"unknown block {block.get('type')}"] if check is None else list(check(block))
    found += [f"{total} characters in all"] if (total := sum(map(_weight, blocks))) > MESSAGE_SUM else []
    found += ["more than one table"] if sum(block.get("type") == "table" for block in blocks) > 1 else []
    return found


def _weight(node: object) -> int:
    if isinstance(node, dict):
        return sum(len(v) if k == "text" and isinstance(v, str) else _weight(v) for k, v in node.items())
    return sum(map(_weight, node)) if isinstance(node, list) else 0


def _section(block: Block) -> Iterator[str]:
    if "text" in block:
        yield from _text(block["text"], SECTION)
    fields = block.get("fields", [])
    if "text" not in block and not fields:
        yield "empty section"
    if len(fields) > FIELDS:
        yield f"{len(fields)} fields"
    for field in fields:
        yield from _text(field, FIELD)


def _context(block: Block) -> Iterator[str]:
    if not 0 < len(block["elements"]) <= CONTEXT:
        yield f"{len(block['elements'])} context elements"
    for element in block["elements"]:
        yield from _text(element, CONTEXT_TEXT)


def _actions(block: Block) -> Iterator[str]:
    buttons = block["elements"]
    if not 0 < len(buttons) <= BUTTONS:
        yield f"{len(buttons)} buttons"
    if len({button["action_id"] for button in buttons}) < len(buttons):
        yield "an action_id twice"
    for button in buttons:
        yield from _button(button)


def _context_actions(block: Block) -> Iterator[str]:
    for element in block["elements"]:
        for side in ("positive_button", "negative_button"):
            yield from _button({"action_id": element["action_id"], **element[side]})


def _button(button: Block) -> Iterator[str]:
    yield from _text(button["text"], BUTTON)
    if len(button["value"]) > VALUE or len(button["action_id"]) > IDENTIFIER:
        yield "a button value or id too long"


def _table(block: Block) -> Iterator[str]:
    rows = block["rows"]
    if not 0 < len(rows) <= ROWS or not 0 < len(rows[0]) <= COLUMNS or len({len(row) for row in rows}) > 1:
        yield f"a table of {len(rows)} rows"
    for cell in (cell for row in rows for cell in row):
        yield from _text(cell, CELL)


def _text(node: Block, limit: int) -> Iterator[str]:
    if not 0 < len(node["text"]) <= limit:
        yield f"{len(node['text'])} characters where 1 to {limit} may stand"


def _nothing(_: Block) -> Iterator[str]:
    return iter(())


CHECKS: dict[str, Callable[[Block], Iterator[str]]] = {
    "section": _section,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "table": _table,
    "divider": _nothing,
}
