"""Markdown as Slack's mrkdwn, which every Slack surface shows the same way; Slack's own markdown block is younger.

Links are left as they are written: only the gate may make one live.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from integrations.slack.columns import fixed, listed
from integrations.slack.escapes import as_escaped, as_written, hold, let_go
from integrations.slack.limits import FENCE

BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])")
STRUCK = re.compile(r"~~(?=\S)([^~\n]+)(?<=\S)~~")
HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$")
BULLET = re.compile(r"^([ \t]*)[-*+][ \t]+")
RULE = re.compile(r"^[ \t]*([-*_])([ \t]*\1){2,}[ \t]*$")
CODE = re.compile(r"(`[^`\n]+`)")
DIVIDER_ROW = re.compile(r"^\|?[ \t:|-]*-[ \t:|-]*\|?$")
# Markdown needs these empty lines; Slack shows them.
QUOTES = re.compile(r"^(>.*)\n\n(?=>)", re.MULTILINE)
UNDER_TITLE = re.compile(r"^(\*[^*\n]+\*|_[^_\n]+_)\n\n(?=```|>|• |\d+\. )", re.MULTILINE)
# Stands for a star while single stars become underscores.
STAR = "\x01"


def from_markdown(text: str) -> str:
    """Headings and bold as *bold*, emphasis as _this_, lists with bullets, tables as aligned plain text."""
    lines = text.replace("\r\n", "\n").split("\n")
    written = "\n".join(line for piece in _pieces(lines) for line in piece).strip("\n")
    return UNDER_TITLE.sub(r"\1\n", QUOTES.sub(r"\1\n", written))


def code_block(lines: list[str]) -> str:
    """Lines in a fixed-width block that their own backticks cannot close."""
    return "\n".join([FENCE, *(line.replace(FENCE, "'''") for line in lines), FENCE])


def _pieces(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines of one kind, each as Slack writes it."""
    for kind, run in groupby(_with_kind(lines), key=lambda pair: pair[0]):
        texts = [text for _, text in run]
        yield RUNS[kind](texts)


def _with_kind(lines: list[str]) -> Iterator[tuple[str, str]]:
    fenced = False
    for line in lines:
        is_fence = line.lstrip().startswith((FENCE, "~~~"))
        if fenced or is_fence:
            yield "code", line
        else:
            yield ("table" if line.lstrip().startswith("|") else "prose"), hold(line)
        fenced = fenced != is_fence


def _code(lines: list[str]) -> list[str]:
    return code_block([line for line in lines if not line.lstrip().startswith((FENCE, "~~~"))]).split("\n")


def _table(lines: list[str]) -> list[str]:
    rows = [[cell.strip().replace("**", "") for cell in line.strip().strip("|").split("|")] for line in lines]
    if len(lines) < 2 or not DIVIDER_ROW.match(lines[1].strip()):
        return _prose(lines)
    cells = [rows[0], *rows[2:]]
    text = fixed([[as_written(cell) for cell in row] for row in cells], [cell.endswith(":") for cell in rows[1]])
    if not text:
        return [let_go(f"• *{name}*: {others}") for name, others in listed(cells)]
    return code_block(text).split("\n")


def _prose(lines: list[str]) -> list[str]:
    return [let_go(_line(line)) for line in lines if not RULE.match(line)]


RUNS = {"code": _code, "table": _table, "prose": _prose}


def _line(line: str) -> str:
    heading = HEADING.match(line)
    if heading:
        return f"*{_inline(heading[1]).replace('*', '')}*"
    return _inline(BULLET.sub(r"\1• ", line))


def _inline(line: str) -> str:
    pieces = CODE.split(line)
    pieces[::2] = [_emphasis(piece) for piece in pieces[::2]]
    pieces[1::2] = [as_escaped(piece) for piece in pieces[1::2]]
    return "".join(pieces)


def _emphasis(text: str) -> str:
    text = BOLD.sub(rf"{STAR}\2{STAR}", text)
    return STRUCK.sub(r"~\1~", ITALIC.sub(r"_\1_", text)).replace(STAR, "*")
