"""The words by which the facts of one turn are told apart: their subjects, their metrics, their periods."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.claims.dates import When
from assistant.claims.numbers import Kind
from assistant.claims.pairing import Mention
from assistant.claims.periods import read_named
from assistant.claims.reading import readable
from assistant.claims.stated import WRITTEN_AS, Ground
from tools.facts import Unit
from tools.metrics.catalogue import METRICS

LONGEST_NAME = 80
# Words that name a value in a list but mean something else in a sentence.
COMMON = frozenset(
    ["yes", "no", "other", "all", "none", "new", "high", "low", "medium", "urgent", "free", "open", "closed"]
)
AT_A_NUMBER = (re.compile(r"\d\s?$|^\W*$"), re.compile(r"\s*[:=(|\d–-]"))
COMPARED = ("comparison", "of", "from")
OTHER_PERIOD = re.compile(
    r"\b(?:the |a |one )?(?:(?:previous|prior|preceding|earlier|last|same|following|next) (?:\w+ )?"
    r"(?:quarter|year|month|period|half)|(?:year|quarter|month|period)s? (?:earlier|before|ago|prior))\b"
    r"|\bthe (?:first|second|third|fourth|former|latter|other)\b(?! (?:quarter|half))",
    re.IGNORECASE,
)
# A date that is itself what is told: since when, signed up, renews on.
TOLD_DATE = re.compile(
    r"\b(?:since|signed up|signup|sign-up|renew\w*|ends on|ended on|started|until|loaded|date)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
SPOKEN_PARTS = (("churned", "churn"), ("opening", "opened at"), ("closing", "closed at"))
BRIDGE_PART = re.compile(r"^(\w+(?: new)?) [AM]RR$")


@dataclass(frozen=True)
class Lexicon:
    """Patterns and look-ups over the facts, built once for a text."""

    ground: Ground

    @cached_property
    def subjects(self) -> Mapping[str, re.Pattern[str]]:
        """For each dimension, its values in the facts."""
        values: dict[str, set[str]] = {}
        for fact in self.ground.facts:
            for name, value in fact.subject.items():
                if name not in COMPARED and len(value) <= LONGEST_NAME and re.search(r"\w", value):
                    values.setdefault(name, set()).add(readable(value))
        return {name: _any_of(found) for name, found in values.items()}

    @cached_property
    def units(self) -> Mapping[str, frozenset[Unit]]:
        found: dict[str, set[Unit]] = {}
        for metric in METRICS.values():
            found.setdefault(metric.label, set()).add(metric.unit)
        for fact in self.ground.facts:
            found.setdefault(fact.label, set()).add(fact.unit)
        return {label: frozenset(units) for label, units in found.items()}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Where the facts count one kind of thing its name is a word like others: "accounts", "tickets"."""
        known = {fact.label for fact in self.ground.facts if not fact.subject.get("comparison")}
        counted = {label for label in known if "count" in self.units[label]}
        common = {label for label in counted if " " not in label} if len(counted) == 1 else set()
        found = {label.lower(): label for label in known - common}
        words = [set(label.lower().split()) for label in known]
        for metric in METRICS.values():
            name = metric.name.replace("_", " ")
            if metric.unit != "count":
                found.setdefault(metric.label.lower(), metric.label)
                if not any(set(name.split()) < label for label in words):
                    found.setdefault(name, metric.label)
        parts = {label: BRIDGE_PART.match(label) for label in known}
        if sum(1 for part in parts.values() if part) > 1:
            found |= {part[1].lower(): label for label, part in parts.items() if part}
            found |= {spoken: found[part] for part, spoken in SPOKEN_PARTS if part in found}
        return found

    @cached_property
    def _own_labels(self) -> re.Pattern[str]:
        """The labels of the facts: "red" in "Red accounts" names no status."""
        return _any_of({fact.label for fact in self.ground.facts})

    @cached_property
    def _label_words(self) -> re.Pattern[str]:
        return _any_of(self.labels)

    def subject_mentions(self, text: str, dimension: str) -> list[Mention]:
        labels = [match.span() for match in self._own_labels.finditer(text)]
        return [
            Mention(match.start(), match.end(), match[0].lower())
            for match in (self.subjects[dimension].finditer(text) if dimension in self.subjects else ())
            if (match[0] not in COMMON or _is_at_a_number(text, match)) and not _is_within(match.span(), labels)
        ]

    def metric_mentions(self, text: str, kind: Kind) -> list[Mention]:
        """The metrics named whose unit a number of this kind may have."""
        found = [(match, self.labels[match[0].lower()]) for match in self._label_words.finditer(text)]
        return [
            Mention(match.start(), match.end(), label)
            for match, label in found
            if any(
                kind in WRITTEN_AS.get(unit, ()) or (kind, unit) == ("points", "percent") for unit in self.units[label]
            )
        ]

    def without_labels(self, text: str) -> str:
        """The text with the names of metrics blanked out: "ARR growth" tells of no growth by itself."""
        return self._label_words.sub(lambda match: " " * len(match[0]), text)

    def label_before(self, text: str, link: re.Pattern[str]) -> str:
        """The metric named last in the text, if only the link stands after it."""
        found = [match for match in self._label_words.finditer(text) if self._has_numbers(match[0])]
        if not found or not link.fullmatch(text[found[-1].end() :]):
            return ""
        return self.labels[found[-1][0].lower()]

    def label_after(self, text: str) -> str:
        """The metric whose name the text begins with: "accounts" in "5 active accounts"."""
        found = self._label_words.match(text.lstrip())
        return self.labels[found[0].lower()] if found and self._has_numbers(found[0]) else ""

    def _has_numbers(self, name: str) -> bool:
        """Not the name of a day only: "Use dropped" owns no number."""
        return self.units[self.labels[name.lower()]] != {"date"}

    def period_mentions(self, text: str) -> tuple[list[Mention], Mapping[str, When]]:
        """The periods named, by their wording; a date that is itself the news names none."""
        whens, _ = read_named(text, self.ground)
        told = [when for when in whens if not TOLD_DATE.search(text[: when.place]) and not self._is_told(when)]
        free = [Mention(match.start(), match.end(), None) for match in OTHER_PERIOD.finditer(text)]
        named = [Mention(when.place, when.end_place, when.text) for when in told]
        found = sorted({(one.start, one.end): one for one in (*named, *free)}.values(), key=lambda one: one.start)
        return found, {when.text: when for when in told}

    def _is_told(self, when: When) -> bool:
        if when.start is None:
            return False
        dates = {fact.value for fact in self.ground.facts if fact.unit == "date"}
        named = {value for fact in self.ground.facts for name, value in fact.subject.items() if name not in COMPARED}
        if when.text in named:  # a group of the facts, such as those who signed up in that quarter
            return True
        return when.start.isoformat() in dates and all(when.start != fact.as_of for fact in self.ground.facts)

    def names_somebody(self, text: str) -> bool:
        return bool(self.first_name(text))

    def first_name(self, text: str) -> str:
        found = [one for dimension in self.subjects for one in self.subject_mentions(text, dimension)]
        first = min(found, key=lambda one: one.start, default=None)
        return text[first.start : first.end] if first else ""


def _is_within(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _is_at_a_number(text: str, match: re.Match[str]) -> bool:
    before, after = AT_A_NUMBER
    return bool(before.search(text[: match.start()]) or after.match(text, match.end()))


def is_kind_of(label: str, named: str, known: Iterable[str]) -> bool:
    """Whether a fact so labelled may be meant: "ARR" stands for "Opening ARR"; "closing ARR" for "ARR" where no other
    fact is called so."""
    words, meant = set(label.lower().split()) - {"matching"}, set(named.lower().split()) - {"matching"}
    return words == meant or (named not in known and (meant < words or words < meant))


def _any_of(values: Iterable[str]) -> re.Pattern[str]:
    """Whole words; names of up to three letters as they are written, the others in any case."""
    ordered = sorted(values, key=len, reverse=True)
    parts = [
        re.escape(value)
        if (len(value) <= 3 or value.lower() in COMMON) and not value.islower()
        else f"(?i:{re.escape(value)})"
        for value in ordered
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts) or '(?!)'})(?!\w)")
