"""The numbers of a paper under the rules that gave them: one short entry for each rule, so that all fit two pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.papers.paper import Paper
from integrations.charts.wrapping import clean
from integrations.documents.provenance import facts_of, is_number
from tools.facts import Fact
from tools.periods import write_day

LONGEST_FORMULA, MOST_VALUES, MOST_TABLES = 120, 5, 3


@dataclass(frozen=True)
class Proof:
    """A rule with its name and words, the tables and rows it read, when its numbers hold, and the numbers."""

    rule: str
    origin: str
    when: str
    values: str


def proofs_of(paper: Paper) -> tuple[Proof, ...]:
    """In reading order; rules of the same words are told once."""
    held: dict[str, list[Fact]] = {}
    for fact in _numbers(paper):
        held.setdefault(fact.definition.formula, []).append(fact)
    return tuple(_proof(facts) for facts in held.values())


def _numbers(paper: Paper) -> Iterable[Fact]:
    return (fact for part in paper.parts for fact in facts_of(part.blocks) if is_number(fact))


def _proof(facts: Sequence[Fact]) -> Proof:
    names = dict.fromkeys(f"{fact.definition.name} v{fact.definition.version}" for fact in facts)
    return Proof(
        rule=clean(f"{', '.join(names)}: {_short(facts[0].definition.formula)}"),
        origin=clean(_origin(facts)),
        when=clean(_when(facts)),
        values=clean(_values(facts)),
    )


def _short(formula: str) -> str:
    if len(formula) <= LONGEST_FORMULA:
        return formula
    return f"{formula[:LONGEST_FORMULA].rsplit(' ', 1)[0].rstrip(',;:')} …"


def _origin(facts: Sequence[Fact]) -> str:
    """ "invoices, subscriptions: 12 to 1,204 rows"."""
    every = list(dict.fromkeys(table for fact in facts for table in fact.source.tables))
    tables = every if len(every) <= MOST_TABLES else [*every[:MOST_TABLES], f"and {len(every) - MOST_TABLES} more"]
    low, high = min(fact.source.rows for fact in facts), max(fact.source.rows for fact in facts)
    counted = f"{low:,} to {high:,} rows" if low < high else "1 row" if high == 1 else f"{high:,} rows"
    return f"{', '.join(tables) or 'no table'}: {counted}"


def _when(facts: Sequence[Fact]) -> str:
    """The days from the first to the last that the numbers are about."""
    first = min(fact.period.start if fact.period else fact.as_of for fact in facts)
    last = max(fact.period.end if fact.period else fact.as_of for fact in facts)
    return write_day(last) if first == last else f"{write_day(first)} to {write_day(last)}"


def _values(facts: Sequence[Fact]) -> str:
    """ "ARR $5,000, $7,000; NRR 108.3 %", each label once; of very many the first."""
    told: dict[str, dict[str, None]] = {}
    for fact in facts:
        told.setdefault(fact.label, {})[fact.display] = None
    return "; ".join(_listed(label, list(values)) for label, values in told.items())


def _listed(label: str, values: Sequence[str]) -> str:
    return f"{label} {', '.join(_kept(values))}"


def _kept(values: Sequence[str]) -> Iterator[str]:
    yield from values[:MOST_VALUES]
    if len(values) > MOST_VALUES:
        yield f"and {len(values) - MOST_VALUES} more"
