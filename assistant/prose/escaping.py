"""Names and texts from the data, made harmless: they may be shown, never take effect."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
MARKS = re.compile(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)|^[#+=-]|^\d+(?=[.)]\s)")
INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def plain(text: str, longest: int = LONGEST) -> str:
    """One line of at most that many characters in which no Markdown mark works."""
    visible = "".join(" " if unicodedata.category(mark) in INVISIBLE else mark for mark in text)
    line = " ".join(visible.split())
    cut = line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
    return MARKS.sub(_escaped, cut)


def cell(text: str) -> str:
    """A text for a table, where an empty cell is written as a dash."""
    return text.replace("\n", " ").strip() or "-"


def _escaped(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"
