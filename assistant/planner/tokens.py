"""A question as words, each in the one form in which wordings are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import Stemmer

from assistant.planner.wordings import words_of
from tools.names import normal

# What follows an apostrophe is a contraction or, as in O'Malley, a word of its own.
_PIECE = re.compile(
    r"(?i)w/o\b|w/|b/w\b|[^\W\d_]+(?:['’](?:t|s|re|ve|ll|m|d)\b)?|\d+(?:[.,]\d+)*|[$€£%+&#]|[<>]=?|[≥≤]"
)
_SYMBOLS = {"%": "percent", "&": "and", "#": "number", "w/o": "without", "w/": "with", "b/w": "between"}
NAMES_OF_ACCOUNT = frozenset(("customer", "client", "company", "logo"))
_CONTRACTED = {
    "n't": "not", "s": "is", "re": "are", "ve": "have", "ll": "will", "m": "am", "d": "would",
}  # fmt: skip
_RUN_TOGETHER = {
    "whats": "what is", "hows": "how is", "whos": "who is", "wheres": "where is", "whens": "when is",
    "thats": "that is", "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not",
    "arent": "are not", "wasnt": "was not", "werent": "were not", "havent": "have not", "hasnt": "has not",
    "hadnt": "had not", "cant": "can not", "cannot": "can not", "wont": "will not", "im": "i am", "ive": "i have",
    "weve": "we have", "theyre": "they are", "won't": "will not", "can't": "can not", "let's": "let us",
    "howmany": "how many", "howmuch": "how much", "alot": "a lot",
}  # fmt: skip
# The Americas are no several Americas: a continent, where the other is a country.
NO_PLURALS = frozenset(("americas",))
_SENTENCE_MARKS = re.compile(r"[.?!;:\n]")
_HARD_MARKS = re.compile(r"[.,?!;:()\n]")


@dataclass(frozen=True)
class Token:
    """One word of a question. `plain` is what was typed, folded; `word` is the form that wordings use.

    `before` holds the marks between this token and the one before it.
    """

    typed: str
    plain: str
    word: str
    start: int
    end: int
    before: str = ""

    @property
    def stemmed(self) -> Token:
        return replace(self, word=stem_of(self.word))

    @property
    def is_number(self) -> bool:
        return self.plain[:1].isdigit()

    @property
    def starts_sentence(self) -> bool:
        return bool(_SENTENCE_MARKS.search(self.before))

    @property
    def follows_mark(self) -> bool:
        return bool(_HARD_MARKS.search(self.before))

    @property
    def is_plural(self) -> bool:
        return self.plain.endswith("s") and not self.plain.endswith("ss")

    @property
    def is_capital(self) -> bool:
        return self.typed[:1].isupper()


def tokenise(text: str) -> tuple[Token, ...]:
    """The words, numbers and meaningful signs of a text, contractions and abbreviations written out."""
    return tuple(token for token in _tokens(text) if token.word)


def canonical(word: str) -> str:
    """Singular, with every name of an account the same: 'Customers' -> 'account'."""
    single = singular(word.lower())
    return "account" if single in NAMES_OF_ACCOUNT else single


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in NO_PLURALS:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


@lru_cache(maxsize=8192)
def stem_of(word: str) -> str:
    """'renewing', 'renews' and 'renewal' are one; a stemmer belongs to one thread, so each word makes its own."""
    return str(Stemmer.Stemmer("english").stemWord(word))


def spoken(plain: str) -> list[str]:
    """The canonical words that one typed word stands for."""
    if plain in _SYMBOLS:
        return [_SYMBOLS[plain]]
    written = _RUN_TOGETHER.get(plain) or words_of("abbreviations").get(plain) or plain
    return [canonical(word) for word in str(written).split()]


def _tokens(text: str) -> Iterator[Token]:
    end = 0
    for piece in _PIECE.finditer(text):
        before, end = text[end : piece.start()], piece.end()
        typed, *contracted = _parts(piece[0])
        is_fixed = typed[0].isdigit() or typed.lower() in _SYMBOLS or typed.lower() in _RUN_TOGETHER
        plain = typed.lower() if is_fixed else normal(typed) or typed.lower()
        for index, word in enumerate([*spoken(plain), *contracted]):
            first = index == 0
            yield Token(
                typed if first else "", plain if first else "", word, piece.start(), end, before if first else ""
            )


def _parts(piece: str) -> list[str]:
    """'aren't' -> 'are', 'not'; "Acme's" -> 'Acme', 'is'."""
    lowered = piece.lower().replace("’", "'")
    if "'" not in lowered or lowered in _RUN_TOGETHER:
        return [lowered if lowered in _RUN_TOGETHER else piece]
    stem, _, tail = lowered.partition("'")
    if tail == "t" and stem.endswith("n"):
        return [piece[: len(stem) - 1], "not"]
    return [piece[: len(stem)], _CONTRACTED.get(tail, tail)]
