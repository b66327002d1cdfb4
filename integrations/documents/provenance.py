"""Where each number of a block comes from, so that finance can trace it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.papers.paper import Block, Figures, Lines
from integrations.charts.wrapping import clean
from tools.facts import Fact
from tools.periods import write_day


@dataclass(frozen=True)
class Trace:
    """One number: what it is, as it is written, when it holds, the rule behind it and the rows it was read from."""

    label: str
    shown: str
    when: str
    rule: str
    formula: str
    origin: str


def facts_of(blocks: Iterable[Block]) -> tuple[Fact, ...]:
    """Every fact behind the blocks, in reading order."""
    return tuple(fact for block in blocks for fact in _facts(block))


def is_number(fact: Fact) -> bool:
    """Numbers, days and what has no value have to be proved; names and quotes only repeat what is on record."""
    return fact.unit == "date" or not isinstance(fact.value, str)


def traces_of(facts: Iterable[Fact]) -> tuple[Trace, ...]:
    """Each number once."""
    return tuple(dict.fromkeys(trace_of(fact) for fact in facts if is_number(fact)))


def trace_of(fact: Fact) -> Trace:
    subject = ", ".join(value for value in fact.subject.values() if value)
    tables = ", ".join(fact.source.tables) or "no table"
    rows = "1 row" if fact.source.rows == 1 else f"{fact.source.rows:,} rows"
    return Trace(
        label=clean(f"{fact.label} ({subject})" if subject else fact.label),
        shown=clean(f"{fact.display} ({fact.undefined_because})" if fact.undefined_because else fact.display),
        when=clean(_when(fact)),
        rule=clean(f"{fact.definition.name}, version {fact.definition.version}"),
        formula=clean(fact.definition.formula),
        origin=clean(f"{tables}: {rows}"),
    )


def _facts(block: Block) -> Iterator[Fact]:
    if isinstance(block, Lines):
        yield from (fact for line in block.lines for fact in line.facts)
    elif isinstance(block, Figures):
        yield from (fact for figure in block.figures for fact in figure.facts)
    else:
        yield from block.facts


def _when(fact: Fact) -> str:
    """The period with its days, and the day on which it was so where that is not the period's last."""
    known = f"as of {write_day(fact.as_of)}"
    if fact.period is None:
        return known
    days = f"{write_day(fact.period.start)} to {write_day(fact.period.end)}"
    named = f"{fact.period.label}, {days}" if fact.period.label else days
    return named if fact.as_of == fact.period.end else f"{named}, {known}"
