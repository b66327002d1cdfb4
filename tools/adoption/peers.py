"""Which accounts are like another one, by a rule that can be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tools.record.record import Record

LEAST = 3
FACTOR = 2


@dataclass(frozen=True)
class Peers:
    """The accounts, nearest in ARR first, and the rule that named them, in words."""

    records: tuple[Record, ...]
    rule: str


def peers_of(record: Record, everyone: Iterable[Record]) -> Peers:
    """Paying accounts of its segment and size; with fewer than three of them those of its segment, else all."""
    others = [other for other in everyone if other.is_paying and other.account != record.account]
    others.sort(key=lambda other: (abs(other.arr - record.arr), other.account.name))
    for words, is_like in _rules(record):
        found = tuple(other for other in others if is_like(other))
        if len(found) >= LEAST:
            return Peers(found, words)
    return Peers(tuple(others), "all other paying accounts")


def _rules(record: Record) -> Iterator[tuple[str, Callable[[Record], bool]]]:
    segment = record.account.segment
    size = "ARR from half to twice its own"
    if segment is None:
        yield f"paying accounts with {size}", lambda other: _is_near(record, other)
        return
    yield f"paying {segment} accounts with {size}", lambda other: _is_near(record, other) and _is_same(record, other)
    yield f"paying {segment} accounts", lambda other: _is_same(record, other)


def _is_near(record: Record, other: Record) -> bool:
    return record.arr <= FACTOR * other.arr and other.arr <= FACTOR * record.arr


def _is_same(record: Record, other: Record) -> bool:
    return record.account.segment == other.account.segment
