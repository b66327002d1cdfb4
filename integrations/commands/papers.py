"""steward brief, qbr, followup, board, review and forensics: drafts to the terminal or into a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.markdown import Markdown

from assistant.papers.drafts import draft_of, whole
from assistant.papers.paper import Paper
from assistant.prose.write import write
from integrations.app import build
from integrations.paper_files import ENDINGS, press_of
from integrations.settings import Settings
from integrations.terminal import console, with_line_ends
from tools.catalogue import TOOLS

Arguments = dict[str, Any]


def brief(options: argparse.Namespace) -> int:
    return _draft(options, "brief_account", _given(options, "account", "since", "occasion"))


def qbr(options: argparse.Namespace) -> int:
    return _draft(options, "prepare_qbr", _given(options, "account", "period", "goals"))


def followup(options: argparse.Namespace) -> int:
    asked = _given(options, "account", "kind", "tone", "length", "about", "without")
    return _draft(options, "draft_letter", asked | _given(options, recipient="to"))


def board(options: argparse.Namespace) -> int:
    return _draft(options, "prepare_board", _given(options, "period"))


def review(options: argparse.Namespace) -> int:
    return _draft(options, "prepare_review", _given(options, "period"))


def forensics(options: argparse.Namespace) -> int:
    """One account's loss, or without an account those of a period."""
    tool = "explain_churn" if options.account else "review_churn"
    return _draft(options, tool, _given(options, "account" if options.account else "period"))


def _draft(options: argparse.Namespace, tool: str, arguments: Arguments) -> int:
    """What is missing, or what else there is to say, where there is no draft; exit code 1 where that is no answer."""
    if options.out and options.out.suffix.lower() not in ENDINGS:
        print(f"steward: give the file one of the endings {', '.join(ENDINGS)}", file=sys.stderr)
        return 2
    app = build(Settings(), options.company, options.model)
    context = app.published().context(options.person, options.as_of)
    evidence = TOOLS[tool].run(context, arguments)
    draft = draft_of(tool, arguments, evidence)
    if draft is None:
        console(is_error=options.is_json).print(Markdown(with_line_ends(write((evidence,)))))
        return 1 if options.out or evidence.outcome != "answered" else 0
    paper = app.agent.draft(draft, context)
    if options.out:
        press_of(context, app.folder, getattr(options, "template", None)).write(paper, options.out)
    if options.is_json:
        print(paper.model_dump_json())
    else:
        _show(whole(draft, paper), paper, options.out)
    return 0


def _show(text: str, paper: Paper, path: Path | None) -> None:
    """The paper, or where it is and what a person has to fill in."""
    screen = console()
    if path is None:
        screen.print(Markdown(with_line_ends(text)))
        return
    screen.print(f"File: {path}", markup=False)
    for gap in paper.gaps:
        screen.print(f"To fill in: {gap}", markup=False)


def _given(options: argparse.Namespace, *names: str, **renamed: str) -> Arguments:
    """The options that were given, under the names of the tool's arguments."""
    wanted: Mapping[str, str] = {name: name for name in names} | renamed
    found = {name: getattr(options, option) for name, option in wanted.items()}
    return {name: value for name, value in found.items() if value not in (None, [])}
