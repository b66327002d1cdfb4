"""Whole questions to the sample company: of a process that is running, and of one that has to start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median

from evals.bench.clock import clocked
from integrations.app import App, build, question
from integrations.settings import Settings

QUESTION = "What was NRR in 2025?"


def asked_warm(state: Path, rounds: int) -> dict[str, float]:
    """Median milliseconds from question to answer by the planner, everything in memory."""
    app = build(Settings(state=state, model="planner"))
    _ask(app)
    _ask(app)
    return {"ms": median(clocked(lambda: _ask(app)) for _ in range(rounds))}


def asked_cold(state: Path, rounds: int) -> dict[str, float]:
    """Median milliseconds of a new `steward ask` for one question, its bytecode and the sample already there."""
    (state / ".env").write_text(f"STEWARD_STATE={state}\n", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("steward")), "ask", QUESTION, "--model", "planner"]

    def ask() -> None:
        subprocess.run(command, cwd=state, check=True, capture_output=True, timeout=300)

    ask()
    return {"ms": median(clocked(ask) for _ in range(rounds))}


def _ask(app: App) -> None:
    app.ask(question(QUESTION))
