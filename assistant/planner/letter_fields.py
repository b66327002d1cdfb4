"""What a draft is told to be: its tone and length, to whom it goes, about which conversation, without what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.planner.phrases import Match, PhraseBook, longest, phrases
from assistant.planner.understanding import Understanding, When
from assistant.planner.wordings import words_of

KINDS = ("tone", "length", "role", "since")
SENDING = frozenset(("to", "for", "with", "dear", "towards", "toward", "engage", "reengage", "at"))
PASSED = frozenset(("the", "their", "our", "its", "a", "an", "his", "her", "it", "them", "is"))
MOST = 6
STOP = (
    r"(?=[,.;!?\n]|$| but "
    r"| and (?:address|make|keep|send|write|shorter|longer|friendl|warm|formal|direct|put|use)\w*)"
)
_WITHOUT = re.compile(
    r"(?i)\b(?:without|w/o|leave out|leaving out|drop|skip|remove|delete|take out|cut|lose|omit|minus|no mention of"
    r"|(?:don'?t|do not|never) (?:mention|include|talk about|bring up)|not mention(?:ing)?)\s+(?!it\b|down\b)"
    r"(?:any |the |a |an |his |her |their |our )?(?P<what>.+?)" + STOP
)
_PARTS = re.compile(r"(?i)\s+(?:and|or)\s+(?:the |any |a )?|,\s*")
_ABOUT = re.compile(
    r"(?i)\b(?:call|meeting|workshop|session|training|review|visit|chat|conversation|sync|e-?mail)\s+"
    r"(?:on|about|regarding|re)\s+(?:the |our |their )?(?P<what>[\w' -]{3,50}?)(?=[,.;!?]|$| with | to | and )"
)
_OCCASION = re.compile(
    r"(?i)\b(?P<what>(?!last|latest|our|the|their|my)[\w-]+ (?:workshop|kick-?off|demo|training|webinar|onsite))\b"
)
_SINCE_THEN = re.compile(
    r"(?i)\bsince (?:(?:i|we|you|they|he|she|my|our|your|the) last \w+(?: (?:you|it|them|to you|with you))?"
    r"|last time|then)\b"
)
_GOALS = re.compile(
    r"(?i)\b(?:the |our |their |its |my )?goals?(?: for [\w ]{2,20}?)?(?: are| is| were|:)\s*:?\s*(?P<what>.+)$"
)
_GOAL_PARTS = re.compile(r"(?i);\s*|,\s*(?:and\s+)?|\s+and\s+")


@dataclass(frozen=True)
class Said:
    """What was said of one field, and the positions that say it."""

    values: tuple[str, ...] = ()
    at: frozenset[int] = field(default_factory=frozenset)

    @property
    def first(self) -> str | None:
        return self.values[0] if self.values else None


def tone_of(u: Understanding) -> Said:
    return _of_kind(u, "tone")


def length_of(u: Understanding) -> Said:
    return _of_kind(u, "length")


def without_of(u: Understanding) -> Said:
    """What to leave out, in the asker's words: 'without the discount sentence'."""
    found = [(found.group("what"), found.span()) for found in _WITHOUT.finditer(u.text)]
    parts = [part.strip(" .\"'") for text, _ in found for part in _PARTS.split(text)]
    at = frozenset().union(*(_positions(u, *span) for _, span in found))
    return Said(tuple(dict.fromkeys(part for part in parts if part))[:MOST], at)


def goals_of(u: Understanding) -> Said:
    found = _GOALS.search(u.text)
    return Said(goals_in(u.text), _positions(u, *found.span())) if found else Said()


def goals_in(text: str) -> tuple[str, ...]:
    """Goals that the asker states: 'our goals are less overtime and fewer vacant shifts'."""
    found = _GOALS.search(text)
    parts = [part.strip(" .!?").removeprefix("to ") for part in _GOAL_PARTS.split(found["what"])] if found else []
    return tuple(part for part in parts if part)[:5]


