"""To whom a sentence gives its numbers."""

from __future__ import annotations

import re

import pytest

from assistant.claims.numbers import read_numbers
from assistant.claims.pairing import Mention, owners


def pairs(text: str) -> list[str]:
    """For each number, the letters it is given to; "?" for nobody in particular, a star when it comes first."""
    mentions = [Mention(match.start(), match.end(), match[0]) for match in re.finditer(r"\b[A-D]\b", text)]
    mentions += [Mention(match.start(), match.end(), None) for match in re.finditer("somebody", text)]
    mentions.sort(key=lambda mention: mention.start)
    numbers = read_numbers(text)
    found = [owners(number, mentions, numbers, text) for number in numbers]
    return ["?" if one is None else "".join(sorted(one.names)) + "*" * one.is_first for one in found]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("A has $5 and B $7.", ["A", "B"]),
        ("A ($5), B ($7)", ["A", "B"]),
        ("$5 for A and $7 for B", ["A", "B"]),
        ("$5 comes from A and $7 from B", ["A", "B"]),
        ("A and B have $5 and $7", ["A", "B"]),
        ("A against B: $5 against $7", ["A", "B"]),
        ("A is ahead of B, $5 to $7", ["A", "B"]),
        ("A and B have $5", ["AB"]),
        ("At $5, A is ahead of B at $7", ["A*", "B"]),
        ("The total is $9, led by A with $5", ["A*", "A"]),
        ("A had $5, down from $7", ["A", "?"]),
        ("A had $5 against $7 for B", ["A", "B"]),
        ("A had $5, $7 for somebody", ["A", "?"]),
        ("$5, $6 and $7 from A to C", ["A*", "A*", "?"]),
        ("$9 in all", ["?"]),
    ],
)
def test_a_number_goes_to_the_name_the_sentence_gives_it_to(text: str, given: list[str]) -> None:
    assert pairs(text) == given
