"""The phrases every company shares: metrics, intents, orders, refusals and small words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from assistant.planner.phrases import Phrase, PhraseBook, phrases
from assistant.planner.tokens import spoken
from assistant.planner.wordings import harmless, words_of
from tools.metrics.catalogue import METRICS

# Which reading of the same words wins when both explain as many.
RANK = (
    "attribute", "place", "injection", "topic", "signal", "status", "metric", "flag", "vague", "dimension", "value",
    "absent", "missing", "refusal", "cohort", "concentration", "bridge", "define", "difference", "counts_in", "loaded",
    "churned_question", "finer", "month", "quarter", "year", "share", "compare", "change", "added", "trend", "why",
    "about", "at_least", "at_most", "above", "below", "after_at_least", "after_at_most", "order", "rank", "total",
    "foreign", "whole", "rest", "list", "count", "average", "median", "not", "group", "noun", "join", "harmless",
    "any", "all", "only", "right", "mine", "book",
)  # fmt: skip
SMALL = (
    "average",
    "median",
    "not",
    "any",
    "group",
    "rank",
    "count",
    "noun",
    "rest",
    "whole",
    "all",
    "only",
    "join",
    "right",
    "mine",
    "book",
)


def shared_phrases() -> Iterator[Phrase]:
    """Every phrase that does not depend on a company's data."""
    for metric, wordings in words_of("metrics").items():
        if metric in METRICS:
            yield from phrases("cohort" if metric == "cohort_retention" else "metric", metric, wordings)
    for kind in ("intents", "orders", "comparators"):
        yield from _listed(kind)
    for kind, value, wordings in _named():
        yield from phrases(kind, value, wordings)


def _named() -> Iterator[tuple[str, str, Sequence[str]]]:
    """Kind, value and wordings of the lists with a line per name."""
    yield from (("vague", name, item["words"]) for name, item in words_of("vague").items())
    yield from (("missing", name, item["words"]) for name, item in words_of("missing").items())
    yield from (("topic", name, item["words"]) for name, item in words_of("topics").items())
    yield from (("status", name, wordings) for name, wordings in words_of("status").items())
    yield from (("signal", name, wordings) for name, wordings in words_of("signals").items())
    yield from (("attribute", name, wordings) for name, wordings in words_of("attributes").items())
    for name, item in words_of("refusals").items():
        yield "injection" if name == "injection" else "refusal", name, item.get("any", ())
    yield from ((kind, kind, words_of("grammar")[kind]) for kind in SMALL)
    yield "harmless", "unit", words_of("units")["phrases"]
    yield "foreign", "currency", words_of("units")["foreign"]


# Kinds whose wordings are pieces of sentences: a word between their gaps means nothing by itself.
TOLD_BY_SENTENCES = ("topic", "signal")


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Words that mean something, or nothing, in any company: as a name they need a sign that a name is meant."""
    single = {
        part[0]
        for phrase in shared_phrases()
        for part in phrase.parts
        if len(part) == 1 and (phrase.kind not in TOLD_BY_SENTENCES or len(phrase.parts) == 1)
    }
    return frozenset(single) | everyday_words()


@lru_cache(maxsize=1)
def naming_words() -> frozenset[str]:
    """Words that are a whole wording by themselves."""
    return frozenset(phrase.parts[0][0] for phrase in shared_phrases() if [len(part) for part in phrase.parts] == [1])


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    return frozenset({word for typed in harmless() for word in spoken(typed)} | harmless())


@lru_cache(maxsize=1)
def shared_book() -> PhraseBook:
    return PhraseBook(phrase for phrase in shared_phrases() if phrase.kind not in TOLD_BY_SENTENCES)


@lru_cache(maxsize=1)
def told_book() -> PhraseBook:
    """Topics and signs, whatever form their words are in: 'mentions', 'mentioned', 'mentioning'."""
    return PhraseBook((item for item in shared_phrases() if item.kind in TOLD_BY_SENTENCES), is_stemmed=True)


def _listed(name: str) -> Iterator[Phrase]:
    table: Mapping[str, Any] = words_of(name)
    for kind, entry in table.items():
        if isinstance(entry, dict):
            for value, wordings in entry.items():
                yield from phrases(kind, value, wordings)
        elif name == "orders":
            yield from phrases("order", kind, entry)
        else:
            yield from phrases(kind, kind, entry)
