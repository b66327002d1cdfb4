"""The words of one company, ready for lookup: its dimensions, marks, values and accounts beside the shared phrases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.planner.accounts import AccountIndex
from assistant.planner.demand_book import demand_words
from assistant.planner.lexicon import everyday_words, ordinary_words, shared_book, told_book
from assistant.planner.phrases import Match, Phrase, PhraseBook, phrases
from assistant.planner.spelling import Speller
from assistant.planner.tokens import Token, canonical, singular
from assistant.planner.wordings import countries, words_of
from tools.dimensions import ACCOUNT, PREFIXES, Dimension
from tools.metrics.catalogue import METRICS
from tools.names import normal
from tools.vocabulary import Vocabulary

# Emitted under the account's name: the tool chooses the basis and says it.
TWINS = {"billed_plan": "plan", "is_trial_line": "is_trial"}
PLACES = ("country", "region", "nation", "geo", "market", "territory", "location")
SHORTEST_BEGINNING = 4
CUT_TABLES = frozenset(metric.frame.cut_table for metric in METRICS.values()) | {"accounts"}


@dataclass(frozen=True, eq=False)
class Index:
    """Everything `read` looks words up in, built once per vocabulary."""

    vocabulary: Vocabulary
    books: tuple[PhraseBook, ...]
    accounts: AccountIndex
    speller: Speller
    numbered: dict[str, str]
    values: dict[str, tuple[tuple[str, str], ...]]

    def by_beginning(self, word: str) -> tuple[tuple[str, str], ...]:
        """The meanings of the one value that begins with the word, of which it is at least half."""
        if len(word) < SHORTEST_BEGINNING:
            return ()
        alike = {
            wording: meant
            for wording, meant in self.values.items()
            if wording.startswith(word) and len(wording) <= 2 * len(word)
        }
        return next(iter(alike.values())) if len(alike) == 1 else ()

    def find(self, tokens: Sequence[Token], taken: frozenset[int]) -> list[Match]:
        return [match for book in self.books for match in book.find(tokens, taken)]


@dataclass(frozen=True)
class Same:
    """A vocabulary as a cache key: the very same object, whatever it holds."""

    vocabulary: Vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.vocabulary is self.vocabulary


def index_of(vocabulary: Vocabulary) -> Index:
    return _index(Same(vocabulary))


@lru_cache(maxsize=32)
def _index(same: Same) -> Index:
    vocabulary = same.vocabulary
    accounts = AccountIndex(vocabulary.accounts)
    own = PhraseBook(_own_phrases(vocabulary))
    few_names = accounts.words if len(accounts.words) < 5000 else ()
    books = (shared_book(), told_book(), own)
    said = (*(word for book in books for word in book.words), *demand_words(), *few_names)
    speller = Speller({word for word in said if len(word) > 2}, everyday_words())
    return Index(vocabulary, books, accounts, speller, _numbered(vocabulary), _meanings(vocabulary))


def cuttable(vocabulary: Vocabulary) -> list[Dimension]:
    """The dimensions that some metric can be cut by, without the account itself."""
    return [item for item in vocabulary.dimensions.values() if item.table in CUT_TABLES and item.name != ACCOUNT]


def emitted(name: str) -> str:
    return TWINS.get(name, name)


def _own_phrases(vocabulary: Vocabulary) -> Iterator[Phrase]:
    dimensions = cuttable(vocabulary)
    yield from _gathered("dimension", _dimension_names(dimensions))
    yield from _gathered("flag", _flag_names(dimensions))
    yield from _gathered("value", _value_names(vocabulary, dimensions))
    known = {item.name for item in dimensions}
    for name, wordings in words_of("dimensions").items():
        if name not in known and name != ACCOUNT:
            yield from phrases("absent", name, (name.replace("_", " "), *wordings))
    yield from phrases("dimension", (ACCOUNT,), ("account name",))
    held = {normal(spelling) for item in dimensions for spelling in vocabulary.values.get(item.name, ())}
    for spellings in countries():
        if held.isdisjoint(spellings):
            yield from phrases("place", spellings[0], [word for word in spellings if len(word) > 3])


def _gathered(kind: str, named: Iterable[tuple[str, object]]) -> Iterator[Phrase]:
    """One phrase per wording, with everything it can mean."""
    meanings: dict[str, list[object]] = defaultdict(list)
    for wording, meaning in named:
        if wording and meaning not in meanings[wording]:
            meanings[wording].append(meaning)
    for wording, meant in meanings.items():
        yield from phrases(kind, tuple(meant), (wording,))


def _dimension_names(dimensions: Sequence[Dimension]) -> Iterator[tuple[str, object]]:
    synonyms = words_of("dimensions")
    for item in dimensions:
        if item.type != "text":
            continue
        name = emitted(item.name)
        for wording in (item.name, item.column, *_unprefixed(item)):
            yield wording.replace("_", " "), name
    for item in dimensions:
        for wording in synonyms.get(item.name, ()):
            yield str(wording), emitted(item.name)


def _unprefixed(item: Dimension) -> Iterator[str]:
    """'ticket_channel' is also 'channel'."""
    prefix = f"{PREFIXES.get(item.table, item.table)}_"
    if item.name.startswith(prefix):
        yield item.name.removeprefix(prefix)


def _flag_names(dimensions: Sequence[Dimension]) -> Iterator[tuple[str, object]]:
    wordings = words_of("flags")
    for item in dimensions:
        if item.type != "flag":
            continue
        name = emitted(item.name)
        for wording in wordings.get(name, ()):
            yield str(wording), name
        base = re.sub(r"^(is|has|was)_|_flag$", "", next(_unprefixed(item), item.name)).replace("_", " ")
        for wording in _said_of(base):
            yield wording, name


def _said_of(base: str) -> Iterator[str]:
    """How people say that a mark of this name is set; a bare everyday word is not enough."""
    first, _, rest = base.partition(" ")
    if canonical(base) not in ordinary_words():
        yield base
        yield f"{base}d" if base.endswith("e") else f"{base}ed"
    for frame in ("{} flag", "{} flagged", "flagged as {}", "marked as {}", "flagged {}", "with {} flag"):
        yield frame.format(base)
    if first == "preceding" and rest:
        for frame in ("preceded by {}", "preceded by a {}", "preceded by an {}", "after a {}", "after an {}"):
            yield frame.format(rest)


def _value_names(vocabulary: Vocabulary, dimensions: Sequence[Dimension]) -> Iterator[tuple[str, object]]:
    for item in dimensions:
        is_place = any(place in item.name for place in PLACES)
        for value in vocabulary.values.get(item.name, ()):
            meaning = (emitted(item.name), value)
            for wording in (*_spellings(value), *(_names_in(value) if item.name == "csm" else ())):
                yield wording, meaning
            for wording in _other_spellings(value) if is_place else words_of("values").get(normal(value), ()):
                yield str(wording), meaning


def _names_in(value: str) -> list[str]:
    """First and last name of a person; the domain of an address is nobody's name."""
    return normal(value.split("@")[0]).split()


