"""steward eval: ask the known questions of a company and score the answers, also against text-to-SQL."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage
from langchain_core.runnables import Runnable

from evals.baseline import accept, bar_of, read_baseline, regressions, write_baseline
from evals.case import Case, load_cases, read_suite
from evals.known_values import Truth, known_values, open_exports, open_published
from evals.render import render, render_side_by_side
from evals.report import Report
from evals.run import run
from evals.text_to_sql import MOST_TOKENS, Comparison, SqlWriter, comparable, compare, open_tables
from integrations.app import App, build
from integrations.company_folder import current_version
from integrations.settings import Settings
from tools.errors import OutsideError


def evaluate(options: argparse.Namespace) -> int:
    """Exit code 0 when the run clears the bar of its model, or beats the rival it was run against."""
    app = build(Settings(), options.company, options.model)
    cases, truth = _cases(app, options.cases), _truth(app, options.exports)
    if options.against:
        return _evaluate_against(app, cases, truth, options)
    report = evaluated(app, cases, truth, options.repeat)
    worse = regressions(report, read_baseline())
    _print(report, render(report, worse), options)
    if options.accept:
        write_baseline(accept(report, read_baseline()))
    return 0 if bar_of(report.model).is_cleared(report) else 1


def _evaluate_against(app: App, cases: Sequence[Case], truth: Truth, options: argparse.Namespace) -> int:
    if options.accept:
        raise OutsideError("--accept keeps a run over all questions; leave out --against and run again.")
    both = compared(app, cases, truth, completion(app, options.company))
    _print(both, render_side_by_side((both.assistant, both.rival)), options)
    return 0 if both.is_won else 1


def compared(app: App, cases: Sequence[Case], truth: Truth | None, complete: Callable[[str], str]) -> Comparison:
    """The same model both ways, where a query can be judged; `complete` is the model without its tools."""
    known = known_values(cases, truth)
    fit = comparable(cases, known)
    writer = SqlWriter(
        model=app.agent.model_name,
        complete=complete,
        connection=open_tables(_published_file(app)),
        company=company_name(app),
        as_of=app.published().context().as_of,
    )
    return Comparison(assistant=evaluated(app, fit, truth), rival=compare(writer, fit, known))


def completion(app: App, company: str | None = None) -> Callable[[str], str]:
    """The model of the run without its tools: a prompt in, its text out. Raises OutsideError for the planner."""
    kind, _, name = app.agent.model_name.partition(":")
    if kind == "planner":
        raise OutsideError("Only a language model writes SQL; name one with --model, such as small:<model>.")
    bare = build(Settings(), company, f"openai:{name}") if kind == "small" else app
    model: Runnable[Any, BaseMessage] = bare.agent.model_for(app.published().context())
    if kind == "small":
        model = model.bind(max_tokens=MOST_TOKENS)
    return lambda prompt: model.invoke([HumanMessage(prompt)]).text


def _print(found: Report | Comparison, text: str, options: argparse.Namespace) -> None:
    written = found.model_dump_json(indent=2)
    print(written if options.is_json else text)
    if options.out:
        options.out.write_text(written + "\n", encoding="utf-8")


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
    return open_published(_published_file(app))


def _published_file(app: App) -> Path:
    return app.folder / "data" / current_version(app.folder) / "company.duckdb"
