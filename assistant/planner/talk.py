"""Words that only carry the sentence ('bring', 'walk', 'back'): an answer may leave them out, and says so.

The list holds the most frequent English words without names of places, nationalities and words that limit a figure. A
word counts as talk only where nothing suggests a name or a condition: not behind a preposition, not before the thing
that is counted, not with a capital or a digit.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.lexicon import everyday_words, naming_words
from assistant.planner.understanding import Understanding
from assistant.planner.wordings import english, word_set

CONDITIONING = word_set("conditioning")
COUNTED = ("metric", "noun", "dimension", "attribute", "flag", "value")
ARTICLES = ("the", "our", "a", "an", "its", "their", "my", "your")
BEING = ("is", "are", "was", "were", "been", "being", "got", "get", "be")
MOST_WORDS = 3


def only_talk(u: Understanding, left: Sequence[int]) -> tuple[str, ...]:
    """The words at these positions when all of them are talk, else none."""
    if len(left) > MOST_WORDS or not all(_is_talk(u, position) for position in left):
        return ()
    return tuple(u.tokens[position].typed or u.tokens[position].word for position in left)


def _says_something(word: str) -> bool:
    """Words that name something by themselves, and words that limit a figure ('gross', 'gone'), are never only talk."""
    return word in word_set("limiting") or (word in naming_words() and word not in everyday_words())


def _is_participle(u: Understanding, position: int) -> bool:
    """'were upgraded', 'tickets reopened': said of what is counted."""
    before = u.by_position.get(position - 1)
    is_said = u.word(position - 1) in BEING or (before is not None and before.kind in COUNTED)
    return is_said and u.word(position).endswith("ed")


def _is_owner(u: Understanding, position: int) -> bool:
    """'maya's book' names somebody, known or not."""
    return u.word(position + 1) == "is" and not u.tokens[position + 1].typed


def _is_talk(u: Understanding, position: int) -> bool:
    token = u.tokens[position]
    is_named = token.is_capital and not token.starts_sentence
    is_asked = u.word(position - 1) == "how"
    if (
        is_named
        or _is_owner(u, position)
        or is_asked
        or _is_participle(u, position)
        or position in u.by_position
        or token.word not in english()
    ):
        return False
    if _says_something(token.word):
        return False
    before = next((u.word(at) for at in range(position - 1, -1, -1) if u.word(at) not in ARTICLES), "")
    follows = u.by_position.get(position + 1)
    is_modifier = follows is not None and follows.kind in COUNTED and not token.word.endswith("ly")
    return before not in CONDITIONING and not is_modifier and not _is_subject(u, position)


def _is_subject(u: Understanding, position: int) -> bool:
    """'is orange juice healthy': the thing that a status is read into."""
    before = u.by_position.get(position - 1)
    is_said = before is not None and before.kind == "status" and u.word(before.first - 1) in word_set("singular_verbs")
    return is_said and position + 1 < len(u.tokens)
