"""Tables as fixed-width text that a message of usual width can show."""

from __future__ import annotations

from integrations.slack.columns import WIDEST, aligned, fixed, listed
from integrations.slack.mrkdwn import from_markdown


def test_numbers_end_flush_and_long_heads_break() -> None:
    assert aligned([["Account", "Weighted forecast", "ARR"], ["Acme", "$5", "$1,000"]], [1, 2]) == [
        "             Weighted",
        "Account      forecast     ARR",
        "Acme               $5  $1,000",
    ]


def test_rows_become_columns_where_that_is_narrower() -> None:
    heads = [f"Measure number {n} of them" for n in range(8)]
    text = fixed([["Compared", *heads], ["its own", *"12345678"], ["similar", *"87654321"]], [False] + [True] * 8)
    assert text[0].split() == ["Compared", "its", "own", "similar"]
    assert text[1].split()[-2:] == ["1", "8"]
    assert max(map(len, text)) <= WIDEST


def test_a_table_that_is_too_wide_in_any_way_is_a_list() -> None:
    rows = [["Account", *(f"A{n}" for n in range(12))], *([f"Acme {n}", *["1234567890"] * 12] for n in range(9))]
    assert fixed(rows, [False] * 13) == []
    assert listed(rows)[0][1].startswith("A0: 1234567890, A1: 1234567890")
    table = "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], ["---"] * 13, *rows[1:]))
    written = from_markdown(table).split("\n")
    assert written[0].startswith("• *Acme 0*: A0: 1234567890, A1: 1234567890")
    assert len(written) == 9


def test_quotations_and_titles_stand_close_in_slack() -> None:
    assert from_markdown("**Evidence**\n\n> a\n\n> b\n\n> c") == "*Evidence*\n> a\n> b\n> c"
    assert from_markdown("**Title**\n\n| A |\n| --- |\n| b |") == "*Title*\n```\nA\nb\n```"
    assert from_markdown("_Small print._\n\n**Title**\n- a") == "_Small print._\n\n*Title*\n• a"
