"""The words of evidence: texts that vouch for numbers, phrases that may be repeated, records to quote, and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from assistant.claims.dates import read_dates
from assistant.claims.fact_kinds import is_comparison
from assistant.claims.reading import readable
from tools.evidence import Evidence, Passage
from tools.facts import Fact

# How far a text vouches for the numbers in it: all of them, all and bounds too, none that is an amount, none.
Trust = Literal["full", "bound", "free", "dates"]
LONGEST_NAME = 80
SHORTEST_PHRASE = 8
WORDED = re.compile(r"[^\W\d]{2}")
NUMERIC = re.compile(r"(?i)\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|quarter|double|dozen|third)\b")
QUOTED = re.compile(r"'([^'\n]{2,80})'")


def texts_of(evidences: Sequence[Evidence]) -> Iterator[tuple[str, Trust]]:
    """The texts that came with the evidence and how far each vouches for the numbers in it."""
    for evidence in evidences:
        yield evidence.title, "dates"
        yield from ((text, "bound") for text in evidence.assumptions)
        yield from ((text, "full") for text in evidence.notes)
        yield from ((section.title, "dates") for section in evidence.sections)
        yield from ((section.missing, "full") for section in evidence.sections)
        for passage in evidence.passages:
            yield f"{passage.title}. {passage.text}", "dates" if passage.kind == "record" else "full"
        yield evidence.message, "free"
        yield from ((text, "free") for choice in evidence.choices for text in (choice.label, choice.question))
        yield from dict.fromkeys(pair for fact in evidence.facts for pair in _fact_texts(fact))


def _fact_texts(fact: Fact) -> Iterator[tuple[str, Trust]]:
    yield fact.label, "full"
    yield fact.definition.formula, "dates" if is_comparison(fact) else "full"
    yield fact.undefined_because or "", "full"
    yield fact.period.label if fact.period else "", "dates"
    written = [*fact.subject.values(), *([fact.value] if isinstance(fact.value, str) else [])]
    yield from ((text, "dates" if re.search(r"[^\W\d]", text) else "full") for text in written)


def phrases_of(evidences: Sequence[Evidence]) -> Iterator[str]:
    """Only those with numbers other than dates, and long enough not to be met by chance."""
    for evidence in evidences:
        texts = [text for section in evidence.sections for text in (section.title, section.missing)]
        for fact in evidence.facts:
            texts += [fact.undefined_because or "", fact.value if isinstance(fact.value, str) else ""]
            texts += [value for value in fact.inputs.values() if isinstance(value, str)]
        long_ones = (text for text in dict.fromkeys(texts) if len(text) >= SHORTEST_PHRASE and WORDED.search(text))
        yield from (text for text in long_ones if NUMERIC.search(read_dates(readable(text))[1]))


def records_of(evidences: Sequence[Evidence]) -> Iterator[str]:
    yield from (passage.text for one in evidences for passage in one.passages if passage.kind == "record")
    yield from (fact.value for one in evidences for fact in one.facts if isinstance(fact.value, str))


def _record_names(passage: Passage) -> Iterator[str]:
    """A row by its title, and without its day: "Ticket T-17, 3 Jun 2026"."""
    if passage.kind == "record":
        yield passage.title
        yield passage.title.rpartition(",")[0]


def names_in(evidences: Sequence[Evidence]) -> Iterator[str]:
    """Names that hold digits or number words; one that is only digits is a number, only a date a date."""
    for evidence in evidences:
        written = [value for fact in evidence.facts for value in fact.subject.values()]
        written += [fact.value for fact in evidence.facts if fact.unit == "text" and isinstance(fact.value, str)]
        written += [name for passage in evidence.passages for name in _record_names(passage)]
        written += QUOTED.findall(evidence.message)
        yield from (
            form
            for name in written
            for form in (readable(name), " ".join(name.split()))
            if len(name) <= LONGEST_NAME
            and NUMERIC.search(name)
            and re.search(r"[^\W\d]", name)
            and re.search(r"\w", read_dates(readable(name))[1])
        )
