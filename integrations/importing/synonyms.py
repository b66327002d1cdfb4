"""The words exports use, kept as data in synonyms.yaml, and how close a name is to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from integrations.importing.column_names import snake_case

EXACT = 100.0
# A close name is worth less than a known one; below the floor it is chance.
CLOSE, FLOOR = 0.9, 72.0
# A name in another unit gives way to one in the right unit.
OTHER_UNIT = 4.0


class Names(BaseModel):
    """The names of one column; `times` has names whose values must be multiplied."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[str, ...]
    times: dict[Decimal, tuple[str, ...]] = {}


class TableNames(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[str, ...]
    columns: dict[str, tuple[str, ...] | Names]


class Synonyms(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    noise: frozenset[str]
    words: dict[str, str]
    tables: dict[str, TableNames]


@dataclass(frozen=True)
class Likeness:
    """How like a name is to the names of a column, 0 to 100; `times` makes its values the column's unit."""

    score: float
    known: str
    times: Decimal | None = None


@cache
def synonyms() -> Synonyms:
    text = (files("integrations.importing") / "synonyms.yaml").read_text(encoding="utf-8")
    return Synonyms.model_validate(yaml.safe_load(text))


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The telling words of a name: 'MRR (USD)' and 'mrr_usd' are ('mrr',)."""
    known = synonyms()
    spelled = [known.words.get(word, word) for word in snake_case(re.sub(r"[()\[\]]", " ", name)).split("_")]
    telling = tuple(word for word in spelled if word and word not in known.noise)
    return telling or tuple(spelled)


def likeness_to_table(file: str, table: str) -> float:
    """How like a file's name is to the names of a table, 0 to 100: the best of its runs of words, longer ones first."""
    stem = re.sub(r"\d+", " ", file.rsplit(".", 1)[0])
    words = snake_case(stem).split("_")
    runs = [" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    names = [table.replace("_", " "), *synonyms().tables[table].names]
    scores = [(fuzz.ratio(run, name), len(run)) for run in runs for name in names]
    return max((score * CLOSE + min(length, 20) / 2 for score, length in scores if score >= FLOOR), default=0.0)


@cache
def likeness_to_column(header: str, table: str, column: str) -> Likeness:
    entry = synonyms().tables[table].columns[column]
    names = entry if isinstance(entry, Names) else Names(names=entry)
    found = [_likeness(header, table, name, None) for name in (column, *names.names)]
    for times, others in names.times.items():
        found += [_likeness(header, table, name, times) for name in others]
    return max(found, key=lambda likeness: likeness.score)


def _likeness(header: str, table: str, name: str, times: Decimal | None) -> Likeness:
    wanted = words_of(name)
    score = max(_compare(variant, wanted) for variant in _variants(header, table))
    return Likeness(score - (OTHER_UNIT if times else 0), name, times)


def _variants(header: str, table: str) -> tuple[tuple[str, ...], ...]:
    """The words of the header, and without the noun of its own table: `ticket_subject` in tickets is `subject`."""
    words, nouns = words_of(header), _nouns(table)
    short = next((words[len(noun) :] for noun in nouns if len(words) > len(noun) and words[: len(noun)] == noun), ())
    return (words, short) if short else (words,)


@cache
def _nouns(table: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(name) for name in (table, *synonyms().tables[table].names))


def _compare(words: tuple[str, ...], wanted: tuple[str, ...]) -> float:
    if sorted(words) == sorted(wanted):
        return EXACT
    score = fuzz.token_sort_ratio(" ".join(words), " ".join(wanted)) * CLOSE
    return score if score >= FLOOR else 0.0
