"""Names from the data are shown and do nothing."""

from __future__ import annotations

import pytest

from assistant.claims.reading import readable
from assistant.prose.escaping import LONGEST, cell, plain


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Acme Logistics", "Acme Logistics"),
        ("Company_12", "Company_12"),
        ("Johnson & Johnson", "Johnson & Johnson"),
        ("*bold* _it_ `code`", "\\*bold\\* \\_it\\_ \\`code\\`"),
        ("[x](https://evil.example)", "\\[x\\](https://evil.example)"),
        ("<!channel> | ~~x~~", "\\<!channel\\> \\| \\~\\~x\\~\\~"),
        ("# title", "\\# title"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("two\nlines\tand\u200b a\u202e mark", "two lines and a mark"),
        ("a" * 100, "a" * (LONGEST - 1) + "…"),
    ],
)
def test_a_name_is_one_short_line_without_working_marks(name: str, shown: str) -> None:
    assert plain(name) == shown


@pytest.mark.parametrize("name", ["*a* 1", "_b_ 2", "[c] | <3>", "`d` ~4~"])
def test_what_is_escaped_reads_as_it_was(name: str) -> None:
    assert readable(plain(name)) == name


def test_a_table_cell_is_never_empty_and_never_two_lines() -> None:
    assert (cell(""), cell("a\nb")) == ("-", "a b")
