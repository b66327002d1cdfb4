"""Words of direction that contradict the numbers: "fell from 5 to 7", "rose" where the difference is negative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.claims.cues import CLAUSE, FROM, TO
from assistant.claims.dates import When
from assistant.claims.fact_kinds import is_comparison
from assistant.claims.lexicon import OTHER_PERIOD, Lexicon
from assistant.claims.numbers import Kind, Number, read_numbers
from assistant.claims.periods import lies_in, read_named
from assistant.claims.reading import without
from tools.facts import Fact

UP, DOWN = 1, -1
# Movements go from the earlier to the later value, whichever is named first; comparisons from the one spoken of.
MOVED: Mapping[int, str] = {
    UP: r"r[io]se[ns]?|rising|grew|grow(?:n|s|ing)?|growth|increas\w+|up|climb\w*|jump\w*|gain(?:s|ed|ing)?|improved"
    r"|expanded",
    DOWN: r"f[ae]ll(?:s|en|ing)?|decreas\w+|declin\w+|down|drop(?:s|ped|ping)?|dipp?\w*|shr[aiu]nk\w*|slipped|slid"
    r"|worsened",
}
COMPARED: Mapping[int, str] = {
    UP: r"higher|more|larger|bigger|greater|ahead|exceeds?|exceeded|above|outperform\w*|leads|beats",
    DOWN: r"lower|less|fewer|smaller|behind|below|trails?|lags?|worse",
}
NEGATED = re.compile(r"\b(?:not|never|neither)\b|n't\b", re.IGNORECASE)
# Words of direction that give none.
NEUTRAL = re.compile(
    r"\b(?:up (?:to|for)|(?:set|made|follow|look\w*|add\w*|sign\w*|back\w*) ?-?up|br(?:eak|oke)\w* down|write-?down"
    r"|and \d[\d,]* more|(?:more|less|fewer) than(?= (?:about )?[\d$€£])|no more|once more|what is more"
    r"|more (?:on|about|groups|accounts|not))\b",
    re.IGNORECASE,
)
REFERENCE = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?|against|from|over|ahead of|behind|above|below|trails|lags|exceeds"
    r"|beats|leads)\s(?:the |that |those |of |in |at |for |during )*$",
    re.IGNORECASE,
)
KINDS: tuple[Kind, ...] = ("percent", "money", "plain")


def contradictions(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The clauses of one sentence whose direction is the wrong way round."""
    for clause in CLAUSE.split(text):
        told = lexicon.without_labels(clause)
        moved, compared = _direction(told, MOVED), _direction(told, COMPARED)
        if not moved and not compared:
            continue
        whens, rest = read_named(clause, lexicon.ground)
        numbers = read_numbers(without(rest, lexicon.ground.names))
        if _runs_against(numbers, rest, moved or compared):
            yield clause.strip()
            continue
        ways = {_way(fact, clause, is_movement=bool(moved)) for fact in _spoken_of(clause, whens, numbers, lexicon)}
        if ways and (moved or compared) not in ways:
            yield clause.strip()


def _direction(clause: str, words: Mapping[int, str]) -> int:
    """UP or DOWN where the clause has words of one direction only, else 0."""
    spoken = NEUTRAL.sub(" ", clause)
    found = [way for way, pattern in words.items() if re.search(rf"\b(?:{pattern})\b", spoken, re.IGNORECASE)]
    return found[0] if len(found) == 1 and not NEGATED.search(clause) else 0


def _runs_against(numbers: Sequence[Number], text: str, direction: int) -> bool:
    """ "rose from 7 to 5"."""
    for one, other in pairwise(numbers):
        is_range = FROM.search(text[: one.start]) and TO.fullmatch(text[one.end : other.start])
        if is_range and one.kind == other.kind and one.value is not None and other.value is not None:
            before, after = _signed(one), _signed(other)
            return before != after and (after > before) != (direction == UP)
    return False


def _signed(number: Number) -> Decimal:
    value = number.value or Decimal(0)
    return -value if number.sign == "-" else value


def _spoken_of(clause: str, whens: Sequence[When], numbers: Sequence[Number], lexicon: Lexicon) -> Sequence[Fact]:
    """The differences whose number is said; without one, those of the metric, between exactly the named periods."""
    changes = [fact for fact in lexicon.ground.facts if is_comparison(fact) and _amount(fact)]
    stated = [lexicon.ground.saying(number) for number in numbers]
    said = [fact for fact in changes if any(one.fact is fact for found in stated for one in found)]
    if said or not changes or _names_another_metric(clause, changes, lexicon) or _names_another_period(whens, changes):
        return said
    if not numbers and not _is_named(clause, changes, lexicon):
        return []
    labels = {change.label for change in changes}
    steps = [fact for fact in lexicon.ground.facts if fact.label in labels and not is_comparison(fact)]
    if len(steps) > 2 and len(whens) == 1:  # one step of a trend, not its two ends
        return []
    sides = [any(one.fact is not None and one.fact.label in labels for one in found) for found in stated]
    return changes if all(sides) else []


def _is_named(clause: str, changes: Sequence[Fact], lexicon: Lexicon) -> bool:
    """Whether a clause without a number speaks of a difference: it names the metric or a side."""
    named = {mention.value for kind in KINDS for mention in lexicon.metric_mentions(clause, kind)}
    sides = {change.subject.get(side, "\n").lower() for change in changes for side in ("of", "from")}
    return bool(named & {change.label for change in changes}) or any(side in clause.lower() for side in sides)


def _names_another_metric(clause: str, changes: Sequence[Fact], lexicon: Lexicon) -> bool:
    named = {mention.value for kind in KINDS for mention in lexicon.metric_mentions(clause, kind)}
    labels = {change.label for change in changes}
    return not named & labels if named else len(labels) > 1


def _names_another_period(whens: Sequence[When], changes: Sequence[Fact]) -> bool:
    """A period that is neither side of any difference, such as one step of a trend."""
    ends = {change.as_of for change in changes}
    sides = {change.subject.get(side) for change in changes for side in ("of", "from")}
    return any(
        when.start is not None
        and when.text not in sides
        and when.end not in ends
        and not any(lies_in(change, when) for change in changes)
        for when in whens
    )


def _way(fact: Fact, clause: str, *, is_movement: bool) -> int:
    """The direction the clause must have: reversed when it speaks of the second side against the first."""
    way = UP if _amount(fact) > 0 else DOWN
    if is_movement or OTHER_PERIOD.search(clause):
        return way
    text = clause.lower()
    places = {side: text.find(fact.subject.get(side, "\n").lower()) for side in ("of", "from")}
    named = sorted((place, side) for side, place in places.items() if place >= 0)
    spoken_of = [side for place, side in named if not REFERENCE.search(text[:place])]
    if spoken_of:
        return -way if spoken_of[0] == "from" else way
    return -way if [side for _, side in named] == ["of"] else way


def _amount(fact: Fact) -> Decimal:
    return Decimal(fact.value) if isinstance(fact.value, (Decimal, int)) else Decimal(0)
