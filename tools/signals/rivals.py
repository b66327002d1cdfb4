"""Another product called by its name: a trial of it, an offer from it, and it is nobody and nothing we know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

from tools.names import normal
from tools.record.record import Record
from tools.signals.denial import is_denied
from tools.signals.norms import Norms
from tools.signals.words import words_of


@lru_cache(maxsize=65536)
def rivals_in(words: str) -> tuple[str, ...]:
    """The names in a text that are tried, offered or compared; denied ones and words of everyday use left out."""
    found = (match for match in _pattern().finditer(words) if not is_denied(words, match))
    names = (normal(match["tried"] or match["weighed"]) for match in found)
    return tuple(name for name in names if name and not _first(name) & (words_of("everyday") | words_of("english")))


def names_a_rival(words: str, known: frozenset[str]) -> bool:
    """Whether a text names another product; `known` are words of names that mean none."""
    return any(not _first(name) & known for name in rivals_in(words))


def known_names(record: Record, norms: Norms, day: date) -> frozenset[str]:
    """The words of the names that were ours or the account's own by then: people, plans, features, places."""
    return frozenset(word for name in _names(record, norms, day) for word in normal(name).split())


def _names(record: Record, norms: Norms, day: date) -> Iterator[str]:
    account = record.account
    yield norms.company
    yield from norms.features_known_on(day)
    yield from _given((account.name, account.csm, account.plan, account.segment, account.industry, account.region))
    yield from (contact.name for contact in record.contacts if contact.joined_on is None or contact.joined_on <= day)
    yield from _given(talk.csm for talk in record.interactions if talk.happened_on <= day)
    yield from _given(line.plan for line in record.lines if line.start_date <= day)


def _given(names: Iterable[str | None]) -> Iterator[str]:
    yield from (name for name in names if name)


def _first(name: str) -> frozenset[str]:
    return frozenset(name.split()[:1])


@cache
def _pattern() -> re.Pattern[str]:
    name = r"(?-i:[A-Z][\w&'-]*(?: [A-Z][\w&'-]*)*)"
    ours = rf"\b(?! (?:{'|'.join(words_of('our_things'))}))"
    tried, weighed = ("|".join(sorted(words_of(key))) for key in ("tried", "weighed"))
    return re.compile(
        rf"\b(?:{tried}) (?:of|from|with|by) (?P<tried>{name}){ours}|\b(?:{weighed}) (?P<weighed>{name}){ours}", re.I
    )
