from __future__ import annotations

import pytest

from assistant.letters.cleaning import clean, to_the_reader


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain words", "plain words"),
        ("[new price: 5]", "(new price: 5)"),
        ("**bold** `code` <@U123>", "bold 'code' (@U123)"),
        ("Company_0 and _this_", "Company_0 and this"),
        ("now!!", "now."),
        ("a\u202eb\nc", "a b c"),
        ("# heading", "heading"),
    ],
)
def test_no_mark_of_the_data_takes_effect(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ("introduce them to a company", "introduce you to a company"),
        ("share figures for sites of their size", "share figures for sites of your size"),
        ("send the planners their logins", "send the planners their logins"),
        ("check the theme", "check the theme"),
    ],
)
def test_a_note_about_the_account_is_turned_to_its_reader(note: str, read: str) -> None:
    assert to_the_reader(note) == read
