"""A term answers to every name it has, and to a slip of the pen, but not to chance."""

from __future__ import annotations

import pytest

from knowledge.documents import Document
from knowledge.names import Names


def term(name: str, title: str, label: str = "", aliases: tuple[str, ...] = ()) -> Document:
    return Document(name=name, title=title, label=label or title, aliases=aliases, body="Text.")


NAMES = Names(
    (
        term("net_revenue_retention", "Net revenue retention", "NRR", ("net dollar retention", "NDR")),
        term("gross_revenue_retention", "Gross revenue retention", "GRR"),
        term("ltv_to_cac", "LTV to CAC ratio", "LTV:CAC"),
        term("customer_support", "Customer support", "Support"),
        term("arr", "Annual recurring revenue", "ARR"),
        term("mrr", "Monthly recurring revenue", "MRR"),
    )
)


@pytest.mark.parametrize(
    "text", ["NRR", "n.r.r.", "net-revenue retention", "Net_Revenue_Retention", "NET DOLLAR RETENTION"]
)
def test_case_spaces_and_punctuation_do_not_count(text: str) -> None:
    found = NAMES.exact(text)
    assert found is not None
    assert found.name == "net_revenue_retention"


@pytest.mark.parametrize("text", ["", "  ", "???", "retention", "revenue retention"])
def test_half_a_name_is_no_name(text: str) -> None:
    assert NAMES.exact(text) is None


def test_a_name_beats_an_alias_and_a_later_term_beats_an_earlier_one() -> None:
    built_in = term("churn", "Churn", aliases=("attrition", "loss"))
    other = term("loss", "Loss", aliases=("churn",))
    company = term("staff_attrition", "Staff attrition", aliases=("attrition",))
    names = Names((built_in, other, company))
    assert names.exact("churn") is built_in
    assert names.exact("loss") is other
    assert names.exact("attrition") is company


def test_a_sentence_mentions_terms_by_abbreviations_and_by_names_of_several_words() -> None:
    found = NAMES.mentioned("Why is our gross revenue retention below nrr, and is LTV/CAC fine?")
    assert [document.name for document in found] == ["gross_revenue_retention", "ltv_to_cac", "net_revenue_retention"]


def test_a_single_everyday_word_mentions_nothing() -> None:
    assert NAMES.mentioned("can support help me") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("net reveune retention", "net_revenue_retention"),
        ("gros revenue retension", "gross_revenue_retention"),
        ("retention net revenue", "net_revenue_retention"),
        ("monthly recuring revenu", "mrr"),
        ("NRRR", "net_revenue_retention"),
    ],
)
def test_a_slip_of_the_pen_finds_the_term(typed: str, meant: str) -> None:
    (first, score), *_ = NAMES.nearest(typed, 3)
    assert first.name == meant
    assert 0.8 < score <= 1


@pytest.mark.parametrize("typed", ["", "a", "pp", "the", "banana", "weather in Lisbon", "BRR"])
def test_what_resembles_by_chance_finds_nothing(typed: str) -> None:
    assert NAMES.nearest(typed, 3) == ()


def test_each_term_is_found_once_and_no_more_than_asked_for() -> None:
    found = NAMES.nearest("monthly recurring revenue", 1)
    assert [document.name for document, _ in found] == ["mrr"]
