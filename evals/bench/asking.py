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
    """Median milliseconds of a new process that answers one question, its bytecode and the sample already there."""
    command = [sys.executable, "-m", "evals.bench.asking", str(state)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    times = [
        clocked(lambda: subprocess.run(command, check=True, capture_output=True, timeout=300)) for _ in range(rounds)
    ]
    return {"ms": median(times)}


def one_answer(state: Path) -> str:
    app = build(Settings(state=state, model="planner"))
    return app.ask(question(QUESTION)).answer


def _ask(app: App) -> None:
    app.ask(question(QUESTION))


if __name__ == "__main__":
    print(one_answer(Path(sys.argv[1])))
