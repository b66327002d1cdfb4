"""Answers in a terminal keep their lines, quotations and short sources."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from assistant.answer import SourceRef
from assistant.prose.write import write
from integrations.terminal import answer_view, with_line_ends
from tests.assistant.parts import every_layout
from tests.integrations.slack.answers import answer


def shown(text: str, width: int = 80, **changes: object) -> list[str]:
    page = StringIO()
    Console(width=width, file=page).print(answer_view(answer(text, **changes)))
    return [line.rstrip() for line in page.getvalue().splitlines()]


def test_a_line_of_words_ends_where_it_ends() -> None:
    assert with_line_ends("Lead.\n_Small print._\n\n- a\n- b\n\n> q") == "Lead.  \n_Small print._\n\n- a\n- b\n\n> q"
    assert shown("Lead.\n_Small print._")[:2] == ["Lead.", "Small print."]


def test_an_answer_of_several_parts_keeps_its_lines_at_any_width() -> None:
    for width in (80, 120):
        lines = shown(write((every_layout(),)), width)
        assert " • And 2 more plays" in lines
        assert "Escalation" in lines
        assert " 2 Write it down." in lines
        assert "And 1 more account." in lines
        assert "Decided: none is decided yet." in lines
        assert max(map(len, lines)) <= width


def test_sources_are_few() -> None:
    sources = tuple(SourceRef(kind="record", title=f"Ticket T-{number}, 1 Jun 2026", ref="x") for number in range(9))
    text = " ".join(shown("Lead.", sources=sources))
    assert "T-3, 1 Jun 2026; and 5 more" in text
    assert "T-4" not in text
