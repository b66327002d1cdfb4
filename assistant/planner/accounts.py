"""Accounts named in a question: exact names and identifiers by index, slips of the pen only for words nobody knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.planner.phrases import Match
from assistant.planner.tokens import Token
from tools.names import normal

KIND = "account"
LONGEST_NAME = 8
FEW = 40
SHORTEST_BEGINNING = 4
MENTIONED_BY = ("account", "id", "number")


class AccountIndex:
    """Names and identifiers as word sequences; each word with the names that hold it."""

    def __init__(self, accounts: Mapping[str, str]) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for identifier, name in accounts.items():
            words = tuple(normal(name).split())
            self._names |= dict.fromkeys(_spoken(name), name) | {words: name}
            self._names.setdefault(tuple(normal(identifier).split()), name)
            for word in words:
                if not word.isdigit() and len(self._by_word[word]) <= FEW:
                    self._by_word[word].add(name)
        self.longest = min(LONGEST_NAME, max((len(words) for words in self._names), default=1))
        self.openers = frozenset(words[0] for words in self._names if len(words) == 2 and words[1].isdigit())

    @property
    def words(self) -> Collection[str]:
        return self._by_word.keys()

    def find(self, tokens: Sequence[Token], ordinary: Collection[str]) -> list[Match]:
        """Full names and identifiers, and numbered names that do not exist ('Company_777'), as typed."""
        found: list[Match] = []
        position = 0
        while position < len(tokens):
            match = self._exact(tokens, position, ordinary) or self._numbered(tokens, position)
            if match:
                found.append(match)
            position = match.last + 1 if match else position + 1
        return found

    def holds(self, word: str) -> bool:
        """Whether some account's name holds the word."""
        return word in self._by_word

    def begins(self, word: str) -> bool:
        """Whether some account's name holds a longer word that begins so."""
        return len(word) >= SHORTEST_BEGINNING and any(held.startswith(word) for held in self._by_word)

    def names_with(self, words: Iterable[str]) -> set[str]:
        """The accounts whose names hold all of the words (at most a few per word are remembered)."""
        sets = [self._by_word.get(word, set()) for word in words]
        return set.intersection(*sets) if sets else set()

    def _exact(self, tokens: Sequence[Token], start: int, ordinary: Collection[str]) -> Match | None:
        for length in range(min(self.longest, len(tokens) - start), 0, -1):
            words = tuple(token.plain for token in tokens[start : start + length])
            if words in self._names and _is_meant(tokens, start, length, ordinary):
                return Match(KIND, self._names[words], tuple(range(start, start + length)))
        return None

    def _numbered(self, tokens: Sequence[Token], start: int) -> Match | None:
        if tokens[start].plain not in self.openers or start + 1 == len(tokens) or not is_numbering(tokens[start + 1]):
            return None
        typed = f"{tokens[start].typed}_{tokens[start + 1].typed}"
        return Match(KIND, typed, (start, start + 1))


def _spoken(name: str) -> list[tuple[str, ...]]:
    """'Larder & Co' with its sign, and with the word for it."""
    parts = [normal(part).split() for part in name.split("&")]
    joined = [[word for part in parts[:-1] for word in (*part, joiner)] + parts[-1] for joiner in ("&", "and")]
    return [tuple(words) for words in joined if len(parts) > 1]


def is_numbering(token: Token) -> bool:
    """Whether a number belongs to the word before it: in 'Company_777', not in 'feature 2024'."""
    is_year = len(token.plain) == 4 and token.plain[:2] in ("19", "20") and token.before.isspace()
    return token.is_number and not is_year and not token.follows_mark


def _is_meant(tokens: Sequence[Token], start: int, length: int, ordinary: Collection[str]) -> bool:
    """A number is an account only after 'account'; an everyday word only with a capital inside a sentence."""
    first = tokens[start]
    if length == 1 and first.is_number:
        return start > 0 and tokens[start - 1].word in MENTIONED_BY
    if length == 1 and first.word in ordinary:
        return first.is_capital and start > 0 and not first.starts_sentence
    return True
