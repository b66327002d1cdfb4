"""Numbers read as tokens."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.claims.numbers import read_digits, read_numbers
from assistant.claims.reading import readable


def read(text: str) -> list[tuple[str, str, str]]:
    """What was written, its kind, its value with the currency."""
    return [(one.text, one.kind, f"{one.sign}{one.value}{one.currency}") for one in read_numbers(readable(text))]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("1,204 tickets", [("1,204", "plain", "1204")]),
        ("104.2%", [("104.2%", "percent", "104.2")]),
        ("104.2 per cent", [("104.2 per cent", "percent", "104.2")]),
        ("$1.2M", [("$1.2M", "money", "1200000.0USD")]),
        ("10.2 million dollars", [("10.2 million dollars", "money", "10200000.0USD")]),
        ("-$380,136", [("-$380,136", "money", "-380136USD")]),
        ("EUR 5", [("EUR 5", "money", "5EUR")]),
        ("564.500 €", [("564.500 €", "money", "564500.000EUR")]),
        ("1.204,5", [("1.204,5", "plain", "1204.5")]),
        ("10 159 608", [("10159608", "plain", "10159608")]),
        ("1.204", [("1.204", "plain", "1.204")]),
        ("1,2,3", [("1,2,3", "plain", "None")]),
        ("$5 %", [("$5 %", "money", "NoneUSD")]),
        ("+3.3 points", [("+3.3 points", "points", "+3.3")]),
        ("2.8-point drop", [("2.8-point", "points", "2.8")]),
        ("1.08x and 3:1", [("1.08x", "times", "1.08"), ("3:1", "times", "3")]),
        (
            "26.5 hours, 45 min, 30-day",
            [("26.5 hours", "hours", "26.5"), ("45 min", "minutes", "45"), ("30-day", "days", "30")],
        ),
        ("1. A\n2) B", [("1", "rank", "1"), ("2", "rank", "2")]),
        ("| 1 | A | 5 |", [("1", "rank", "1"), ("5", "plain", "5")]),
        ("top 5, #3, 2nd", [("5", "rank", "5"), ("3", "rank", "3"), ("2nd", "rank", "2")]),
        ("top 5 of 43", [("5", "plain", "5"), ("43", "plain", "43")]),
        ("between 5 and 10 %", [("5", "percent", "5"), ("10 %", "percent", "10")]),
        ("$4.2 to 5.1M", [("$4.2", "money", "4200000.0USD"), ("5.1M", "money", "5100000.0USD")]),
        ("８ ％", [("8 %", "percent", "8")]),
        ("**12** of `43`", [("12", "plain", "12"), ("43", "plain", "43")]),
    ],
)
def test_a_number_is_read_with_its_unit_sign_and_scale(text: str, tokens: list[tuple[str, str, str]]) -> None:
    assert read(text) == tokens


@pytest.mark.parametrize(
    "text", ["Q3", "P1", "H2FY25", "v2", "B2B", "2FA", "24/7", "1:1", "360-degree", "W3C", ":100:", "1️⃣ first"]
)
def test_names_with_digits_and_idioms_are_no_numbers(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "looseness"),
    [("about 5", "about"), ("~5", "about"), ("more than 5", "over"), ("almost 5", "under"), ("exactly 5", "")],
)
def test_words_before_a_number_say_how_loosely_it_is_meant(text: str, looseness: str) -> None:
    assert read_numbers(text)[0].looseness == looseness


def test_the_precision_is_that_of_the_last_digit() -> None:
    assert read_digits("1,204.50") == (Decimal("1204.50"), Decimal("0.01"))
    assert read_numbers("$1.2M")[0].step == 100_000
    assert read_numbers("ten million")[0].step == 1_000_000
