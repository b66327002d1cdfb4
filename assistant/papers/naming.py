"""What a sentence over many facts may name: the values of one subject are never mixed with those of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.prose.escaping import plain
from assistant.prose.rows import Own
from assistant.prose.wording import shown
from tools.facts import Fact

Subject = tuple[str, ...]


def named(facts: Sequence[Fact], own: Own) -> dict[str, str]:
    """Values by metric and subjects by dimension; those of the second subject of a kind are called "goal 2".

    Subjects are told apart where they share a metric; facts that only say more of one thing stand together.
    """
    places = _places(facts, own)
    names: dict[str, str] = {}
    for fact in facts:
        subject = own(fact)
        place = places[tuple(subject), tuple(subject.values())]
        suffix = f" {place}" if place > 1 else ""
        if fact.value is not None:
            names.setdefault(f"{fact.metric}{suffix}", shown(fact))
        for dimension, value in subject.items():
            names.setdefault(f"{dimension}{suffix}", plain(value))
    return names


def _places(facts: Sequence[Fact], own: Own) -> dict[tuple[Subject, Subject], int]:
    """Each subject's place among those of its dimensions, from 1; all the first where no metric is told of two."""
    kinds: dict[Subject, dict[Subject, set[str]]] = {}
    for fact in facts:
        subject = own(fact)
        kinds.setdefault(tuple(subject), {}).setdefault(tuple(subject.values()), set()).add(fact.metric)
    return dict(_placed(kinds))


def _placed(kinds: dict[Subject, dict[Subject, set[str]]]) -> Iterator[tuple[tuple[Subject, Subject], int]]:
    for dimensions, subjects in kinds.items():
        told = [metric for metrics in subjects.values() for metric in metrics]
        is_list = len(told) > len(set(told))
        for place, key in enumerate(subjects, start=1):
            yield (dimensions, key), place if is_list else 1