def _spellings(value: str) -> Iterator[str]:
    """'DevTools' is also 'dev tools', 'Mid-Market' 'midmarket', an e-mail address the person's name."""
    if "@" in value:
        words = normal(value.split("@")[0])
        yield words
        yield from (word for word in words.split() if len(word) > 2)
        return
    words = normal(value)
    yield words
    yield words.replace(" ", "")
    yield normal(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", value))


def _other_spellings(value: str) -> Iterator[str]:
    for spellings in countries():
        if normal(value) in spellings:
            yield from (word for word in spellings if len(word) > 3 or word in ("uk", "usa", "us", "uae", "gbr"))


def _meanings(vocabulary: Vocabulary) -> dict[str, tuple[tuple[str, str], ...]]:
    """Each value as one word -> the dimensions that have it."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for item in cuttable(vocabulary):
        for value in vocabulary.values.get(item.name, ()):
            meaning = (emitted(item.name), value)
            word = normal(value).replace(" ", "")
            if meaning not in found[word]:
                found[word].append(meaning)
    return {word: tuple(meanings) for word, meanings in found.items()}


def _numbered(vocabulary: Vocabulary) -> dict[str, str]:
    """First word -> dimension, for values that are a word and a number ('feature_17')."""
    found: dict[str, str] = {}
    for item in cuttable(vocabulary):
        for value in vocabulary.values.get(item.name, ()):
            words = normal(value).split()
            if len(words) == 2 and words[1].isdigit():
                found[singular(words[0])] = item.name
    return found
