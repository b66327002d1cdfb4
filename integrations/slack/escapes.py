"""Escaped marks of Markdown, carried past every rewriting and shown in Slack as the characters they are.

Slack has no way to escape a mark. Inside a word most do nothing there; a backtick, and any mark at the edge of a word,
is shown by a look-alike.
"""

from __future__ import annotations

import re

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
MARK = re.compile(r"[*_~`]")
# Private-use characters, one for each mark of ASCII.
PLACE = 0xE100
HELD = re.compile(f"[{chr(PLACE + 0x21)}-{chr(PLACE + 0x7E)}]")
LOOK_ALIKES = {"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"}


def hold(markdown: str) -> str:
    """The text with each escaped mark as one character that no rule of Markdown or Slack knows."""
    return ESCAPED.sub(lambda match: _held(match[1]), markdown)


def let_go(text: str) -> str:
    """The held marks as text between other text: none of them makes anything bold."""
    return HELD.sub(_inert, text)


def as_written(text: str) -> str:
    """The held marks as they are, for places where Slack reads no marks."""
    return HELD.sub(lambda match: _mark(match[0]), text)


def as_escaped(text: str) -> str:
    """The held marks with their backslashes, for code, where a backslash is one."""
    return HELD.sub(lambda match: f"\\{_mark(match[0])}", text)


def literal(text: str) -> str:
    """A text of the data among marks of our own: none of its characters is taken for a mark."""
    return let_go(MARK.sub(lambda match: _held(match[0]), text))


def _held(mark: str) -> str:
    return chr(PLACE + ord(mark))


def _mark(held: str) -> str:
    return chr(ord(held) - PLACE)


def _inert(match: re.Match[str]) -> str:
    mark, text = _mark(match[0]), match.string
    is_inside = text[: match.start()][-1:].isalnum() and text[match.end() :][:1].isalnum()
    return mark if is_inside and mark != "`" else LOOK_ALIKES.get(mark, mark)
