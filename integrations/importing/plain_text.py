"""Makes any text file readable: UTF-8, one kind of line end. A file that is so already is read where it lies."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = 1 << 20
PRINTABLE = bytes(range(0x20, 0x7F)) + b"\n\r"
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class PlainFile:
    """`path` is UTF-8 with one kind of line end; `name` is the file people know.

    `is_printable`: printable ASCII without quotation marks, so cells hold nothing to clean. `odd_lines` were not
    UTF-8 and were read as Western European (Windows-1252 or Latin-1).
    """

    path: Path
    name: str
    has_quotes: bool
    is_printable: bool = False
    odd_lines: int = 0


@dataclass(frozen=True)
class _Look:
    is_utf8: bool
    is_printable: bool
    has_quotes: bool
    has_even_line_ends: bool


def make_plain(path: Path, scratch: Path) -> PlainFile:
    """`path` itself when it can be read as it is, else a copy of the same lines in `scratch`."""
    encoding, mark = _encoding(path)
    look = (
        _look(path)
        if encoding == "utf-8"
        else _Look(is_utf8=False, is_printable=False, has_quotes=True, has_even_line_ends=False)
    )
    if look.is_utf8 and look.has_even_line_ends and not mark:
        return PlainFile(path, path.name, look.has_quotes, look.is_printable and not look.has_quotes)
    copy = scratch / f"plain_{len(list(scratch.glob('plain_*')))}.csv"
    odd = 0
    with copy.open("w", encoding="utf-8", newline="\n") as target:
        for text, is_odd in _lines(path, encoding, mark):
            target.write(text)
            odd += is_odd
    return PlainFile(copy, path.name, has_quotes=True, odd_lines=odd)


def _encoding(path: Path) -> tuple[str, int]:
    """The encoding family and the length of the byte order mark."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    zeros = [head[start::2].count(0) for start in (0, 1)]
    if len(head) > 3 and max(zeros) > len(head) // 4 and min(zeros) < len(head) // 40 + 1:
        return ("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"), 0
    return "utf-8", 0


def _look(path: Path) -> _Look:
    """One pass over the bytes: valid UTF-8, any quotation mark, one kind of line end."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, is_printable, has_quotes, returns, feeds, pairs, last = True, True, False, 0, 0, 0, b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            is_printable = is_printable and not block.translate(None, PRINTABLE)
            is_utf8 = is_printable or (is_utf8 and _decodes(decoder, block))
            has_quotes = has_quotes or b'"' in block
            returns, feeds = returns + block.count(b"\r"), feeds + block.count(b"\n")
            pairs += block.count(b"\r\n") + (last == b"\r" and block[:1] == b"\n")
            last = block[-1:]
    return _Look(is_utf8, is_printable, has_quotes, returns == 0 or (returns == pairs == feeds))


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True


def _lines(path: Path, encoding: str, mark: int) -> Iterator[tuple[str, bool]]:
    """The file's text line by line, line ends made equal, and whether the line was in an older encoding."""
    if encoding == "utf-8":
        with path.open("rb") as file:
            file.seek(mark)
            for line in file:
                text, is_odd = _decode(line)
                yield text.replace("\r\n", "\n").replace("\r", "\n"), is_odd
        return
    with path.open(encoding=encoding, errors="surrogatepass") as text_file:
        for number, text in enumerate(text_file):
            yield _without_surrogates(text.lstrip("\ufeff") if number == 0 else text), False


def _decode(line: bytes) -> tuple[str, bool]:
    try:
        return line.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    try:
        return _without_surrogates(line.decode("utf-8", "surrogatepass")), False
    except UnicodeDecodeError:
        pass
    try:
        return line.decode("cp1252"), True
    except UnicodeDecodeError:
        return line.decode("latin-1"), True


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")
