"""Markdown as Slack's own notation."""

from __future__ import annotations

import pytest

from integrations.slack.mrkdwn import aligned, code_block, from_markdown


@pytest.mark.parametrize(
    ("markdown", "mrkdwn"),
    [
        ("NRR was **108.3 %**", "NRR was *108.3 %*"),
        ("__strong__ and *soft*", "*strong* and _soft_"),
        ("**bold *and soft* text**", "*bold _and soft_ text*"),
        ("# Retention in **2024**", "*Retention in 2024*"),
        ("- one\n* two\n  - three", "• one\n• two\n  • three"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("~~old~~", "~old~"),
        ("above\n---\nbelow", "above\nbelow"),
        ("net_revenue_retention and 2 * 3 * 4", "net_revenue_retention and 2 * 3 * 4"),
        ("`a*b*c` and `**x**`", "`a*b*c` and `**x**`"),
        ("```sql\nSELECT **\n```", "```\nSELECT **\n```"),
        ("[label](https://x.test)", "[label](https://x.test)"),
        ("> quoted", "> quoted"),
        ("\n\ntext\n\n", "text"),
    ],
)
def test_markdown_becomes_mrkdwn(markdown: str, mrkdwn: str) -> None:
    assert from_markdown(markdown) == mrkdwn


def test_a_table_becomes_aligned_text() -> None:
    table = "| Segment | NRR |\n|---|---:|\n| Enterprise | **108.3 %** |\n| SMB | 91.0 % |"
    assert from_markdown(table) == "```\nSegment     NRR\nEnterprise  108.3 %\nSMB         91.0 %\n```"


def test_lines_with_bars_that_are_no_table_stay() -> None:
    assert from_markdown("| not a table") == "| not a table"


def test_a_code_block_cannot_be_closed_from_inside() -> None:
    assert code_block(["a ``` b"]) == "```\na ''' b\n```"


def test_rows_of_different_length_are_aligned() -> None:
    assert aligned([["a", "bb"], ["ccc"]]) == ["a    bb", "ccc"]
