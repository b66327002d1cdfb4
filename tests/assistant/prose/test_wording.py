"""Small words."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.prose.wording import during, is_plural, lowered, phrase, singular, span_name
from tools.facts import Span
from tools.metrics.catalogue import METRICS


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("ARR growth", "ARR growth"),
        ("Churned accounts", "churned accounts"),
        ("CSAT response rate", "CSAT response rate"),
        ("Share of Accounts", "share of accounts"),
        ("Share of ARR", "share of ARR"),
    ],
)
def test_a_label_starts_small_inside_a_sentence_unless_it_is_an_abbreviation(label: str, inside: str) -> None:
    assert lowered(label) == inside


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("Churned accounts", "Churned account"),
        ("Accounts with usage", "Account with usage"),
        ("Survey answers", "Survey answer"),
        ("Uses", "Use"),
    ],
)
def test_the_first_plural_word_becomes_singular(many: str, one: str) -> None:
    assert is_plural(many)
    assert singular(many) == one


@pytest.mark.parametrize("label", ["NPS", "CES", "ARR", "Median first response", "Share of Accounts", "Gross loss"])
def test_abbreviations_and_shares_are_no_plurals(label: str) -> None:
    assert not is_plural(label)


def test_every_counted_metric_can_be_counted() -> None:
    assert [metric.label for metric in METRICS.values() if metric.unit == "count" and not is_plural(metric.label)] == []


@pytest.mark.parametrize(
    ("dimension", "value", "words"),
    [
        ("segment", "SMB", "for SMB"),
        ("country", "US", "in the US"),
        ("country", "DE", "in DE"),
        ("plan", "Pro", "on the Pro plan"),
        ("is_beta", "yes", "of those marked as beta"),
        ("is_churned", "no", "of those not marked as churned"),
        ("tier_level", "A", "with tier level A"),
        ("segment", "*x*", "for \\*x\\*"),
    ],
)
def test_a_filter_is_said_as_people_say_it(dimension: str, value: str, words: str) -> None:
    assert phrase(dimension, value) == words


@pytest.mark.parametrize(
    ("start", "end", "is_fiscal", "name"),
    [
        ("2024-01-01", "2024-12-31", False, "2024"),
        ("2024-07-01", "2024-09-30", False, "Q3 2024"),
        ("2024-07-01", "2024-09-30", True, "Jul to Sep 2024"),
        ("2024-02-01", "2024-04-30", False, "Feb to Apr 2024"),
        ("2024-10-01", "2024-10-31", True, "Oct 2024"),
        ("2023-11-01", "2024-02-29", False, "Nov 2023 to Feb 2024"),
        ("2024-01-01", "2024-02-15", False, "1 Jan 2024 to 15 Feb 2024"),
    ],
)
def test_a_period_is_named_by_its_months(start: str, end: str, is_fiscal: bool, name: str) -> None:
    span = Span(start=date.fromisoformat(start), end=date.fromisoformat(end))
    assert span_name(span, is_fiscal=is_fiscal) == name
    assert span_name(span.model_copy(update={"label": "Q1 FY2025"}), is_fiscal=is_fiscal) == "Q1 FY2025"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Q3 2024", "in Q3 2024"),
        ("the twelve months to 31 Dec 2024", "over the twelve months to 31 Dec 2024"),
        ("the last 90 days", "over the last 90 days"),
        ("the last full quarter, Q4 2024", "in the last full quarter, Q4 2024"),
        ("31 Dec 2024", "on 31 Dec 2024"),
        ("1 Apr 2024 to 30 Jun 2024", "from 1 Apr 2024 to 30 Jun 2024"),
        ("2025 so far (partial, to 15 Feb 2025)", "in 2025 so far (partial, to 15 Feb 2025)"),
    ],
)
def test_a_period_gets_its_preposition(name: str, words: str) -> None:
    assert during(name) == words
