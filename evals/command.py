"""steward eval: ask the known questions of a company and score the answers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.baseline import accept, bar_of, read_baseline, regressions, write_baseline
from evals.case import Case, load_cases, read_suite
from evals.known_values import Truth, known_values, open_exports, open_published
from evals.render import render
from evals.report import Report
from evals.run import run
from integrations.app import App, build
from integrations.company_folder import current_version
from integrations.settings import Settings
from tools.errors import OutsideError


def evaluate(options: argparse.Namespace) -> int:
    """Exit code 0 when the run clears the bar of its model."""
    app = build(Settings(), options.company, options.model)
    report = evaluated(app, _cases(app, options.cases), _truth(app, options.exports), options.repeat)
    worse = regressions(report, read_baseline())
    print(report.model_dump_json(indent=2) if options.is_json else render(report, worse))
    if options.out:
        options.out.write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8")
    if options.accept:
        write_baseline(accept(report, read_baseline()))
    return 0 if bar_of(report.model).is_cleared(report) else 1


def evaluated(app: App, cases: Sequence[Case], truth: Truth | None, repeat: int = 1) -> Report:
    """Every case asked and scored; progress on stderr."""
    print(f"Asking {len(cases) * repeat} questions ...", file=sys.stderr)
    return run(cases, app.ask, known_values(cases, truth), company_name(app), repeat)


def company_name(app: App) -> str:
    return app.published().company.name.lower()


def _cases(app: App, file: Path | None) -> Sequence[Case]:
    if file is not None:
        return read_suite(file).cases
    cases = load_cases("sample" if app.folder.name == "sample" else company_name(app))
    if not cases:
        raise OutsideError(f"There are no cases for {company_name(app)}; write some and name them with --cases.")
    return cases


def _truth(app: App, exports: Path | None) -> Truth:
    """The independent path to the known values: the raw exports when named, else the published tables."""
    if exports is not None:
        return open_exports(exports)
    return open_published(app.folder / "data" / current_version(app.folder) / "company.duckdb")
