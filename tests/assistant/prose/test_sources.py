"""What an answer rests on, in words people know."""

from __future__ import annotations

from assistant.answer import SourceRef
from assistant.prose.sources import sources_line
from tests.integrations.slack.answers import answer


def named(*titles: str) -> str:
    return sources_line(answer(sources=tuple(SourceRef(kind="record", title=title, ref="x") for title in titles)))


def test_figures_go_by_their_labels_and_passages_by_their_titles() -> None:
    assert named("Ticket T-1, 1 Jun 2026", "net_revenue_retention v1", "red_accounts v2") == (
        "Ticket T-1, 1 Jun 2026; NRR; red accounts"
    )


def test_more_than_a_few_are_counted() -> None:
    assert named("A", "B", "C", "D", "E", "E", "F") == "A; B; C; D; and 2 more"
    assert named() == ""
