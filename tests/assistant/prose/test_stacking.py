"""Lines that Markdown would run together are kept apart."""

from __future__ import annotations

from assistant.prose.stacking import stacked


def test_lines_of_a_list_stand_together_under_their_title() -> None:
    assert stacked("**T**", ["- a", "- b"]) == "**T**\n- a\n- b"


def test_blocks_of_different_kinds_and_quotations_stand_apart() -> None:
    assert stacked("**T**", ["- a", "> b", "> c", "d", "| e |", "- f"]) == (
        "**T**\n- a\n\n> b\n\n> c\n\nd\n\n| e |\n\n- f"
    )
