"""Search by words: stems count, question words do not, and a text without the words gets no vote."""

from __future__ import annotations

from knowledge.words import WordIndex

TEXTS = (
    "the renewal of a contract",
    "tickets that are open",
    "a contract for seats",
)
INDEX = WordIndex(TEXTS)
ALL = range(len(TEXTS))


def test_another_form_of_the_word_finds_the_text() -> None:
    assert INDEX.rank("renewing", ALL) == [0]


def test_a_text_without_a_word_of_the_question_gets_no_vote() -> None:
    assert INDEX.rank("open ticket", ALL) == [1]


def test_a_question_of_question_words_or_unknown_words_finds_nothing() -> None:
    assert INDEX.rank("what is this about?", ALL) == []
    assert INDEX.rank("weather", ALL) == []
    assert INDEX.rank("", ALL) == []


def test_only_the_places_asked_about_are_ranked() -> None:
    assert INDEX.rank("renewal contract", [1, 2]) == [2]
