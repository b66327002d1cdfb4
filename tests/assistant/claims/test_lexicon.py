"""The words that tell the facts of a turn apart."""

from __future__ import annotations

import pytest

from assistant.claims.lexicon import Lexicon, is_kind_of
from assistant.claims.stated import ground_of
from tests.assistant.evidence import evidence


def lexicon(name: str) -> Lexicon:
    return Lexicon(ground_of(evidence(name)))


def test_subjects_are_found_as_whole_words_the_longest_first() -> None:
    found = lexicon("top").subject_mentions("Delta Bank, not Delta Banking; acme logistics", "account")
    assert [mention.value for mention in found] == ["delta bank", "acme logistics"]


def test_a_common_word_names_a_value_only_at_a_number() -> None:
    words = lexicon("tickets")
    assert words.subject_mentions("the low base of tickets", "priority") == []
    assert [one.value for one in words.subject_mentions("low: 2, 3 high", "priority")] == ["low", "high"]


def test_metrics_are_named_in_full_for_numbers_of_their_unit() -> None:
    words = lexicon("bridge")
    money = [one.value for one in words.metric_mentions("NRR, opening ARR, churn and closing ARR", "money")]
    assert money == ["Opening ARR", "Churned ARR", "Closing ARR"]
    assert [one.value for one in words.metric_mentions("NRR and GRR", "percent")] == ["NRR", "GRR"]


def test_a_period_may_be_left_open_and_a_date_that_is_news_names_none() -> None:
    mentions, whens = lexicon("nrr_change").period_mentions("Q3 2024 against the quarter before")
    assert [one.value for one in mentions] == ["Q3 2024", None]
    assert set(whens) == {"Q3 2024"}
    assert lexicon("acme").period_mentions("paying since 1 Feb 2023")[0] == []


@pytest.mark.parametrize(
    ("label", "named", "known", "is_meant"),
    [
        ("NRR", "NRR", ["NRR"], True),
        ("Opening ARR", "ARR", ["Opening ARR", "Closing ARR"], True),
        ("Open tickets", "Tickets", ["Open tickets", "Tickets"], False),
        ("ARR", "Closing ARR", ["ARR"], True),
        ("Churned ARR", "Opening ARR", ["Churned ARR", "Opening ARR"], False),
        ("Matching accounts", "Accounts", ["Matching accounts"], True),
    ],
)
def test_a_general_name_stands_for_a_special_one_where_nothing_else_is_called_so(
    label: str, named: str, known: list[str], is_meant: bool
) -> None:
    assert is_kind_of(label, named, known) is is_meant
