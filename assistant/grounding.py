"""Whether the evidence of a turn states what a text says. Pure; no model is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.claims.dates import When
from assistant.claims.deeds import deeds
from assistant.claims.directions import contradictions
from assistant.claims.lexicon import Lexicon
from assistant.claims.named import misnamed, unknown_accounts, unknown_plays
from assistant.claims.numbers import MARKER, Number, read_numbers
from assistant.claims.orders import disordered
from assistant.claims.periods import is_named, read_named
from assistant.claims.reading import readable, without
from assistant.claims.segments import segments
from assistant.claims.stated import Ground, ground_of
from assistant.claims.subjects import misplaced
from tools.evidence import Evidence

QUOTE = re.compile(r'^\s*>[^"\n]*"([^\n]{3,})"\s*$|"([^"\n]{3,})"|^\s*>\s?(.+)$', re.MULTILINE)
SHORTEST_QUOTE = 20
MARKS = re.compile(r"[*_`~\\]")
TOP = re.compile(r"top (\d+)")
NUMBERED_NAME = re.compile(r"(?<![\w/.-])([A-Za-z][A-Za-z]*[_-])\d+\b")


@dataclass(frozen=True)
class Grounding:
    """What a text says beyond its evidence: numbers and dates no fact states; claims that facts contradict."""

    ungrounded: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not self.ungrounded and not self.unsupported


def check(text: str, evidences: Sequence[Evidence]) -> Grounding:
    """Numbers, dates, subjects, directions and deeds in the text against the evidence of the turn."""
    ground = ground_of(evidences)
    written = readable(text)
    said = _without_quotes(without(written, ground.phrases), ground)
    unsupported = (*_unsupported(said, ground), *_false_quotes(written, ground))
    return Grounding(_unique(_ungrounded(said, ground)), _unique(unsupported))


def ungrounded_numbers(text: str, evidences: Sequence[Evidence]) -> tuple[str, ...]:
    """The numbers and dates of the text, as written, that no fact, passage or assumption states."""
    return check(text, evidences).ungrounded


def unsupported_claims(text: str, evidences: Sequence[Evidence]) -> tuple[str, ...]:
    """Numbers given to the wrong subject, directions against a difference, names not found, deeds no tool can do."""
    return check(text, evidences).unsupported


def _ungrounded(text: str, ground: Ground) -> Iterator[str]:
    whens, rest = read_named(without(text, ground.names), ground)
    for place in dict.fromkeys(when.place for when in whens):
        readings = [when for when in whens if when.place == place]
        if not any(is_named(when, ground) or _is_counted(when, ground) for when in readings):
            yield readings[0].text
    longest = max(ground.ranks, len(MARKER.findall(rest)))
    for number in read_numbers(rest):
        if number.kind == "rank" and _is_rank(number, longest, ground):
            continue
        if not ground.saying(number):
            yield number.text


def _is_counted(when: When, ground: Ground) -> bool:
    """A bare "2024" may also be a count."""
    return when.text.isdigit() and any(ground.saying(number) for number in read_numbers(when.text))


def _is_rank(number: Number, longest: int, ground: Ground) -> bool:
    """A place in a list of the evidence or of the text; a "top 10" only where the facts are not about another top."""
    tops = {match[1] for name in ground.names if (match := TOP.fullmatch(name))}
    if number.lead == "top" and tops:
        return str(number.value) in tops
    return number.value is not None and 1 <= number.value <= longest


def _unsupported(text: str, ground: Ground) -> Iterator[str]:
    lexicon = Lexicon(ground)
    for piece in segments(text, lexicon.names_somebody, lexicon.first_name):
        if _is_repeated(piece, ground):
            continue
        yield from misplaced(piece, lexicon)
        yield from disordered(piece, lexicon)
        yield from contradictions(piece, lexicon)
        yield from misnamed(piece, lexicon)
    yield from _unknown_names(text, ground)
    yield from unknown_plays(text, ground)
    yield from unknown_accounts(text, ground)
    yield from deeds(text, ground.records)


def _is_repeated(piece: str, ground: Ground) -> bool:
    """A sentence word for word from the glossary, a note or a definition claims what that says."""
    words = " ".join(piece.split()).strip(" .").casefold()
    return len(words) > SHORTEST_QUOTE and words in ground.told.casefold()


def _unknown_names(text: str, ground: Ground) -> Iterator[str]:
    """Names like the known ones with another number: Company_13 where the facts know only Company_12."""
    known = {match[0].lower() for name in (*ground.names, *ground.worded) for match in NUMBERED_NAME.finditer(name)}
    stems = {re.sub(r"\d+$", "", name) for name in known}
    for match in NUMBERED_NAME.finditer(text):
        if match[0].lower() not in known and match[1].lower() in stems:
            yield match[0]


def _without_quotes(text: str, ground: Ground) -> str:
    """The text without what it quotes word for word from records."""
    return QUOTE.sub(lambda match: " " * len(match[0]) if _is_on_record(match, ground) else match[0], text)


def _false_quotes(text: str, ground: Ground) -> Iterator[str]:
    """A line that quotes what no record says."""
    yield from (match[1] for match in QUOTE.finditer(text) if match[1] and not _is_on_record(match, ground))


def _is_on_record(match: re.Match[str], ground: Ground) -> bool:
    quoted = _bare((match[1] or match[2] or match[3]).rstrip("…."))
    return any(quoted in _bare(record) for record in (*ground.records, ground.told))


def _bare(text: str) -> str:
    """Without the marks that are words of a record here and emphasis there."""
    return " ".join(MARKS.sub("", text).split())


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
