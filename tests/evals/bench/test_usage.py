"""The usage bench asks the same of roll-ups and events."""

from __future__ import annotations

from pathlib import Path

from evals.bench.usage import QUESTIONS, added_up, write_events


def test_usage_added_up_is_measured_against_queries_on_the_events(tmp_path: Path) -> None:
    write_events(tmp_path, 20_000)
    found = added_up(tmp_path, 1)
    assert set(found) == {"adding_up", *QUESTIONS, "memory"}
    assert all(found[name]["ratio"] > 0 for name in QUESTIONS)
