"""Whether a sentence may stand for a line of a draft: it states what the line states and claims nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from assistant.claims.dates import read_dates
from assistant.claims.numbers import read_numbers
from assistant.claims.reading import readable
from assistant.grounding import check
from assistant.papers.markdown import BOLD
from assistant.papers.paper import Line
from assistant.replies import LIVE
from knowledge.stop_words import STOP_WORDS
from tools.evidence import Evidence

LONGEST = 320
# A line's gap, and its quotation of a record.
GAP = re.compile(r"\[[^\]]+\]")
QUOTED = re.compile(r"“[^”]+”")
PROPER = re.compile(r"(?<![.!?:] )(?<!^)(?<![“\"(])\b[A-Z][\w'’-]+")
WORD = re.compile(r"[a-z]{3,}")
STEM = 5
DENIAL = re.compile(r"\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)
# What binds us, what happened, and what somebody feels: in a text only where the draft says it too.
CLAIMS = re.compile(
    r"\b(?:promis|guarant|commit|ensur|assur|discount|free\b|refund|credit|waiv|rebate|compensat|offer|roadmap|deliver|ship"
    r"|will\b|shall\b|going to|set to|about to|we['’]ll|i['’]ll|soon\b|asap|immediately"
    r"|renew|cancel|churn|expan|upgrad|downgrad|terminat|sign|agree|approv|accept|decid|confirm|resolv|solv|fix|escalat"
    r"|rais|increas|reduc|grow|grew|declin|drop|improv|thrill|delight|excit|sorry|apolog|regret|pleas(?:ed|ure)|glad)\w*",
    re.IGNORECASE,
)
# Words of its own that a sentence may have whatever its length; beyond that, half of its words are the draft's.
OWN_WORDS = 4

Rule = Callable[[Line, str, Evidence], Iterator[str]]


def faults(line: Line, text: str, evidence: Evidence) -> tuple[str, ...]:
    """Why this sentence cannot stand for that line of a draft on this evidence; nothing where it can."""
    own = evidence.model_copy(update={"facts": line.facts, "headline": 0, "sections": (), "passages": (), "notes": ()})
    return tuple(fault for rule in RULES for fault in rule(line, text, own))


def _form(_line: Line, text: str, _evidence: Evidence) -> Iterator[str]:
    if not text or len(text) > LONGEST or LIVE.search(text):
        yield "a sentence is empty, too long, or holds a link"


def _kept(line: Line, text: str, _evidence: Evidence) -> Iterator[str]:
    """Gaps and quotations as they are; what is bold too, but for a day or number in another usual writing."""
    yield from (piece for pattern in (GAP, QUOTED) for piece in pattern.findall(line.text) if piece not in text)
    yield from (new for new in GAP.findall(text) if new not in line.text)
    said = _stated(text)
    bold = ((piece, _stated(piece)) for piece in BOLD.findall(line.text))
    yield from (piece for piece, stated in bold if piece not in text and not (stated and stated.keys() <= said.keys()))
    stated = _stated(line.text)
    yield from (written for what, written in stated.items() if what not in said)
    # A value that changes places with another is stated of something else.
    if [what for what in said if what in stated] != [what for what in stated if what in said]:
        yield "the numbers stand in another order"


def _grounded(_line: Line, text: str, evidence: Evidence) -> Iterator[str]:
    verdict = check(text, (evidence,))
    yield from (*verdict.ungrounded, *verdict.unsupported)


def _claimed(line: Line, text: str, _evidence: Evidence) -> Iterator[str]:
    own = {word[:STEM].lower() for word in CLAIMS.findall(line.text)}
    yield from (word for word in CLAIMS.findall(text) if word[:STEM].lower() not in own)
    if bool(DENIAL.search(line.text)) != bool(DENIAL.search(text)):
        yield "a denial was added or left out"


def _named(line: Line, text: str, _evidence: Evidence) -> Iterator[str]:
    """Proper words stay and none is added."""
    old, new = _bare(line.text), _bare(text)
    yield from (name for name in PROPER.findall(old) if name.lower() not in new.lower())
    yield from (name for name in PROPER.findall(new) if name.lower() not in old.lower())


def _spoken(line: Line, text: str, _evidence: Evidence) -> Iterator[str]:
    """Most of what is said are the draft's own words."""
    words = _stems(text)
    added = words - _stems(line.text)
    if len(added) > max(OWN_WORDS, len(words) // 2):
        yield "a sentence says other things than its line"


def _stated(text: str) -> Mapping[object, str]:
    """The days, periods and numbers of a text, however written, with how they are."""
    whens, rest = read_dates(readable(text))
    named: dict[object, str] = {(when.start, when.end, when.label, when.day): when.text for when in whens}
    return named | {number.value: number.text for number in read_numbers(rest)}


def _bare(text: str) -> str:
    """The text without its days, in which no month is taken for a name."""
    return read_dates(readable(text))[1]


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in WORD.findall(_bare(text).lower()) if word not in STOP_WORDS}


RULES: tuple[Rule, ...] = (_form, _kept, _grounded, _claimed, _named, _spoken)
