"""Markdown as Slack's own notation."""

from __future__ import annotations

import pytest

from assistant.prose.escaping import plain
from integrations.slack.columns import aligned
from integrations.slack.escapes import literal
from integrations.slack.mrkdwn import code_block, from_markdown
from integrations.slack.payload import safe_mrkdwn
from integrations.slack.tokens import LinkRules


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


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("A*B_C", "A*B_C"),
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("Foo|Bar", "Foo|Bar"),
        ("Foo | Bar", "Foo | Bar"),
        ("*Star* Corp", "∗Star∗ Corp"),
        ("_under_ score", "ˍunderˍ score"),
        ("~gone~ Ltd", "∼gone∼ Ltd"),
        ("co`de` GmbH", "coˋdeˋ GmbH"),
        ("#1 Shop", "#1 Shop"),
        ("- Dash", "- Dash"),
        ("2. Floor", "2. Floor"),
        ("back\\slash", "back\\slash"),
        ("[label](x)", "[label](x)"),
        ("<!channel>", "channel"),
    ],
)
def test_a_name_from_the_data_shows_no_backslash_and_makes_no_mark(name: str, shown: str) -> None:
    rules, escaped = LinkRules(), plain(name)
    assert safe_mrkdwn(from_markdown(f"**{escaped}**: $5"), rules) == f"*{shown}*: $5"
    assert safe_mrkdwn(from_markdown(f"- {escaped} pays *less*"), rules) == f"• {shown} pays _less_"
    table = f"| Account | ARR |\n|---|---:|\n| {escaped} | $5 |"
    written = name if name != "<!channel>" else "channel"
    last = safe_mrkdwn(from_markdown(table), rules).split("\n")[2]
    assert last.split("  ")[0] == written.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_a_backslash_in_code_is_one() -> None:
    assert from_markdown("`a\\*b`") == "`a\\*b`"
    assert from_markdown("```\na\\*b\n```") == "```\na\\*b\n```"


def test_text_of_the_data_beside_our_own_marks_makes_none() -> None:
    assert literal("account is *Star*_x") == "account is ∗Star∗ˍx"


def test_a_table_becomes_aligned_text() -> None:
    table = "| Segment | NRR |\n|---|---:|\n| Enterprise | **108.3 %** |\n| SMB | 91.0 % |"
    assert from_markdown(table) == "```\nSegment         NRR\nEnterprise  108.3 %\nSMB          91.0 %\n```"


def test_lines_with_bars_that_are_no_table_stay() -> None:
    assert from_markdown("| not a table") == "| not a table"


def test_a_code_block_cannot_be_closed_from_inside() -> None:
    assert code_block(["a ``` b"]) == "```\na ''' b\n```"


def test_rows_of_different_length_are_aligned() -> None:
    assert aligned([["a", "bb"], ["ccc"]]) == ["a    bb", "ccc"]
