"""Words of direction that contradict the numbers: "fell from 5 to 7", "rose" where the difference is negative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.claims.dates import read_dates
from assistant.claims.lexicon import OTHER_PERIOD, Lexicon
from assistant.claims.numbers import Number, read_numbers
from assistant.claims.periods import lies_in
from assistant.claims.reading import without
from assistant.claims.stated import is_comparison
from tools.facts import Fact

UP, DOWN = 1, -1
# Movements are told from the earlier to the later value, whichever is named first; comparisons from the first named.
MOVED = {
    UP: r"r[io]se[ns]?|rising|grew|grow(?:n|s|ing)?|growth|increas\w+|up|climb\w*|jump\w*|gain(?:s|ed|ing)?|improved|expanded",
    DOWN: r"f[ae]ll(?:s|en|ing)?|decreas\w+|declin\w+|down|drop(?:s|ped|ping)?|dipp?\w*|shr[aiu]nk\w*|slipped|slid|worsened",
}
COMPARED = {
    UP: r"higher|more|larger|bigger|greater|ahead|exceeds?|exceeded|above|outperform\w*|leads|beats",
    DOWN: r"lower|less|fewer|smaller|behind|below|trails?|lags?|worse",
}
CLAUSE = re.compile(r"\b(?:while|but|although|though|whereas|yet|however)\b|;")
NOT_MOVED = re.compile(
    r"\b(?:not|no|never|n't|neither|up to|set up|made up|up for|follow-?up|look\w* up|add\w* up|break\w* down|broken down|write-?down|sign\w* up|more than|less than|fewer than|no more|once more|more (?:on|about|groups|accounts|not)|what is more)\b",
    re.I,
)
FROM_TO = re.compile(r"\bfrom\s*$", re.I)
TO = re.compile(r"[^.;]{0,40}?\bto\s*$", re.I)
REFERENCE = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?|against|from|over|ahead of|behind|above|below|trails|lags|exceeds|beats|leads)\s(?:the |that of |those of )*$",
    re.I,
)


def contradictions(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The clauses of one sentence whose direction is the wrong way round."""
    for clause in CLAUSE.split(text):
        moved, compared = _direction(clause, MOVED), _direction(clause, COMPARED)
        direction = moved or compared
        if direction and (_runs_against(clause, direction) or _is_denied(clause, direction, bool(moved), lexicon)):
            yield clause.strip()


def _direction(clause: str, words: dict[int, str]) -> int:
    """1 or -1 where the clause has words of one direction only, else 0."""
    spoken = NOT_MOVED.sub(" ", clause)
    found = [way for way, pattern in words.items() if re.search(rf"\b(?:{pattern})\b", spoken, re.I)]
    return found[0] if len(found) == 1 and not re.search(r"\b(?:not|n't|never)\b", clause, re.I) else 0


def _runs_against(clause: str, direction: int) -> bool:
    """ "rose from 7 to 5"."""
    _, rest = read_dates(clause)
    numbers = read_numbers(rest)
    for one, other in zip(numbers, numbers[1:], strict=False):
        is_range = FROM_TO.search(rest[: one.start]) and TO.fullmatch(rest[one.end : other.start])
        if is_range and one.kind == other.kind and one.value is not None and other.value is not None:
            before, after = _signed(one), _signed(other)
            return before != after and (after > before) != (direction == UP)
    return False


def _signed(number: Number) -> Decimal:
    value = number.value or Decimal(0)
    return -value if number.sign == "-" else value


def _is_denied(clause: str, direction: int, is_movement: bool, lexicon: Lexicon) -> bool:
    """Whether every difference the clause may speak of goes the other way."""
    changes = [fact for fact in _spoken_of(clause, lexicon) if isinstance(fact.value, (Decimal, int)) and fact.value]
    ways = {_way(fact, clause, is_movement) for fact in changes}
    return bool(ways) and direction not in ways


def _spoken_of(clause: str, lexicon: Lexicon) -> Sequence[Fact]:
    """The differences whose number is said; without one, those of the metric, between exactly the named periods."""
    changes = [fact for fact in lexicon.ground.facts if is_comparison(fact)]
    _, rest = read_dates(clause)
    numbers = read_numbers(without(rest, lexicon.ground.names))
    said = [
        fact for number in numbers for fact in changes if any(one.fact is fact for one in lexicon.ground.saying(number))
    ]
    if said or not changes or _is_of_others(clause, changes, lexicon):
        return said
    sides = [fact for fact in lexicon.ground.facts if not is_comparison(fact) and fact.label == changes[0].label]
    stated = [any(one.fact in sides for one in lexicon.ground.saying(number)) for number in numbers]
    return changes if all(stated) else []


def _is_of_others(clause: str, changes: Sequence[Fact], lexicon: Lexicon) -> bool:
    """The clause names a metric, or a period, that none of the differences is about."""
    named = {
        mention.value for kind in ("percent", "money", "plain") for mention in lexicon.metric_mentions(clause, kind)
    }  # type: ignore[arg-type]
    if named and not named & {fact.label for fact in changes}:
        return True
    if len({fact.label for fact in changes}) > 1 and not named:
        return True
    whens, _ = read_dates(clause)
    ends = {change.as_of for change in changes}
    return any(
        not any(lies_in(change, when) or when.end in ends for change in changes)
        for when in whens
        if when.start and not _is_side(when.text, changes)
    )


def _is_side(text: str, changes: Sequence[Fact]) -> bool:
    return any(text in (change.subject.get("of"), change.subject.get("from")) for change in changes)


def _way(fact: Fact, clause: str, is_movement: bool) -> int:
    """The direction the clause must have: reversed when it speaks of the second side against the first."""
    way = UP if Decimal(fact.value or 0) > 0 else DOWN  # type: ignore[arg-type]
    if is_movement:
        return way
    of, other = fact.subject.get("of", "").lower(), fact.subject.get("from", "").lower()
    text = clause.lower()
    places = {name: text.find(name) for name in (of, other) if name and name in text}
    if not places or OTHER_PERIOD.search(clause):
        return way
    reference = [name for name, place in places.items() if REFERENCE.search(text[:place])]
    subject = next((name for name in sorted(places, key=lambda name: places[name]) if name not in reference), None)
    is_reversed = subject == other if subject else reference == [of]
    return -way if is_reversed else way
