"""Numbers given to the wrong subject, metric or period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.claims.cues import CLAUSE, IS, IS_COUNT, is_bound, may_be_difference, must_be_difference, whole_named
from assistant.claims.dates import When
from assistant.claims.fact_kinds import is_comparison
from assistant.claims.figures import is_misgiven, is_of_sign
from assistant.claims.lexicon import Lexicon, is_kind_of
from assistant.claims.numbers import Number, read_numbers
from assistant.claims.pairing import Owners, owners
from assistant.claims.periods import lies_in, read_named
from assistant.claims.reading import without
from assistant.claims.stated import Ground, Stated
from tools.facts import Fact

# An attribute of an account does not take its name away from a metric: "Seats" and "Licensed seats".
AS_RECORDED = "as recorded"
ASIDE = re.compile(r"(?:\s\w+)?\s*[(,;/]\s*(?:or |i\.e\. |a )?")
AMOUNTS = ("money", "percent", "points")


@dataclass(frozen=True)
class Given:
    """Whom a sentence gives one number to: by dimension of the facts, by metric and by period.

    `told` is the sentence without the names of metrics; `label_before` and `label_after` are the metrics whose names
    stand right at the number.
    """

    number: Number
    text: str
    told: str
    subjects: Mapping[str, Owners]
    metric: Owners | None
    label_before: str
    label_after: str
    period: Owners | None
    whens: Mapping[str, When]
    is_fiscal: bool
    follows_change: bool

    @property
    def names(self) -> str:
        owned = [
            *self.subjects.values(),
            *([self.metric] if self.metric else []),
            *([self.period] if self.period else []),
        ]
        return ", ".join(" or ".join(sorted(owner.names)) for owner in owned)


def misplaced(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The numbers of one sentence or table cell that the facts give to somebody else."""
    for clause in CLAUSE.split(text):
        yield from _misplaced(clause, lexicon)


def _misplaced(text: str, lexicon: Lexicon) -> Iterator[str]:
    _, rest = read_named(text, lexicon.ground)
    numbers = [number for number in read_numbers(without(rest, lexicon.ground.names)) if number.kind != "rank"]
    for number in numbers:
        stated = lexicon.ground.saying(number)
        if not stated or any(is_of_sign(one, number, text, lexicon) for one in stated):
            continue
        found = strongest(stated)
        given = given_to(number, numbers, text, lexicon)
        if not any(agrees(stated, given, lexicon) for stated in found):
            yield f"{number.text} for {given.names}" if given.names else number.text


def given_to(number: Number, numbers: Sequence[Number], text: str, lexicon: Lexicon) -> Given:
    peers = [other for other in numbers if other is number or not _only_compares(other, lexicon.ground)]
    subjects = {
        dimension: owners(number, lexicon.subject_mentions(text, dimension), peers, text)
        for dimension in lexicon.subjects
    }
    alike = [other for other in peers if other.kind == number.kind]
    periods, whens = lexicon.period_mentions(text)
    return Given(
        number,
        text,
        lexicon.without_labels(text),
        {dimension: owner for dimension, owner in subjects.items() if owner},
        _metric_of(number, alike, text, lexicon),
        lexicon.label_before(text[: number.start], IS_COUNT if number.kind == "plain" else IS),
        lexicon.label_after(text[number.end :]),
        _unless_first(owners(number, periods, peers, text)),
        whens,
        any("fy" in when.label for when in lexicon.ground.whens),
        _follows_change(number, numbers, text, lexicon.ground),
    )


def agrees(stated: Stated, given: Given, lexicon: Lexicon) -> bool:
    """Whether the number may be this one, as the sentence gives it."""
    fact = stated.fact
    if fact is None:
        return not _is_labelled(given, lexicon) and (stated.role != "text" or not _looks_owned(given))
    if is_comparison(fact):
        is_theirs = "comparison" in fact.subject or _is_about_all(fact, given, lexicon.ground)
        return is_theirs and _is_told_as_change(given) and not _is_one_sides(fact, given)
    if _must_be_change(given, lexicon) or is_misgiven(stated, given.number, given.text, lexicon):
        return False
    return (
        _is_about_all(fact, given, lexicon.ground)
        and (
            _is_metric(fact, given.metric, lexicon)
            if stated.role == "value"
            else _is_input(stated, fact, given, lexicon)
        )
        and _is_then(fact, given, stated.role == "input" or fact.metric.startswith("opening"))
    )


def strongest(found: Sequence[Stated]) -> Sequence[Stated]:
    """A fact's own value counts before what only went into one, and that before what a text says."""
    values = [stated for stated in found if stated.role == "value"]
    return values or found


def _looks_owned(given: Given) -> bool:
    """A bound ("above $400,000") given to somebody as if it were theirs."""
    number = given.number
    is_given = any(not owner.is_first for owner in given.subjects.values())
    return number.kind in ("money", "percent") and is_given and not is_bound(given.told, number.start)


def _is_labelled(given: Given, lexicon: Lexicon) -> bool:
    """A count right after the name of a counted fact ("Open tickets: 1") is that fact's or wrong."""
    labels = {fact.label for fact in lexicon.ground.facts}
    return given.number.kind == "plain" and given.label_before in labels


def _is_told_as_change(given: Given) -> bool:
    number = given.number
    is_marked = number.text.startswith(("+", "-", "±")) or number.kind in ("points", "times") or given.follows_change
    return is_marked or may_be_difference(given.told, number.start, number.end)


