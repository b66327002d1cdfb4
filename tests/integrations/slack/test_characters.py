"""Invisible, reordering and piled-up characters are gone; letters of every script and emoji stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.slack.characters import clean, decode_entities


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\u200bb\u200cc\u200dd\u2060e\ufefff", "abcdef"),
        ("a\u202eb\u2066c\u2069", "abc"),
        ("a" + "".join(chr(0xE0000 + ord(c)) for c in "hidden"), "a"),
        ("a\x00b\x1bc\x7fd", "abcd"),
        ("a\ud800b", "ab"),
        ("line\r\nnext\rlast\u2028end", "line\nnext\nlast\nend"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("a\ufe0f\ufe0e\ufe0fb", "a\ufe0fb"),
        ("a" + "\U000e0100" * 9, "a"),
        ("Z" + "\u0351" * 30, "Z\u0351\u0351"),
        ("Z" + "\u0351\u0351\ufe0f" * 10, "Z\u0351\u0351"),
        ("\u3164\u115f\u2800x", "x"),
        ("\ue000private", "private"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("ñ Å ế 東京 हिन्दी עברית 👍🏽", "ñ Å ế 東京 हिन्दी עברית 👍🏽"),
    ],
)
def test_what_is_invisible_goes_and_what_is_written_stays(text: str, left: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", left)


def test_entities_are_decoded_to_the_end_and_unknown_ones_stay() -> None:
    assert decode_entities("&amp;amp;lt;b&gt; &#x41;&#66; AT&T &notify; &#0;") == "<b> AB AT&T &notify; "


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=60))
def test_cleaning_leaves_nothing_invisible_and_changes_nothing_the_second_time(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs") for char in once if char not in "\n\t")
