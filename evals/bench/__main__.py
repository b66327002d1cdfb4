"""python -m evals.bench [--sizes 1000,10000] [--rounds 15]: writes results.json and its charts beside this file."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals.bench.asking import asked_cold, asked_warm
from evals.bench.charts import charts_of
from evals.bench.ledger import imported, printed, write_exports
from evals.bench.measures import measured
from evals.bench.usage import added_up, write_events

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
STEPS: Mapping[str, Callable[[Path, int], Any]] = {
    "import": lambda folder, _: imported(folder / "exports", folder / "company"),
    "measure": lambda folder, rounds: measured(folder / "company", rounds),
    "usage": added_up,
}


def main() -> None:
    options = _options()
    if options.step:
        printed(STEPS[options.step](options.folder, options.rounds))
        return
    results = run(options.sizes, options.rounds) | {"usage_events": run_usage(options.events, options.rounds)}
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    for name, drawing in charts_of(results).items():
        (HERE / name).write_bytes(drawing)
    print(json.dumps(results, indent=2))


def run(sizes: list[int], rounds: int) -> dict[str, Any]:
    """Every measurement: per number of accounts, and of whole questions to the sample company."""
    results: dict[str, Any] = {"cores": os.cpu_count(), "rounds": rounds, "accounts": {}}
    for accounts in sizes:
        with TemporaryDirectory(prefix="steward-bench-") as made:
            folder = Path(made)
            write_exports(folder / "exports", accounts)
            loaded = _apart("import", folder, rounds)
            results["accounts"][str(accounts)] = {"import": loaded, **_apart("measure", folder, rounds)}
    with TemporaryDirectory(prefix="steward-bench-") as made:
        state = Path(made)
        results["question_warm"] = asked_warm(state, rounds)
        results["question_cold"] = asked_cold(state, 3)
    return results


def run_usage(sizes: list[int], rounds: int) -> dict[str, Any]:
    """Usage questions per number of events."""
    results: dict[str, Any] = {}
    for events in sizes:
        with TemporaryDirectory(prefix="steward-bench-") as made:
            write_events(Path(made), events)
            results[str(events)] = _apart("usage", Path(made), rounds)
    return results


def _apart(step: str, folder: Path, rounds: int) -> Any:
    """A step in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "evals.bench", step, str(folder), "--rounds", str(rounds)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=3600)
    return json.loads(done.stdout.splitlines()[-1])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.bench")
    parser.add_argument("step", nargs="?", choices=sorted(STEPS), help=argparse.SUPPRESS)
    parser.add_argument("folder", nargs="?", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--sizes", type=_numbers, default=[1_000, 10_000, 100_000], help="accounts, such as 1000,10000")
    parser.add_argument(
        "--events", type=_numbers, default=[1_000_000, 10_000_000], help="usage events; 100000000 takes half an hour"
    )
    parser.add_argument("--rounds", type=int, default=15, help="how often each question is asked")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    main()