def since_undated(u: Understanding) -> Said:
    """'since I last asked': a day that the question does not name."""
    found = _SINCE_THEN.search(u.text)
    return Said((found[0],), _positions(u, *found.span())) if found else Said()


def since_last(u: Understanding) -> Said:
    """'since I last asked', 'since our last call', by the name that the tools have for that day."""
    found = _found(u, "since") if u.has_word("since") else []
    return Said((str(found[0].value),), frozenset(found[0].at)) if found else Said()


def recipient_of(u: Understanding) -> Said:
    """A role or a name behind 'to', 'for' or the account: 'to their CFO', 'the Hooli sponsor', 'to Dana at Hooli'."""
    hidden = without_of(u).at
    named = {at for match in u.accounts for at in match.at}
    for match in _found(u, "role"):
        before = _before(u, match.first)
        if hidden.isdisjoint(match.at) and (u.word(before) in SENDING or before in named):
            return Said((_typed(u, match.at),), frozenset((*range(before + 1, match.first), *match.at)))
    for at in _names(u, named | hidden):
        return Said((_typed(u, at),), frozenset(at))
    return Said()


def about_of(u: Understanding) -> Said:
    """The conversation that a draft goes back to: its day, or what it was about."""
    when = _conversation_day(u)
    if when is not None:
        period = when.mention.period
        words = period.end.isoformat() if period.start == period.end else when.mention.text
        return Said((words,), frozenset(when.at))
    found = _ABOUT.search(u.text) or _OCCASION.search(u.text)
    return Said((found["what"].strip(),), _positions(u, *found.span())) if found else Said()


def _conversation_day(u: Understanding) -> When | None:
    hidden = without_of(u).at
    past = [when for when in u.whens if when.mention.period.start <= u.calendar.as_of and hidden.isdisjoint(when.at)]
    return past[0] if past else None


def _of_kind(u: Understanding, kind: str) -> Said:
    hidden = without_of(u).at
    found = [match for match in _found(u, kind) if hidden.isdisjoint(match.at)]
    at = frozenset(position for match in found for position in match.at)
    return Said((str(found[-1].value),), at) if found else Said()


def _found(u: Understanding, kind: str) -> list[Match]:
    return [match for match in longest(_book().find(u.tokens), KINDS) if match.kind == kind]


def _before(u: Understanding, position: int) -> int:
    """Where the word before stands, articles and 's passed over."""
    position -= 1
    while position >= 0 and u.word(position) in PASSED:
        position -= 1
    return position


def _names(u: Understanding, taken: set[int] | frozenset[int]) -> Iterator[tuple[int, ...]]:
    """Words with a capital behind 'to' or 'dear' that nothing else explains."""
    dated = {position for when in u.whens for position in when.at}
    for position, token in enumerate(u.tokens):
        at: list[int] = []
        while u.word(_before(u, position)) in SENDING and _is_name(u, position + len(at), taken | dated):
            at.append(position + len(at))
        if at and token.typed:
            yield tuple(at)


def _is_name(u: Understanding, position: int, taken: set[int] | frozenset[int]) -> bool:
    token = u.tokens[position] if position < len(u.tokens) else None
    is_free = position not in taken and position not in u.by_position
    return bool(token and is_free and token.is_capital and not token.starts_sentence)


def _typed(u: Understanding, at: tuple[int, ...]) -> str:
    return " ".join(u.tokens[position].typed or u.tokens[position].word for position in at)


def _positions(u: Understanding, start: int, end: int) -> frozenset[int]:
    return frozenset(index for index, token in enumerate(u.tokens) if token.start < end and token.end > start)


@lru_cache(maxsize=1)
def _book() -> PhraseBook:
    table = words_of("letters")
    found = [
        phrase
        for kind, name in (("tone", "tones"), ("length", "lengths"), ("since", "since"))
        for value, wordings in table[name].items()
        for phrase in phrases(kind, value, wordings)
    ]
    return PhraseBook([*found, *phrases("role", "role", table["roles"])])
