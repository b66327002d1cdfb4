"""Letters: widths, wrapping, shortening, and what no font or file can hold."""

from __future__ import annotations

import pytest

from integrations.charts.helvetica import helvetica_widths
from integrations.charts.lettering import drawable, width_of
from integrations.charts.wrapping import clean, shortened, within, wrapped


def count(text: str) -> float:
    """Every letter is one wide."""
    return float(len(text))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x07c\x1f", "abc"),
        ("one\ntwo\tthree\r\n four", "one two three four"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("\u202eevil\u202c and \u2066hidden\u2069", "evil and hidden"),
        ("\ufffe\uffff", ""),
        ("Ромашка 株式会社 🚀", "Ромашка 株式会社 🚀"),
    ],
)
def test_what_a_file_cannot_hold_is_taken_out(text: str, kept: str) -> None:
    assert clean(text) == kept


def test_a_letter_that_no_font_has_becomes_a_box_and_a_pictograph_is_left_out() -> None:
    assert drawable("Ромашка \U000e0041 \ue123") == "Ромашка □"


def test_text_is_wrapped_at_words_and_long_words_are_broken() -> None:
    assert wrapped("one two three", 7, count) == ["one two", "three"]
    assert wrapped("abcdefgh ij", 3, count) == ["abc", "def", "gh", "ij"]
    assert wrapped("", 3, count) == []


def test_text_that_does_not_fit_ends_in_an_ellipsis() -> None:
    assert shortened("abcdef", 4, count) == "abc…"
    assert shortened("abcd", 4, count) == "abcd"
    assert within("one two three four", 7, 2, count) == ["one two", "three…"]


def test_widths_are_those_of_the_fonts() -> None:
    # Published Helvetica metrics: A 667, W 944, bold A 722 thousandths.
    assert (helvetica_widths(False)["A"], helvetica_widths(False)["W"], helvetica_widths(True)["A"]) == (
        0.667,
        0.944,
        0.722,
    )
    # DejaVu Sans: a full stop is 651 of 2048 units; 72 points are an inch.
    assert width_of(".", 72) == pytest.approx(651 / 2048, abs=0.002)