def _is_one_sides(fact: Fact, given: Given) -> bool:
    """ "+$5 for A" where $5 is the difference between A and B."""
    if given.number.kind == "points":
        return False
    sides = {fact.subject.get("of", "").lower(), fact.subject.get("from", "").lower()}
    return any(owner.place > given.number.start and owner.names <= sides for owner in given.subjects.values())


def _follows_change(number: Number, numbers: Sequence[Number], text: str, ground: Ground) -> bool:
    """ "+$5 (31 %)"."""
    before = [other for other in numbers if other.end <= number.start]
    if not before or not ASIDE.fullmatch(text[before[-1].end : number.start]):
        return False
    return _only_compares(before[-1], ground) or may_be_difference(text, before[-1].start, before[-1].end)


def _must_be_change(given: Given, lexicon: Lexicon) -> bool:
    number = given.number
    has_changes = any(is_comparison(fact) for fact in lexicon.ground.facts)
    return has_changes and number.kind in AMOUNTS and must_be_difference(given.told, number.start, number.end)


def _only_compares(number: Number, ground: Ground) -> bool:
    facts = [stated.fact for stated in ground.saying(number) if stated.role == "value"]
    return bool(facts) and all(fact is not None and is_comparison(fact) for fact in facts)


def _metric_of(number: Number, alike: Sequence[Number], text: str, lexicon: Lexicon) -> Owners | None:
    """The metric named for the number, without a comma between. Things counted, whose names are everyday words, are
    named only right at it."""
    if number.kind == "plain":
        label = lexicon.label_after(text[number.end :]) or lexicon.label_before(text[: number.start], IS_COUNT)
        return Owners(frozenset({label})) if label else None
    found = owners(number, lexicon.metric_mentions(text, number.kind), alike, text)
    is_near = found is not None and "," not in text[found.place : number.start]
    return _unless_first(found) if is_near else None


def _unless_first(owner: Owners | None) -> Owners | None:
    return None if owner and owner.is_first else owner


def _is_about_all(fact: Fact, given: Given, ground: Ground) -> bool:
    return all(
        _is_about(fact, dimension, owner, given) or _is_state_of(fact, dimension, owner, ground)
        for dimension, owner in given.subjects.items()
    )


def _is_about(fact: Fact, dimension: str, owner: Owners, given: Given) -> bool:
    value = fact.subject.get(dimension)
    whole = whole_named(given.told, owner.place, given.number.start, given.number.end)
    if value is not None:
        is_misled = whole == "surely" and owner.place < given.number.start and not value.startswith("all ")
        return value.lower() in owner.names and not is_misled
    return owner.is_first or whole != "" or _is_named_since(fact, owner, given)


def _is_state_of(fact: Fact, dimension: str, owner: Owners, ground: Ground) -> bool:
    """ "Acme is red: 32" where another fact says in words that Acme is red."""
    if dimension in fact.subject:
        return False
    return any(
        owner.names & {word.strip() for word in str(other.value).lower().split(",")}
        for other in ground.facts
        if other.unit == "text" and other.subject.items() <= fact.subject.items()
    )


def _is_named_since(fact: Fact, owner: Owners, given: Given) -> bool:
    """The sentence has moved on: "FinTech leads with 5, and the US have 7", "FinTech leads, and churn is 7"."""
    between = given.text[owner.place : given.number.start].lower()
    if "," in between and fact.label.lower() in between:
        return True
    places = range(owner.place + 1, given.number.start + 1)
    later = [other for name, other in given.subjects.items() if name in fact.subject and other.place in places]
    return any("," in given.text[owner.place : other.place] for other in later)


def _is_metric(fact: Fact, owner: Owners | None, lexicon: Lexicon) -> bool:
    known = {other.label for other in lexicon.ground.facts if other.definition.formula != AS_RECORDED}
    return owner is None or any(is_kind_of(fact.label, name, known) for name in owner.names)


def _is_input(stated: Stated, fact: Fact, given: Given, lexicon: Lexicon) -> bool:
    """What went into a fact may be called by the fact's name or its own: 454 is NRR's "opening ARR"."""
    label = given.label_before or given.label_after
    if not label or _is_metric(fact, Owners(frozenset({label})), lexicon):
        return True
    is_own_name = bool(set(label.lower().split()) & set(stated.name.split("_")))
    return is_own_name and all(other.label != label for other in lexicon.ground.facts)


def _is_then(fact: Fact, given: Given, is_opening: bool) -> bool:
    if given.period is None or given.is_fiscal:
        return True
    return any(_speaks_of(fact, given.whens[name], is_opening) for name in given.period.names)


def _speaks_of(fact: Fact, when: When, is_opening: bool) -> bool:
    if when.label:
        months, _, nth = when.label.partition("m")
        return "fy" in when.label or _is_that_part(fact, int(months), int(nth))
    if when.day:
        days = (fact.as_of, *((fact.period.start, fact.period.end) if fact.period else ()))
        return any((day.month, day.day) == when.day for day in days)
    if is_opening and fact.period and when.start == when.end:
        return True
    return when.start == when.end == fact.as_of or lies_in(fact, when)


def _is_that_part(fact: Fact, months: int, nth: int) -> bool:
    """Whether the fact may be of "Q3" of some year; only a fact of one calendar quarter can tell."""
    last = fact.period.end if fact.period else fact.as_of
    if last.month % months or (fact.period and fact.period.start.month != last.month - months + 1):
        return True
    return last.month == nth * months
