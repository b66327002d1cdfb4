"""Numbers in places they cannot have: a part above its whole, a rate in money, the later value first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from assistant.claims.cues import ARROW, FROM, IS, TO
from assistant.claims.fact_kinds import is_comparison
from assistant.claims.lexicon import Lexicon
from assistant.claims.numbers import Number, read_numbers
from assistant.claims.periods import read_named
from assistant.claims.reading import without
from assistant.claims.stated import WRITTEN_AS
from tools.facts import Fact

PART_OF = re.compile(r"\s+(?:out )?of (?:the |our |a total of )?")
OF_THE = re.compile(r"(?:^|[.;:(]\s*)of (?:the |our |these )?$", re.IGNORECASE)
OF_THEM = re.compile(r"[^.;,]*, (?:only |just |about )?")
BEFORE, AFTER = ("before",), ("now", "after")
RELATIVE = re.compile(
    r"\s?(?:higher|lower|more|less|fewer|larger|smaller|up|down|above|below|of|growth|increase|decrease|to)\b"
)


def disordered(text: str, lexicon: Lexicon) -> Iterator[str]:
    _, rest = read_named(text, lexicon.ground)
    rest = without(rest, lexicon.ground.names)
    numbers = [number for number in read_numbers(rest) if number.kind != "rank"]
    yield from _wrong_parts(numbers, rest, lexicon)
    yield from _backwards(numbers, rest, lexicon)
    yield from _wrong_units(numbers, text, lexicon)


def _wrong_parts(numbers: Sequence[Number], text: str, lexicon: Lexicon) -> Iterator[str]:
    """ "53 of 52", "of the 52 accounts, 53 pay", "showing 3 of 5" where 2 are shown."""
    for one, other in pairwise(numbers):
        if one.kind != other.kind or one.value is None or other.value is None:
            continue
        between = text[one.end : other.start]
        if PART_OF.fullmatch(between) and one.value > other.value:
            yield f"{one.text} of {other.text}"
        shown = (int(one.value), int(other.value))
        if one.lead == "showing" and PART_OF.fullmatch(between) and shown not in lexicon.ground.listings:
            yield f"{one.text} of {other.text}"
        if OF_THE.search(text[: one.start]) and OF_THEM.fullmatch(between) and other.value > one.value:
            yield f"{other.text} of {one.text}"


def _backwards(numbers: Sequence[Number], text: str, lexicon: Lexicon) -> Iterator[str]:
    """ "from A to B" where no fact runs from A to B, or where they are not the same kind of number."""
    for one, other in pairwise(numbers):
        between = text[one.end : other.start]
        if not ARROW.fullmatch(between) and not (FROM.search(text[: one.start]) and TO.fullmatch(between)):
            continue
        if _is_one_sign(one, other, lexicon):
            continue
        if _is_one_sign(other, one, lexicon):
            yield f"from {one.text} to {other.text}"
            continue
        first, last = _ends(one, lexicon), _ends(other, lexicon)
        fits = any(_moment(start) <= _moment(end) and _series(start) == _series(end) for start in first for end in last)
        if (first and last and not fits) or {one.kind, other.kind} in ({"percent", "money"}, {"percent", "plain"}):
            yield f"from {one.text} to {other.text}"


def _is_one_sign(one: Number, other: Number, lexicon: Lexicon) -> bool:
    """ "NPS fell: from 10 to 4", where both are figures of one sign."""
    before, after = (
        [stated.fact for stated in lexicon.ground.saying(number) if stated.role == "input" and stated.name in names]
        for number, names in ((one, BEFORE), (other, AFTER))
    )
    return any(fact is sign for fact in before for sign in after)


def _ends(number: Number, lexicon: Lexicon) -> list[Fact]:
    facts = [stated.fact for stated in lexicon.ground.saying(number) if stated.role == "value"]
    return [fact for fact in facts if fact is not None and not is_comparison(fact)]


def _series(fact: Fact) -> str:
    """What runs from one value to the next: opening and closing ARR are one series."""
    return re.sub(r"^(?:opening|closing)_", "", fact.metric)


def _moment(fact: Fact) -> date:
    if fact.metric.startswith("opening") and fact.period:
        return fact.period.start - timedelta(days=1)
    return fact.as_of


def _wrong_units(numbers: Sequence[Number], text: str, lexicon: Lexicon) -> Iterator[str]:
    """ "NRR was $5", "active accounts: 5 %"."""
    for number in numbers:
        label = lexicon.label_before(text[: number.start], IS)
        if not label or RELATIVE.match(text, number.end):
            continue
        if not any(
            number.kind in (*WRITTEN_AS.get(unit, ()), "times", "part", "points") for unit in lexicon.units[label]
        ):
            yield f"{number.text} for {label}"
