"""The last accepted run of each model and company, and the bars a run must clear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.case import Strict
from evals.report import Report
from evals.verdict import Verdict

BASELINE = Path(__file__).parent / "baseline.json"


@dataclass(frozen=True)
class Bar:
    """Fractions of all cases: at least so many right, at most so many wrong without warning."""

    right: float
    wrong: float

    def is_cleared(self, report: Report) -> bool:
        return report.totals.right >= self.right and report.totals.wrong <= self.wrong


# A language model may decline or phrase more than the planner does; its numbers come from the same tools.
USUAL_BAR = Bar(right=0.90, wrong=0.01)
BARS: Mapping[str, Bar] = {"planner": Bar(right=0.95, wrong=0.01)}


def bar_of(model: str) -> Bar:
    """The bar of a model, by its whole name."""
    return BARS.get(model, USUAL_BAR)


class Accepted(Strict):
    """An accepted run: how many cases it had, and which of them were not right."""

    cases: int
    not_right: dict[str, Verdict]


class Baseline(Strict):
    """Accepted runs by 'model company'."""

    runs: dict[str, Accepted]


def read_baseline(path: Path = BASELINE) -> Baseline:
    """The accepted runs; none when the file does not exist yet."""
    return Baseline.model_validate_json(path.read_text(encoding="utf-8")) if path.exists() else Baseline(runs={})


def write_baseline(baseline: Baseline, path: Path = BASELINE) -> None:
    path.write_text(baseline.model_dump_json(indent=2) + "\n", encoding="utf-8")


def accept(report: Report, baseline: Baseline) -> Baseline:
    """The baseline with this run as the accepted one of its model and company."""
    not_right = {result.id: result.verdict for result in report.results if result.verdict != "right"}
    return Baseline(runs=baseline.runs | {_name(report): Accepted(cases=len(report.results), not_right=not_right)})


def regressions(report: Report, baseline: Baseline) -> tuple[str, ...]:
    """Ids of cases that fail now and did not in the accepted run; nothing without one."""
    accepted = baseline.runs.get(_name(report))
    if accepted is None:
        return ()
    return tuple(
        result.id for result in report.results if result.verdict != "right" and result.id not in accepted.not_right
    )


def _name(report: Report) -> str:
    return f"{report.model} {report.company}"
