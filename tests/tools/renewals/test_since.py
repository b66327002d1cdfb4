from __future__ import annotations

from datetime import date

import pytest

from tests.company import account, context, line
from tools.errors import InvalidRequest
from tools.renewals.since import read_since

# Seen from 31 December 2024, a Tuesday.
CONTEXT = context({"accounts": [account("Ada")], "subscriptions": [line("Ada", 1000, "2023-01-01")]})


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (None, date(2024, 12, 24)),
        ("last week", date(2024, 12, 24)),
        ("since last week", date(2024, 12, 24)),
        ("a week ago", date(2024, 12, 24)),
        ("last month", date(2024, 11, 30)),
        ("since the last quarter", date(2024, 9, 30)),
        ("December", date(2024, 11, 30)),
        ("since November", date(2024, 10, 31)),
        ("this quarter", date(2024, 9, 30)),
        ("since 15 December", date(2024, 12, 15)),
        ("2024-12-15", date(2024, 12, 15)),
        ("the last 14 days", date(2024, 12, 17)),
    ],
)
def test_words_name_the_earlier_day(words: str | None, day: date) -> None:
    assert read_since(CONTEXT, words) == day


@pytest.mark.parametrize("words", ["today", "the other day"])
def test_what_is_no_past_day_is_refused(words: str) -> None:
    with pytest.raises(InvalidRequest):
        read_since(CONTEXT, words)
